import type { Node } from "oxc-parser";
import { createMembers } from "./members.ts";
import { applyKnown, constructKnown, knownMember, textMethod, listMethod } from "./runtime.ts";
import type { Binding, Scopes, Step, Write } from "./scopes.ts";
import {
  type CallNode,
  type FunctionNode,
  type Tree,
  bare,
  constructorOf,
  plainKey,
} from "./tree.ts";
import { changedUrl, urlMember } from "./urls.ts";
import {
  type Env,
  type Frame,
  type ObjectValue,
  type Value,
  type Values,
  asSpread,
  asText,
  distinct,
  either,
  emptyObject,
  gap,
  joinTexts,
  memberOf,
  mergeObjects,
  nothing,
  openObject,
  textOf,
  unknown,
  without,
} from "./values.ts";

/** Work that a file may take; what comes after it counts as not known. */
const maxSteps = 200_000;
const maxDepth = 250;
/** Calls of one function inside of each other: `join(join(a, b), c)`. */
const maxNested = 4;

export type Argument = (index: number) => Values;

/**
 * Says what an expression may be, from what the file itself says: constants, templates, objects,
 * conditions and the functions that it declares. Nothing is run.
 */
export function createEvaluator(tree: Tree, scopes: Scopes) {
  const returns = Map.groupBy(
    tree.nodes.filter((node) => node.type === "ReturnStatement"),
    (node) => tree.functionsAround(node).at(-1),
  );
  const running: FunctionNode[] = [];
  /** What is known of a variable while a later value of it is read. */
  const open: { readonly binding: Binding; readonly env: Env; values: Values }[] = [];
  const touched = new Set<Frame>();
  const { instanceMember, classMember, self } = createMembers(tree, scopes, {
    evaluate,
    bound,
    apply,
  });
  let steps = maxSteps;
  let depth = 0;

  function evaluate(node: Node | null | undefined, env: Env): Values {
    if (steps <= 0 || depth >= maxDepth) return unknown;
    steps--;
    depth++;
    try {
      return node ? distinct(valuesOf(node, env)) : nothing;
    } finally {
      depth--;
    }
  }

  function valuesOf(node: Node, env: Env): Values {
    switch (node.type) {
      case "Literal":
        return literal(node.value);
      case "TemplateLiteral":
        return template(node, env);
      case "TaggedTemplateExpression":
        return tree.code.slice(node.tag.start, node.tag.end) === "String.raw"
          ? template(node.quasi, env)
          : unknown;
      case "Identifier":
        return named(node, env);
      case "MemberExpression":
        return members(node, env);
      case "CallExpression":
        return call(node, env);
      case "NewExpression":
        return evaluate(node.callee, env).flatMap((made) => construct(made, node, env));
      case "AwaitExpression":
        return evaluate(node.argument, env);
      case "ChainExpression":
      case "ParenthesizedExpression":
      case "TSAsExpression":
      case "TSSatisfiesExpression":
      case "TSNonNullExpression":
      case "TSTypeAssertion":
      case "TSInstantiationExpression":
        return evaluate(node.expression, env);
      case "SequenceExpression":
        return evaluate(node.expressions.at(-1), env);
      case "ConditionalExpression":
        return [...evaluate(node.consequent, env), ...evaluate(node.alternate, env)];
      case "LogicalExpression":
        return either(node.operator, evaluate(node.left, env), () => evaluate(node.right, env));
      case "BinaryExpression":
        return node.operator === "+"
          ? joinTexts([evaluate(node.left, env), evaluate(node.right, env)])
          : unknown;
      case "AssignmentExpression":
        return evaluate(node.right, env);
      case "ObjectExpression":
        return objects(node, env);
      case "ArrayExpression":
        return list(node, env);
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "FunctionDeclaration":
        return [{ kind: "closure", node, env }];
      case "ClassExpression":
      case "ClassDeclaration":
        return [{ kind: "class", node, env }];
      case "ThisExpression":
        return self(node, env);
      default:
        return unknown;
    }
  }

  function template(node: Extract<Node, { type: "TemplateLiteral" }>, env: Env): Values {
    const parts = node.quasis.flatMap(({ value }, index) => [
      [textOf(value.cooked ?? gap)],
      ...(node.expressions[index] ? [evaluate(node.expressions[index], env)] : []),
    ]);
    return joinTexts(parts);
  }

  function named(node: Extract<Node, { type: "Identifier" }>, env: Env): Values {
    const binding = scopes.resolve(node.name, node);
    if (binding) return bound(binding, node, env);
    return node.name === "undefined" ? nothing : [knownMember("globalThis", node.name)];
  }

  /** Every value that a name may have where it is read. */
  function bound(binding: Binding, from: Node, env: Env): Values {
    const before = open.find((one) => one.binding === binding && one.env === env);
    if (before) return before.values;
    const state = { binding, env, values: unknown };
    open.push(state);
    try {
      state.values = take(source(binding, env), binding.steps, env);
      const isUnset = binding.source.kind === "expression" && binding.source.node === null;
      let all: Values = isUnset ? [] : state.values;
      for (const write of binding.writes) {
        state.values = written(write, state.values, env);
        const replaces = isCertain(binding, write, from);
        all = distinct(replaces ? state.values : [...all, ...state.values]);
      }
      return binding.memberWrites.reduce(
        (values, write) => setMember(values, write, isCertain(binding, write, from), env),
        all,
      );
    } finally {
      open.splice(open.indexOf(state), 1);
    }
  }

  function source({ source: from }: Binding, env: Env): Values {
    switch (from.kind) {
      case "expression":
        return evaluate(from.node, env);
      case "entries":
        return evaluate(from.node, env).flatMap((value) =>
          value.kind === "list" ? value.items.flat() : unknown,
        );
      case "parameter": {
        const frame = env.get(from.owner);
        if (!frame) return unknown;
        touched.add(frame);
        return frame.argument(from.index);
      }
      case "function":
        return [{ kind: "closure", node: from.node, env }];
      case "class":
        return [{ kind: "class", node: from.node, env }];
      case "enum":
        return [enumOf(from.node, env)];
      case "import":
        return imported(from.module, from.name);
      case "unknown":
        return unknown;
    }
  }

  function take(values: Values, [step, ...further]: readonly Step[], env: Env): Values {
    if (!step) return values;
    const next = values.flatMap((value): Values => {
      if ("key" in step) return member(value, step.key);
      if ("without" in step) return [without(value, step.without)];
      if (value.kind === "undefined") return evaluate(step.fallback, env);
      return value.kind === "unknown" ? [value, ...evaluate(step.fallback, env)] : [value];
    });
    return take(distinct(next), further, env);
  }

  function written({ operator, right }: Write, before: Values, env: Env): Values {
    if (operator === "=") return evaluate(right, env);
    if (operator === "+=") return joinTexts([before, evaluate(right, env)]);
    if (operator === "??=" || operator === "||=" || operator === "&&=")
      return either(operator.slice(0, 2), before, () => evaluate(right, env));
    return unknown;
  }

  /** Whether a write has happened wherever the name is read after it: it stands beside the declaration. */
  function isCertain({ declaration }: Binding, { node }: Write, from: Node): boolean {
    const statement = tree.parentOf(node);
    const block = statement?.type === "ExpressionStatement" && tree.parentOf(statement);
    if (!block || from.start < node.end) return false;
    for (let up = tree.parentOf(declaration); up; up = tree.parentOf(up)) {
      if (up === block) return true;
      if (up.type === "BlockStatement" || up.type === "Program") return false;
    }
    return false;
  }

  function setMember(
    values: Values,
    { key, right }: Write & { readonly key: string },
    isSure: boolean,
    env: Env,
  ): Values {
    return values.flatMap((value): Values => {
      if (value.kind === "url") {
        const set = changedUrl(value.text, key, evaluate(right, env));
        return isSure ? set : [value, ...set];
      }
      if (value.kind !== "object") return [value];
      const entry = () => evaluate(right, env);
      const before = () => memberOf(value, key);
      const both = () => distinct([...before(), ...entry()]);
      return [{ ...value, entries: new Map([...value.entries, [key, isSure ? entry : both]]) }];
    });
  }

  function members(node: Extract<Node, { type: "MemberExpression" }>, env: Env): Values {
    const keys = keysOf(node, env);
    return evaluate(node.object, env).flatMap((value) =>
      keys ? keys.flatMap((key) => member(value, key)) : anyMember(value),
    );
  }

  /** Undefined where any member may be meant. */
  function keysOf(
    node: Extract<Node, { type: "MemberExpression" }>,
    env: Env,
  ): readonly string[] | undefined {
    const plain = plainKey(node.property, node.computed);
    if (plain !== undefined) return [plain];
    const texts = evaluate(node.property, env).map(asText);
    return texts.some((text) => text.includes(gap)) ? undefined : texts;
  }

  function member(value: Value, key: string): Values {
    switch (value.kind) {
      case "object":
        return memberOf(value, key);
      case "list":
        return value.items[Number(key)] ?? (/^\d+$/.test(key) ? nothing : unknown);
      case "instance":
        return instanceMember(value.node, key, value.env);
      case "class":
        return classMember(value.node, key, true, value.env) ?? unknown;
      case "known":
        return [knownMember(value.name, key)];
      case "url":
        return urlMember(value.text, key);
      case "request":
        return key === "url" ? value.address : unknown;
      case "undefined":
        return nothing;
      default:
        return unknown;
    }
  }

  function anyMember(value: Value): Values {
    if (value.kind === "object") {
      const all = Array.from(value.entries.values(), (entry) => entry()).flat();
      return value.isOpen ? [...all, ...unknown] : all;
    }
    if (value.kind === "list") return value.items.flat();
    // Any name of the runtime may be meant, `fetch` too.
    if (value.kind === "known" && value.name === "globalThis")
      return [knownMember("globalThis", "fetch"), ...unknown];
    return unknown;
  }

  function call(node: Extract<Node, { type: "CallExpression" }>, env: Env): Values {
    const argument = argumentsOf(node, env);
    const callee = bare(node.callee);
    if (callee.type !== "MemberExpression")
      return evaluate(callee, env).flatMap((called) => apply(called, argument, node));
    const keys = keysOf(callee, env);
    return evaluate(callee.object, env).flatMap((value) =>
      keys
        ? keys.flatMap((key) => method(value, key, argument, node))
        : anyMember(value).flatMap((called) => apply(called, argument, node)),
    );
  }

  function method(value: Value, key: string, argument: Argument, node: CallNode): Values {
    if (value.kind === "text") return textMethod(value.text, key, argument, node);
    if (value.kind === "url" && /^to(?:String|JSON)$/.test(key)) return [textOf(value.text)];
    if (value.kind === "request" && key === "clone") return [value];
    if (value.kind === "list") {
      const each = (callback: Value, item: Values) =>
        apply(callback, (at) => (at ? unknown : item));
      return listMethod(value.items, key, argument, each);
    }
    if (value.kind === "closure" || value.kind === "known") {
      if (key === "bind") return [value];
      if (key === "call") return apply(value, (index) => argument(index + 1), node);
    }
    return member(value, key).flatMap((called) => apply(called, argument, node));
  }

  function apply(called: Value, argument: Argument, node?: CallNode): Values {
    if (called.kind === "known") return applyKnown(called.name, argument);
    if (called.kind !== "closure") return unknown;
    const { node: callee, env } = called;
    if (running.filter((one) => one === callee).length >= maxNested) return unknown;
    running.push(callee);
    try {
      const inner = new Map([
        ...env,
        [callee, { argument, depth: 0, ...(node && { call: node }) }],
      ]);
      if (callee.body?.type !== "BlockStatement") return evaluate(callee.body, inner);
      return (returns.get(callee) ?? []).flatMap((one) => evaluate(one.argument, inner));
    } finally {
      running.pop();
    }
  }

  function construct(made: Value, node: CallNode, env: Env): Values {
    const argument = argumentsOf(node, env);
    if (made.kind === "known") return constructKnown(made.name, argument);
    if (made.kind !== "class") return unknown;
    const constructor = constructorOf(made.node);
    const frame = { argument, depth: 0 };
    const inner = constructor ? new Map([...made.env, [constructor, frame]]) : made.env;
    return [{ kind: "instance", node: made.node, env: inner }];
  }

  function argumentsOf(node: CallNode, env: Env): Argument {
    return (index) => {
      const before = node.arguments.slice(0, index + 1);
      const spread = before.findIndex(({ type }) => type === "SpreadElement");
      if (spread === -1) return evaluate(node.arguments[index], env);
      const spreading = node.arguments[spread];
      if (spreading?.type !== "SpreadElement") return unknown;
      return evaluate(spreading.argument, env).flatMap((value) =>
        value.kind === "list" ? (value.items[index - spread] ?? unknown) : unknown,
      );
    };
  }

  function objects(node: Extract<Node, { type: "ObjectExpression" }>, env: Env): Values {
    let all: readonly ObjectValue[] = [emptyObject];
    for (const property of node.properties) {
      const more =
        property.type === "SpreadElement"
          ? evaluate(property.argument, env).map(asSpread)
          : [entryOf(property, env)];
      all = all.flatMap((one) => more.map((other) => mergeObjects(one, other))).slice(0, 64);
    }
    return all;
  }

  function entryOf(
    property: Extract<Node, { type: "ObjectExpression" }>["properties"][number],
    env: Env,
  ): ObjectValue {
    if (property.type === "SpreadElement") return openObject;
    const keys = property.computed
      ? evaluate(property.key, env).map(asText)
      : [plainKey(property.key, false) ?? gap];
    if (keys.some((key) => key.includes(gap))) return openObject;
    const entry = () =>
      property.kind === "get"
        ? evaluate(property.value, env).flatMap((get) => apply(get, () => nothing))
        : evaluate(property.value, env);
    return { kind: "object", entries: new Map(keys.map((key) => [key, entry])), isOpen: false };
  }

  function list(node: Extract<Node, { type: "ArrayExpression" }>, env: Env): Values {
    const items: Values[] = [];
    for (const element of node.elements) {
      if (element?.type !== "SpreadElement") items.push(evaluate(element, env));
      else {
        const [spread, ...others] = evaluate(element.argument, env);
        if (spread?.kind !== "list" || others.length) return unknown;
        items.push(...spread.items);
      }
    }
    return [{ kind: "list", items }];
  }

  function enumOf(node: Extract<Node, { type: "TSEnumDeclaration" }>, env: Env): Value {
    const entries = node.body.members.map(({ id, initializer }): [string, () => Values] => [
      plainKey(id, false) ?? gap,
      () => evaluate(initializer, env),
    ]);
    return { kind: "object", entries: new Map(entries), isOpen: false };
  }

  return {
    evaluate,
    argumentsOf,
    /** Whether the code took more work than it may, so that not all of it was read. */
    isGivenUp: () => steps <= 0,
    /** What it gives, and which calls of the file's own functions that depends on. */
    traced<T>(read: () => T): { readonly result: T; readonly frames: readonly Frame[] } {
      touched.clear();
      const result = read();
      return { result, frames: [...touched] };
    },
  };
}

export type Evaluator = ReturnType<typeof createEvaluator>;

function literal(value: unknown): Values {
  if (value === null || value === false) return nothing;
  return typeof value === "string" || typeof value === "number" ? [textOf(String(value))] : unknown;
}

function imported(module: string, name: string): Values {
  if (/^(?:npm:)?@base44\/sdk(?:@|$)/.test(module))
    return [{ kind: "known", name: name === "*" ? "base44" : `base44.${name}` }];
  return unknown;
}
