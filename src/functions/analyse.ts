import { parseSync } from "oxc-parser";
import type { Catalog } from "../catalog/catalog.ts";
import { type Operation, type OperationRequest, connectorOf } from "../catalog/operation.ts";
import { pathPattern } from "../catalog/path-pattern.ts";
import type { CodeProblem } from "./types.ts";

export interface Analysis {
  /** Ids of the operations that the code calls, in the order in which it does. */
  readonly operations: readonly string[];
  /** Those of them that it calls outside the helpers it carries along; what a helper can do, it need not. */
  readonly direct: readonly string[];
  readonly problems: readonly CodeProblem[];
}

/** A node of the ESTree that oxc-parser gives. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly [member: string]: unknown;
}

/** Names that lead out of what a function may do; the sandbox stops them too, this says it before a run. */
const forbidden = new Set([
  "Deno",
  "process",
  "globalThis",
  "eval",
  "Function",
  "require",
  "WebSocket",
  "Worker",
  "EventSource",
  "importScripts",
  "XMLHttpRequest",
]);

/**
 * Reads the operations back out of the code: calls of a connector's helper by method name, calls of
 * its look-ups, and `fetch` with an address that the catalog knows. A call that cannot be told is a
 * problem: the broker would refuse it.
 */
export function analyse(code: string, catalog: Catalog): Analysis {
  const { program, errors } = parseSync("index.ts", code);
  const place = placesOf(code);
  if (errors.length) {
    const problems = errors.map(({ message, labels }) =>
      problem(message, place(labels[0]?.start ?? 0)),
    );
    return { operations: [], direct: [], problems };
  }
  const calls = callablesOf(catalog);
  const operations = new Set<string>();
  const direct = new Set<string>();
  const problems: CodeProblem[] = [];
  const report = (node: Node, message: string) =>
    problems.push(problem(message, place(node.start)));

  function visit(node: Node, inHelper: boolean): void {
    if (node.type === "ImportDeclaration" || node.type === "ImportExpression")
      report(node, "A function imports nothing: it is one file.");
    if (node.type === "ExportNamedDeclaration" || node.type === "ExportAllDeclaration")
      report(node, "A function exports only its default.");
    if (node.type === "Identifier" && forbidden.has(String(node["name"])))
      report(node, `A function cannot use ${String(node["name"])}.`);
    if (node.type === "CallExpression") judgeCall(node, inHelper);
    const isHelper =
      node.type === "FunctionDeclaration" && calls.names.has(nameOf(node["id"]) ?? "");
    for (const child of childrenOf(node)) visit(child, inHelper || isHelper);
  }

  function judgeCall(node: Node, inHelper: boolean): void {
    const callee = nameOf(node["callee"]);
    const first = argumentOf(node, 0);
    if (callee === undefined) return;
    const note = (id: string) => {
      operations.add(id);
      if (!inHelper) direct.add(id);
    };
    const fixed = calls.fixed.get(callee);
    if (fixed) note(fixed);
    const connector = calls.helpers.get(callee);
    if (connector !== undefined) {
      const method = literalOf(first);
      const id = `${connector}.${method}`;
      if (method === undefined) {
        if (!inHelper)
          report(
            node,
            `${callee}() needs the name of its method as a plain text, so that its permissions are known.`,
          );
      } else if (catalog.find(id)) note(id);
      else report(node, `The catalog has no operation "${id}".`);
    }
    const owners = calls.addressed.get(callee);
    if (callee === "fetch" || owners) {
      const method = methodOf(argumentOf(node, 1));
      const operation = operationAt(catalog, addressOf(first), method, owners);
      if (operation) note(operation.id);
      else if (!inHelper)
        report(
          node,
          `${callee}() needs an address, as a plain text or a template, that an operation of the catalog has.`,
        );
    }
  }

  const root: unknown = program;
  if (!isNode(root)) throw new TypeError("The parser gave no tree.");
  visit(root, false);
  if (!childrenOf(root).some(({ type }) => type === "ExportDefaultDeclaration")) {
    problems.push(
      problem("A function needs `export default { async fetch(request) { … } }`.", place(0)),
    );
  }
  return { operations: [...operations], direct: [...direct], problems };
}

/** What the catalog's helpers are called in code. */
function callablesOf(catalog: Catalog) {
  const named = (takes: "method" | "url") =>
    catalog.connectors.filter(({ helper }) => helper.takes === takes);
  const helpers = new Map(named("method").map(({ id, helper }) => [helper.name, id]));
  const byHelper = Map.groupBy(named("url"), ({ helper }) => helper.name);
  const addressed = new Map(
    Array.from(byHelper, ([name, owners]) => [name, new Set(owners.map(({ id }) => id))]),
  );
  const fixed = new Map<string, string>();
  const parts: string[] = [];
  for (const { id, codeHelper, codeParts = [], lookups } of catalog.operations) {
    parts.push(...codeParts);
    if (codeHelper !== undefined) fixed.set(codeHelper, id);
    for (const { helper, via, parts: further = [] } of Object.values(lookups ?? {}).flat()) {
      fixed.set(helper, via);
      parts.push(...further);
    }
  }
  const names = new Set([...helpers.keys(), ...addressed.keys(), ...fixed.keys(), ...parts]);
  return { helpers, addressed, fixed, names };
}

/** The operation at an address, of the connectors whose helper calls it: two tools may have the same API. */
function operationAt(
  catalog: Catalog,
  address: string | undefined,
  method: string,
  owners: ReadonlySet<string> | undefined,
): Operation | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { host, pathname } = new URL(address);
  const matching = catalog.operations.filter(
    ({ id, request }) =>
      request.host === host &&
      owners?.has(connectorOf(id)) !== false &&
      [request, ...(request.also ?? [])].some(
        (way) => way.method === method && fits(way.path ?? request.path, request, pathname),
      ),
  );
  return matching.find(({ request }) => request.path === pathname) ?? matching[0];
}

/** Whether an address of code can be one of the operation: what stands in its gaps is not known yet. */
function fits(
  template: string,
  { resources = {}, shapes = {} }: OperationRequest,
  path: string,
): boolean {
  const open = Object.fromEntries(Object.keys(resources).map((name) => [name, "*"]));
  const gaps = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, `${shape}|[^/:]*${gap}[^/:]*`]),
  );
  return [resources, open].some((known) => pathPattern(template, known, gaps).test(path));
}

/** Stands for what a template of code inserts: a character that an address keeps as it is. */
const gap = "~";

function addressOf(node: Node | undefined): string | undefined {
  if (node?.type !== "TemplateLiteral") return literalOf(node);
  const quasis = Array.isArray(node["quasis"]) ? node["quasis"].filter(isNode) : [];
  return quasis.map(({ value }) => String(Reflect.get(Object(value), "cooked"))).join(gap);
}

function methodOf(init: Node | undefined): string {
  const properties = Array.isArray(init?.["properties"]) ? init["properties"].filter(isNode) : [];
  const method = properties.find((property) => nameOf(property["key"]) === "method");
  return literalOf(isNode(method?.["value"]) ? method["value"] : undefined) ?? "GET";
}

function argumentOf(node: Node, index: number): Node | undefined {
  const given: unknown = Array.isArray(node["arguments"]) ? node["arguments"][index] : undefined;
  return isNode(given) ? given : undefined;
}

function literalOf(node: Node | undefined): string | undefined {
  return node?.type === "Literal" && typeof node["value"] === "string" ? node["value"] : undefined;
}

function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Identifier" ? String(node["name"]) : undefined;
}

/** All nodes below, but for names of members: `answer.process` is nobody's process. */
function childrenOf(node: Node): Node[] {
  const isName = (member: string) =>
    (member === "property" && node.type === "MemberExpression" && node["computed"] === false) ||
    (member === "key" && node["computed"] === false);
  return Object.entries(node).flatMap(([member, value]) => {
    if (isName(member)) return [];
    return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
  });
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Turns an offset into line and column, both from 1. */
function placesOf(code: string): (offset: number) => Place {
  return (offset) => {
    const before = code.slice(0, offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
}

function problem(message: string, place: Place): CodeProblem {
  return { check: "policy", severity: "error", message, ...place };
}
