import type { BindingPattern, Class, Expression, Node, ParamPattern } from "oxc-parser";
import { type FunctionNode, type Tree, isFunction, plainKey } from "./tree.ts";

/** One step of taking a value apart: a member of it, another value where it is missing, what is left of it. */
export type Step =
  | { readonly key: string }
  | { readonly fallback: Expression }
  | { readonly without: readonly string[] };

export type Source =
  | { readonly kind: "expression"; readonly node: Expression | null }
  /** Each entry of a list, one after the other. */
  | { readonly kind: "entries"; readonly node: Expression }
  | { readonly kind: "parameter"; readonly owner: FunctionNode; readonly index: number }
  | { readonly kind: "function"; readonly node: FunctionNode }
  | { readonly kind: "class"; readonly node: Class }
  | { readonly kind: "enum"; readonly node: Extract<Node, { type: "TSEnumDeclaration" }> }
  | { readonly kind: "import"; readonly module: string; readonly name: string }
  | { readonly kind: "unknown" };

export interface Write {
  readonly operator: string;
  readonly right: Expression;
  readonly node: Node;
}

/** What a name stands for: where its value comes from, and what is written to it later. */
export interface Binding {
  readonly name: string;
  readonly source: Source;
  readonly steps: readonly Step[];
  readonly declaration: Node;
  readonly writes: Write[];
  /** `init.method = …`. */
  readonly memberWrites: (Write & { readonly key: string })[];
}

export type Identifier = Extract<Node, { type: "Identifier" }>;

export interface Scopes {
  /** Undefined for what the file does not declare. */
  resolve(name: string, from: Node): Binding | undefined;
  /** Names that are read, not declared or written. */
  readonly references: readonly Identifier[];
}

export function createScopes(tree: Tree): Scopes {
  const scopes = new Map<Node, Map<string, Binding>>();
  const declared = new Set<Node>();

  function declare(scope: Node, id: Node, source: Source, steps: readonly Step[] = []): void {
    if (id.type !== "Identifier") return;
    declared.add(id);
    const names = scopes.get(scope) ?? new Map<string, Binding>();
    scopes.set(scope, names);
    const content = { name: id.name, source, steps, declaration: id };
    names.set(id.name, { ...content, writes: [], memberWrites: [] });
  }

  function declarePattern(
    scope: Node,
    pattern: ParamPattern | BindingPattern,
    source: Source,
    steps: readonly Step[] = [],
  ): void {
    if (pattern.type === "Identifier") declare(scope, pattern, source, steps);
    else if (pattern.type === "TSParameterProperty")
      declarePattern(scope, pattern.parameter, source, steps);
    else if (pattern.type === "AssignmentPattern")
      declarePattern(scope, pattern.left, source, [...steps, { fallback: pattern.right }]);
    else if (pattern.type === "RestElement")
      declarePattern(scope, pattern.argument, { kind: "unknown" });
    else if (pattern.type === "ArrayPattern")
      for (const [index, element] of pattern.elements.entries()) {
        if (element) declarePattern(scope, element, source, [...steps, { key: String(index) }]);
      }
    else declareMembers(scope, pattern, source, steps);
  }

  function declareMembers(
    scope: Node,
    pattern: Extract<BindingPattern, { type: "ObjectPattern" }>,
    source: Source,
    steps: readonly Step[],
  ): void {
    const taken: string[] = [];
    for (const property of pattern.properties) {
      if (property.type === "RestElement") {
        declarePattern(scope, property.argument, source, [...steps, { without: taken }]);
        continue;
      }
      const key = plainKey(property.key, property.computed);
      if (key !== undefined) taken.push(key);
      const from: Source = key === undefined ? { kind: "unknown" } : source;
      declarePattern(scope, property.value, from, [...steps, { key: key ?? "" }]);
    }
  }

  function declareBy(node: Node): void {
    const declareHere = (id: Node, source: Source) =>
      declare(scopeAround(tree, node, false), id, source);
    switch (node.type) {
      case "VariableDeclaration": {
        const target = scopeAround(tree, node, node.kind === "var");
        for (const { id, init } of node.declarations)
          declarePattern(target, id, sourceOf(tree, node, init));
        break;
      }
      case "FunctionDeclaration":
        if (node.id) declareHere(node.id, { kind: "function", node });
        break;
      case "FunctionExpression":
        if (node.id) declare(node, node.id, { kind: "function", node });
        break;
      case "ClassDeclaration":
        if (node.id) declareHere(node.id, { kind: "class", node });
        break;
      case "TSEnumDeclaration":
        declareHere(node.id, { kind: "enum", node });
        break;
      case "ImportDeclaration":
        for (const specifier of node.specifiers)
          declareHere(specifier.local, {
            kind: "import",
            module: node.source.value,
            name: importedName(specifier),
          });
        break;
      case "CatchClause":
        if (node.param) declarePattern(node, node.param, { kind: "unknown" });
        break;
      default:
    }
    if (isFunction(node))
      for (const [index, parameter] of node.params.entries())
        declarePattern(node, parameter, { kind: "parameter", owner: node, index });
  }

  function resolve(name: string, from: Node): Binding | undefined {
    for (let at: Node | undefined = from; at; at = tree.parentOf(at)) {
      const found = scopes.get(at)?.get(name);
      if (found) return found;
    }
    return undefined;
  }

  function noteWrite(node: Extract<Node, { type: "AssignmentExpression" }>): void {
    const { left, operator, right } = node;
    if (left.type === "Identifier") {
      declared.add(left);
      resolve(left.name, node)?.writes.push({ operator, right, node });
    } else if (left.type === "MemberExpression" && left.object.type === "Identifier") {
      const key = plainKey(left.property, left.computed);
      if (key !== undefined)
        resolve(left.object.name, node)?.memberWrites.push({ operator, right, node, key });
    }
  }

  for (const node of tree.nodes) declareBy(node);
  for (const node of tree.nodes) if (node.type === "AssignmentExpression") noteWrite(node);
  const references = tree.nodes.filter(
    (node): node is Identifier =>
      node.type === "Identifier" && !declared.has(node) && !isMere(tree, node),
  );
  return { resolve, references };
}

function sourceOf(
  tree: Tree,
  declaration: Extract<Node, { type: "VariableDeclaration" }>,
  init: Expression | null,
): Source {
  const around = tree.parentOf(declaration);
  if (around?.type === "ForOfStatement" && around.left === declaration)
    return { kind: "entries", node: around.right };
  if (around?.type === "ForInStatement") return { kind: "unknown" };
  return { kind: "expression", node: init };
}

function importedName(
  specifier: Extract<Node, { type: "ImportDeclaration" }>["specifiers"][number],
): string {
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  return specifier.imported.type === "Literal" ? specifier.imported.value : specifier.imported.name;
}

/** Where a declaration holds: its block, or with `var` its function. */
function scopeAround(tree: Tree, node: Node, isVar: boolean): Node {
  let at = tree.parentOf(node) ?? node;
  for (;;) {
    const up = tree.parentOf(at);
    if (!up || isFunction(at)) return at;
    const isBlock = /^(?:BlockStatement|For\w*Statement|SwitchStatement|TSModuleBlock)$/.test(
      at.type,
    );
    if (isBlock && !isVar) return at;
    at = up;
  }
}

/** A name that is no value of its own: of a member, a property, a label, an export. */
function isMere(tree: Tree, node: Identifier): boolean {
  const up = tree.parentOf(node);
  if (!up) return false;
  switch (up.type) {
    case "MemberExpression":
      return up.property === node && !up.computed;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
    case "AccessorProperty":
      return up.key === node && !up.computed;
    case "ExportSpecifier":
      return up.exported === node && up.local !== node;
    case "TSEnumMember":
      return up.id === node;
    case "MetaProperty":
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
    case "ImportSpecifier":
    case "ImportAttribute":
      return true;
    default:
      return false;
  }
}
