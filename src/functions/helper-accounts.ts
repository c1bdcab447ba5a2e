import {
  type CallExpression as Call,
  type Function as Helper,
  Visitor,
  parseSync,
} from "oxc-parser";
import { fetchAs } from "./account-header.ts";

interface Insertion {
  readonly at: number;
  readonly text: string;
}

/**
 * Hands an account through the helpers of a file: those that steps call with one, and what these
 * call on the way to `fetch`, take it last. The templates know nothing of it, and a file whose steps
 * name no account stays as it is.
 */
export function withAccounts(helpers: string, called: ReadonlySet<string>): string {
  const { program } = parseSync("helpers.ts", helpers);
  const functions = new Map(
    program.body.flatMap((node) =>
      node.type === "FunctionDeclaration" && node.id ? [[node.id.name, node] as const] : [],
    ),
  );
  const calls: Call[] = [];
  new Visitor({ CallExpression: (call) => calls.push(call) }).visit(program);
  const isIn = (helper: Helper, { start, end }: Call) => helper.start <= start && end <= helper.end;
  const callsOf = new Map(
    Array.from(functions, ([name, node]) => [name, calls.filter((call) => isIn(node, call))]),
  );
  const onTheWay = reached(called, callsOf);
  const takes = (name: string) => name === "fetch" || onTheWay.has(name);
  const insertions = [...functions]
    .filter(([name]) => onTheWay.has(name))
    .flatMap(([name, node]) => [
      parameter(node, helpers),
      ...(callsOf.get(name) ?? [])
        .filter((call) => takes(calleeOf(call)))
        .flatMap((call) => argument(call, functions.get(calleeOf(call)), helpers)),
    ]);
  return insertions
    .toSorted((one, other) => other.at - one.at)
    .reduce((text, { at, text: more }) => text.slice(0, at) + more + text.slice(at), helpers);
}

/** Of these functions and those that they call, the ones from which a call comes to `fetch`. */
function reached(
  called: ReadonlySet<string>,
  callsOf: ReadonlyMap<string, readonly Call[]>,
): ReadonlySet<string> {
  const found = new Set<string>();
  const fetches = (name: string, seen: ReadonlySet<string>): boolean => {
    if (name === "fetch") return true;
    if (seen.has(name)) return false;
    const names = (callsOf.get(name) ?? []).map(calleeOf);
    // Each is looked at: every one on the way takes the account.
    const doesFetch = names.map((one) => fetches(one, new Set([...seen, name]))).some((one) => one);
    if (doesFetch) found.add(name);
    return doesFetch;
  };
  for (const name of called) fetches(name, new Set());
  return found;
}

function calleeOf({ callee }: Call): string {
  return callee.type === "Identifier" ? callee.name : "";
}

function parameter({ params, id }: Helper, source: string): Insertion {
  const last = params.at(-1);
  if (last) return { at: last.end, text: ", use?: Use" };
  return { at: source.indexOf("(", id?.end) + 1, text: "use?: Use" };
}

/** Arguments that the call leaves out stand before it. */
function argument(call: Call, helper: Helper | undefined, source: string): readonly Insertion[] {
  const { callee, arguments: given } = call;
  if (!helper) {
    const open = source.indexOf("(", callee.end) + 1;
    return [
      { at: callee.end, text: fetchAs.slice("fetch".length) },
      { at: open, text: "use, " },
    ];
  }
  const left = helper.params
    .slice(given.length)
    .map((one) => (hasEmptyDefault(one) ? "{}" : "undefined"));
  const text = [...left, "use"].join(", ");
  const last = given.at(-1);
  return [last ? { at: last.end, text: `, ${text}` } : { at: call.end - 1, text }];
}

function hasEmptyDefault(one: Helper["params"][number]): boolean {
  return (
    one.type === "AssignmentPattern" &&
    one.right.type === "ObjectExpression" &&
    one.right.properties.length === 0
  );
}
