import {
  type ArrowFunctionExpression,
  type Class,
  type Expression,
  type Function as PlainFunction,
  type Node,
  visitorKeys,
} from "oxc-parser";

export type FunctionNode = PlainFunction | ArrowFunctionExpression;
export type CallNode = Extract<Node, { type: "CallExpression" | "NewExpression" }>;

/** A parsed file: every node that has a value, in the order of the text, and what it stands in. */
export interface Tree {
  readonly code: string;
  readonly nodes: readonly Node[];
  /** How many nodes stand inside of each other at most. */
  readonly depth: number;
  parentOf(node: Node): Node | undefined;
  /** The functions around a node, the outermost first. */
  functionsAround(node: Node): readonly FunctionNode[];
}

/** Types are left out: they are gone when the code runs. Not recursive, since code can be nested deeply. */
export function createTree(code: string, root: Node): Tree {
  const nodes: Node[] = [];
  const parents = new Map<Node, Node>();
  const waiting: { readonly node: Node; readonly depth: number }[] = [{ node: root, depth: 1 }];
  let deepest = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next;
    deepest = Math.max(deepest, depth);
    nodes.push(node);
    for (const child of valueChildren(node).toReversed()) {
      parents.set(child, node);
      waiting.push({ node: child, depth: depth + 1 });
    }
  }
  const parentOf = (node: Node) => parents.get(node);
  return {
    code,
    nodes,
    depth: deepest,
    parentOf,
    functionsAround(node) {
      const around: FunctionNode[] = [];
      for (let up = parentOf(node); up; up = parentOf(up)) if (isFunction(up)) around.unshift(up);
      return around;
    },
  };
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression"
  );
}

/** TypeScript's nodes that stand around something with a value. */
const wrappers: ReadonlySet<string> = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
  "TSEnumDeclaration",
  "TSEnumBody",
  "TSEnumMember",
  "TSModuleDeclaration",
  "TSModuleBlock",
  "TSParameterProperty",
  "TSExportAssignment",
  "TSImportEqualsDeclaration",
  "TSExternalModuleReference",
]);

function valueChildren(node: Node): Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const below: unknown = Reflect.get(node, key);
    return [below].flat().filter(isNode);
  });
}

function isNode(value: unknown): value is Node {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return !String(value.type).startsWith("TS") || wrappers.has(String(value.type));
}

/** The name of a member or property where the code says it plainly. */
export function plainKey(key: Node, computed: boolean): string | undefined {
  if (!computed && (key.type === "Identifier" || key.type === "PrivateIdentifier")) return key.name;
  return key.type === "Literal" && typeof key.value !== "object" ? String(key.value) : undefined;
}

/** The expression inside of what only TypeScript or `?.` puts around it. */
export function bare(node: Expression): Expression {
  switch (node.type) {
    case "ChainExpression":
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
      return bare(node.expression);
    default:
      return node;
  }
}

export function constructorOf(node: Class): FunctionNode | undefined {
  const found = node.body.body.find(
    (one) => one.type === "MethodDefinition" && one.kind === "constructor",
  );
  return found?.type === "MethodDefinition" && isFunction(found.value) ? found.value : undefined;
}
