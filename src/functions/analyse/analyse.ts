import { parseSync } from "oxc-parser";
import type { Catalog } from "../../catalog/catalog.ts";
import { redact } from "../../core/redact.ts";
import type { CodeCall, CodeProblem, CodeRules } from "../types.ts";
import { accountUnknown, oddAccounts } from "./accounts.ts";
import { type OutboundCall, outboundCalls, shorten } from "./calls.ts";
import { callablesOf } from "./callables.ts";
import { createContexts } from "./contexts.ts";
import { createEvaluator } from "./evaluate.ts";
import { type Finding, policyFindings } from "./policy.ts";
import { createScopes } from "./scopes.ts";
import { placesOf } from "../places.ts";
import { type CallNode, createTree } from "./tree.ts";

export interface Analysis {
  /** Unreadable is what does not parse, and what is too large to be looked at. */
  readonly status: "read" | "unreadable";
  /** Ids of the operations that the code calls, in the order in which it does. */
  readonly operations: readonly string[];
  /** The same with the accounts that it names. */
  readonly calls: readonly CodeCall[];
  /** Those of them that it calls outside the helpers it carries along; what a helper can do, it need not. */
  readonly direct: readonly string[];
  readonly problems: readonly CodeProblem[];
}

/** The file is one that a person can read, and that the checks can in their time. */
const maxBytes = 256 * 1024;
const maxDepth = 1000;

/**
 * Reads the operations back out of the code: every call of `fetch`, whichever way its address and
 * method are put together, and what else a function may not do. A call that cannot be told is a
 * problem: the broker would refuse it.
 */
export function analyse(code: string, catalog: Catalog, rules: CodeRules): Analysis {
  const size = Buffer.byteLength(code);
  if (size > maxBytes)
    return refused({
      check: "policy",
      message: `The code is ${Math.ceil(size / 1024)} KB; a function may have ${maxBytes / 1024} KB.`,
    });
  const placeAt = placesOf(code);
  const { program, errors } = parseSync("entry.ts", code, {
    preserveParens: false,
    showSemanticErrors: true,
  });
  if (errors.length)
    return refused(
      ...errors.map(({ message, labels }) => ({
        check: "syntax" as const,
        message,
        ...placeAt(labels[0]?.start ?? 0),
      })),
    );

  const tree = createTree(code, program);
  if (tree.depth > maxDepth)
    return refused({
      check: "policy",
      message: "The code is nested too deeply to be read: take it apart into functions.",
    });
  const scopes = createScopes(tree);
  const evaluator = createEvaluator(tree, scopes);
  const contexts = createContexts(tree, scopes, evaluator);
  const helpers = callablesOf(catalog);
  const isInHelper = (node: CallNode) =>
    tree
      .functionsAround(node)
      .some((one) => one.type === "FunctionDeclaration" && helpers.names.has(one.id?.name ?? ""));

  const helperOf = (call: CallNode) =>
    call.callee.type === "Identifier" ? helpers.fixed.get(call.callee.name) : undefined;

  const calls = outboundCalls(evaluator, contexts, catalog, (name) => helpers.addressed.get(name));
  /** Calls of what the templates bring along for one operation. */
  const named = contexts.calls.flatMap((at) => {
    const id = helperOf(at);
    const isCounted =
      rules === "rendered" || calls.some((call) => call.at === at && call.isAddressUnknown);
    const accounts = calls.filter((call) => call.at === at).flatMap((call) => call.accounts);
    return id !== undefined && isCounted
      ? [{ at, ids: [id], accounts: accounts.length > 0 ? accounts : [undefined] }]
      : [];
  });
  const read = calls.map(({ at, operations: found, accounts }) => ({
    at,
    ids: found.map(({ id }) => id),
    accounts,
  }));
  const used = [...read, ...named].toSorted((one, other) => one.at.start - other.at.start);
  /** Of a helper that is there for one operation, what else it can call is not said by its call. */
  const said = [...read.filter(({ at }) => helperOf(at) === undefined), ...named];
  const operations = [...new Set(used.flatMap(({ ids }) => ids))];
  const called = used.flatMap(({ ids, accounts }) =>
    ids.flatMap((operation) =>
      accounts.map((account) => ({ operation, ...(account === undefined ? {} : { account }) })),
    ),
  );
  // An upload goes to an address that an answer before it names.
  const areHandedOut = operations.some((id) => catalog.find(id)?.uncredentialed);

  function unreadCall(call: OutboundCall): readonly Finding[] {
    const isHelpers = isInHelper(call.at);
    const isOurs = isHelpers || helperOf(call.at) !== undefined;
    const isExpected = call.isAddressUnknown && isOurs;
    if (call.isDead || (rules === "rendered" && isOurs)) return [];
    if (isExpected && (!isHelpers || areHandedOut)) return [];
    const isWarning =
      call.operations.length > 0 || isExpected || (call.isAddressUnknown && areHandedOut);
    const source = shorten(code.slice(call.at.start, call.at.end));
    return call.unread.map((why) => ({
      node: call.at,
      message: `${source}: ${why}.`,
      ...(isWarning && { isWarning }),
    }));
  }

  /** Never left to the run: whose account is used is what a person agrees to. */
  function unreadAccount({ at, isAccountUnknown, isDead }: OutboundCall): readonly Finding[] {
    if (!isAccountUnknown || isDead || isInHelper(at)) return [];
    const source = shorten(code.slice(at.start, at.end));
    return [{ node: at, message: `${source}: ${accountUnknown}` }];
  }

  const tooInvolved: Finding = {
    node: program,
    message:
      "What the code calls takes too long to be found out: write addresses as plain texts, and fewer ways to each.",
  };
  const findings = [
    ...policyFindings(tree, scopes, evaluator, contexts, rules),
    ...calls.flatMap(unreadCall),
    ...(rules === "rendered" ? [] : [...calls.flatMap(unreadAccount), ...oddAccounts(tree)]),
    ...(evaluator.isGivenUp() ? [tooInvolved] : []),
  ];

  return {
    status: "read",
    operations,
    calls: distinctCalls(called),
    direct: [...new Set(said.filter(({ at }) => !isInHelper(at)).flatMap(({ ids }) => ids))],
    problems: distinctProblems(
      findings.map(({ node, message, isWarning }) => ({
        check: "policy",
        severity: isWarning && rules !== "rendered" ? "warning" : "error",
        message: redact(message),
        ...placeAt(node.start),
      })),
    ),
  };
}

function refused(...problems: readonly Omit<CodeProblem, "severity">[]): Analysis {
  return {
    status: "unreadable",
    operations: [],
    calls: [],
    direct: [],
    problems: problems.map((problem) => ({ ...problem, severity: "error" })),
  };
}

function distinctCalls(calls: readonly CodeCall[]): readonly CodeCall[] {
  const keyOf = ({ operation, account = "" }: CodeCall) => `${operation} ${account}`;
  return [...new Map(calls.map((call) => [keyOf(call), call])).values()];
}

function distinctProblems(problems: readonly CodeProblem[]): readonly CodeProblem[] {
  const byText = new Map(problems.map((one) => [`${one.line} ${one.column} ${one.message}`, one]));
  return [...byText.values()].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}
