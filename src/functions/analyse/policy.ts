import { isBuiltin } from "node:module";
import type { Node } from "oxc-parser";
import type { CodeRules } from "../types.ts";
import { type Contexts, isCalled, noFrames } from "./contexts.ts";
import { isFetch } from "./calls.ts";
import type { Evaluator } from "./evaluate.ts";
import type { Identifier, Scopes } from "./scopes.ts";
import { holdsCredential } from "./secrets.ts";
import { type Tree, plainKey } from "./tree.ts";

export interface Finding {
  readonly node: Node;
  readonly message: string;
  readonly isWarning?: true;
}

/** Names that lead out of what a function may do; the sandbox stops them too, this says it before a run. */
const forbidden: ReadonlySet<string> = new Set([
  "eval",
  "Function",
  "require",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "Worker",
  "SharedWorker",
  "EventSource",
  "importScripts",
  "XMLHttpRequest",
]);
/** What code that we render has no use for; of a person's, the members that work are listed below. */
const unused: ReadonlySet<string> = new Set([...forbidden, "Deno", "process", "globalThis"]);

const usable: Readonly<Record<string, readonly string[]>> = {
  Deno: ["serve", "env.get", "env.has"],
  process: ["env"],
};

/** Node's modules that reach the network, start something or leave the sandbox: none of it works there. */
const withoutUse: ReadonlySet<string> = new Set(
  "child_process cluster dgram dns dns/promises http http2 https inspector inspector/promises net repl tls vm worker_threads".split(
    " ",
  ),
);

/** What of Base44's SDK has no counterpart here. */
const missingModules: ReadonlySet<string> = new Set(
  "actors agents aiGateway analytics app appLogs auth entities integrations sso users".split(" "),
);

/** What a function may not do wherever it runs, beside calling what nobody approved. */
export function policyFindings(
  tree: Tree,
  scopes: Scopes,
  evaluator: Evaluator,
  contexts: Contexts,
  rules: CodeRules,
): readonly Finding[] {
  const isOurs = rules === "rendered";
  return [
    ...tree.nodes.flatMap((node) => [
      ...importFindings(node, isOurs),
      ...(holdsCredential(node)
        ? [
            {
              node,
              message:
                "This looks like a credential. Put it under Secrets and write {{secrets.NAME}} in its place.",
            },
          ]
        : []),
    ]),
    ...scopes.references
      .filter((reference) => !scopes.resolve(reference.name, reference))
      .flatMap((reference) => nameFinding(tree, reference, isOurs)),
    ...fetchHandedOn(tree, scopes, evaluator, contexts),
    ...missingOfSdk(tree, evaluator),
    ...entryFindings(tree, evaluator),
  ];
}

function importFindings(node: Node, isOurs: boolean): readonly Finding[] {
  if (node.type === "TSImportEqualsDeclaration")
    return [{ node, message: "Write `import … from`: a function has no require." }];
  if (node.type === "ExportNamedDeclaration" || node.type === "ExportAllDeclaration") {
    if (isOurs) return [{ node, message: "A function exports only its default." }];
    return node.source ? sourceFinding(node, node.source, node.exportKind === "type") : [];
  }
  if (node.type !== "ImportDeclaration" && node.type !== "ImportExpression") return [];
  if (isOurs) return [{ node, message: "A function imports nothing: it is one file." }];
  return sourceFinding(
    node,
    node.source,
    node.type === "ImportDeclaration" && node.importKind === "type",
  );
}

function sourceFinding(node: Node, source: Node, isType: boolean): readonly Finding[] {
  const may = "A function may import Node's own modules (node:…) and npm:@base44/sdk.";
  if (source.type !== "Literal" || typeof source.value !== "string")
    return [{ node, message: `What is imported must be a plain text. ${may}` }];
  const name = source.value;
  // Types are gone before it runs.
  if (isType || /^(?:npm:)?@base44\/sdk(?:@[\w.^~*-]+)?$/.test(name)) return [];
  if (!name.startsWith("node:") || !isBuiltin(name))
    return [{ node, message: `A function cannot import "${name}". ${may}` }];
  if (!withoutUse.has(name.slice("node:".length))) return [];
  return [
    {
      node,
      message: `"${name}" does not work here: all that a function reaches goes through fetch.`,
    },
  ];
}

function nameFinding(tree: Tree, reference: Identifier, isOurs: boolean): readonly Finding[] {
  const { name } = reference;
  if (isOurs)
    return unused.has(name) ? [{ node: reference, message: `A function cannot use ${name}.` }] : [];
  if (forbidden.has(name))
    return isTypeof(tree, reference)
      ? []
      : [{ node: reference, message: `A function cannot use ${name}.` }];
  const may = usable[name];
  if (!may || isTypeof(tree, reference)) return [];
  const used = memberPath(tree, reference);
  if (may.some((one) => `${used}.`.startsWith(`${name}.${one}.`))) return [];
  return [
    {
      node: reference,
      message: `A function cannot use ${used}; of ${name} it has ${may.join(", ")}.`,
    },
  ];
}

function isTypeof(tree: Tree, reference: Node): boolean {
  const up = tree.parentOf(reference);
  return up?.type === "UnaryExpression" && up.operator === "typeof";
}

/** `Deno.env.get` for the name in `Deno.env.get("X")`. */
function memberPath(tree: Tree, reference: Identifier): string {
  let path = reference.name;
  let node: Node = reference;
  for (;;) {
    const up = tree.parentOf(node);
    if (up?.type === "ChainExpression") {
      node = up;
      continue;
    }
    const key =
      up?.type === "MemberExpression" && up.object === node && plainKey(up.property, up.computed);
    if (!up || typeof key !== "string") return path;
    path += `.${key}`;
    node = up;
  }
}

/** `fetch` given to code that is not read: its calls would not be seen. */
function fetchHandedOn(
  tree: Tree,
  scopes: Scopes,
  evaluator: Evaluator,
  contexts: Contexts,
): readonly Finding[] {
  const message =
    "fetch is handed on here, so what is called with it cannot be read. Call fetch itself, or a function of this file that does.";
  return scopes.references.flatMap((node) => {
    if (isCalled(tree, node) || isKept(tree, node)) return [];
    if (!evaluator.evaluate(node, noFrames).some(isFetch)) return [];
    const up = tree.parentOf(node);
    const isOwn = up?.type === "CallExpression" && contexts.calledBy(up, noFrames).length > 0;
    return isOwn ? [] : [{ node, message }];
  });
}

/** Whether a name only gets another name, or a member of it is read. */
function isKept(tree: Tree, node: Node): boolean {
  const up = tree.parentOf(node);
  switch (up?.type) {
    case "VariableDeclarator":
    case "AssignmentPattern":
    case "MemberExpression":
    case "ExpressionStatement":
      return true;
    case "LogicalExpression":
    case "ConditionalExpression":
      return isKept(tree, up);
    default:
      return false;
  }
}

function missingOfSdk(tree: Tree, evaluator: Evaluator): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const node of tree.nodes) {
    if (node.type !== "MemberExpression") continue;
    const key = plainKey(node.property, node.computed);
    if (key === undefined || !missingModules.has(key) || found.has(key)) continue;
    const isClient = evaluator
      .evaluate(node.object, noFrames)
      .some((value) => value.kind === "known" && value.name === "base44.client");
    if (!isClient) continue;
    const message = `Patchbay does not have Base44's ${key}: calls of it fail when the function runs. It has connectors and functions.`;
    found.set(key, { node, message, isWarning: true });
  }
  return [...found.values()];
}

/** What answers requests: the default export, or what `Deno.serve` is given when the file is loaded. */
function entryFindings(tree: Tree, evaluator: Evaluator): readonly Finding[] {
  const [root] = tree.nodes;
  if (!root || tree.nodes.some((node) => isServe(tree, node))) return [];
  const entry = tree.nodes.flatMap((node): Node[] => {
    if (node.type === "ExportDefaultDeclaration") return [node.declaration];
    if (node.type !== "ExportSpecifier") return [];
    const { exported, local } = node;
    return exported.type === "Identifier" && exported.name === "default" ? [local] : [];
  });
  const values = entry.flatMap((node) => evaluator.evaluate(node, noFrames));
  const answers = values.some((value) => {
    if (value.kind === "object") return value.isOpen || value.entries.has("fetch");
    return (
      value.kind !== "text" &&
      value.kind !== "list" &&
      value.kind !== "undefined" &&
      value.kind !== "class"
    );
  });
  if (answers) return [];
  const message = "A function needs `export default { async fetch(request) { … } }`.";
  return [{ node: entry[0] ?? root, message }];
}

function isServe(tree: Tree, node: Node): boolean {
  return (
    node.type === "CallExpression" &&
    tree.code.slice(node.callee.start, node.callee.end) === "Deno.serve" &&
    tree.functionsAround(node).length === 0 &&
    node.arguments.length > 0
  );
}
