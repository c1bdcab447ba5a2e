import type { Node } from "oxc-parser";
import type { Evaluator } from "./evaluate.ts";
import type { Scopes } from "./scopes.ts";
import {
  type CallNode,
  type FunctionNode,
  type Tree,
  bare,
  constructorOf,
  isFunction,
  plainKey,
} from "./tree.ts";
import { type Env, type Frame, type Value, type Values, unknown } from "./values.ts";

/** Ways to come to one place of the code that are told apart, and calls inside of calls. */
const maxContexts = 400;
const maxTrail = 8;

export const noFrames: Env = new Map();
const nobodyKnows: Frame = { argument: () => unknown, depth: 0 };

/** How the code comes to run: which calls of the file lead to a place in it, and with what. */
export function createContexts(tree: Tree, scopes: Scopes, evaluator: Evaluator) {
  const calls = tree.nodes.filter(
    (node): node is CallNode => node.type === "CallExpression" || node.type === "NewExpression",
  );
  const callers = new Map<FunctionNode, CallNode[]>();
  for (const call of calls) {
    for (const node of new Set(calledBy(call, noFrames).map((closure) => closure.node)))
      callers.set(node, [...(callers.get(node) ?? []), call]);
  }
  const handedOn = functionsHandedOn();

  /** The file's own functions that a call may mean. */
  function calledBy(call: CallNode, env: Env): readonly Extract<Value, { kind: "closure" }>[] {
    const values = [...calledOn(call, env), ...evaluator.evaluate(bare(call.callee), env)];
    return values.flatMap((value) => {
      if (value.kind === "closure") return [value];
      const constructor = value.kind === "class" && constructorOf(value.node);
      return constructor ? [{ kind: "closure" as const, node: constructor, env: value.env }] : [];
    });
  }

  /** The functions of `name.call(…)`; a client may have a method of that name, too. */
  function calledOn(call: CallNode, env: Env): Values {
    const callee = bare(call.callee);
    if (callee.type !== "MemberExpression") return [];
    if (plainKey(callee.property, callee.computed) !== "call") return [];
    return evaluator.evaluate(callee.object, env).filter(({ kind }) => kind === "closure");
  }

  function functionsHandedOn(): ReadonlySet<FunctionNode> {
    const found = scopes.references.flatMap((reference) => {
      if (isCalled(tree, reference)) return [];
      const binding = scopes.resolve(reference.name, reference);
      const source = binding?.source;
      if (source?.kind === "function") return [source.node];
      const init = source?.kind === "expression" && source.node;
      return init && isFunction(init) ? [init] : [];
    });
    return new Set(found);
  }

  /** Every way to run the functions, the outer ones first; what `env` says already holds. */
  function enter(
    functions: readonly FunctionNode[],
    env: Env,
    trail: readonly FunctionNode[],
  ): readonly Env[] {
    let ways: readonly Env[] = [env];
    for (const node of functions) {
      ways = ways
        .flatMap((way) => (way.has(node) ? [way] : activations(node, way, trail)))
        .slice(0, maxContexts);
    }
    return ways;
  }

  function activations(
    node: FunctionNode,
    env: Env,
    trail: readonly FunctionNode[],
  ): readonly Env[] {
    const open = new Map([...env, [node, nobodyKnows]]);
    if (trail.length >= maxTrail || trail.includes(node)) return [open];
    const isInside = (call: CallNode) => tree.functionsAround(call).includes(node);
    const all = callers.get(node) ?? [];
    const found = all
      .filter((call) => !isInside(call))
      .flatMap((call) =>
        enter(tree.functionsAround(call), env, [...trail, node]).flatMap((way) =>
          activate(node, call, way),
        ),
      )
      .concat(entriesGiven(node, env));
    if (found.length === 0 || handedOn.has(node)) found.push(open);
    // A function that calls itself: once more, with what it gives itself.
    const again = all
      .filter(isInside)
      .flatMap((call) =>
        found.flatMap((way) =>
          enter(tree.functionsAround(call), way, [...trail, node]).flatMap((inner) =>
            activate(node, call, inner),
          ),
        ),
      );
    return [...found, ...again].slice(0, maxContexts);
  }

  function activate(node: FunctionNode, call: CallNode, env: Env): readonly Env[] {
    const argument = evaluator.argumentsOf(call, env);
    const isShifted = calledOn(call, env).length > 0;
    const depths = tree.functionsAround(call).map((around) => env.get(around)?.depth ?? 0);
    const frame: Frame = {
      call,
      argument: isShifted ? (index) => argument(index + 1) : argument,
      depth: 1 + Math.max(0, ...depths),
    };
    return calledBy(call, env)
      .filter((closure) => closure.node === node)
      .map((closure) => new Map([...env, ...closure.env, [node, frame]]));
  }

  /** `[…].map((entry) => …)` of a list that is written out: once with each entry. */
  function entriesGiven(node: FunctionNode, env: Env): Env[] {
    const call = tree.parentOf(node);
    if (call?.type !== "CallExpression" || call.arguments[0] !== node) return [];
    const callee = bare(call.callee);
    if (callee.type !== "MemberExpression") return [];
    const key = plainKey(callee.property, callee.computed) ?? "";
    if (!/^(?:map|forEach|flatMap|filter|some|every|find)$/.test(key)) return [];
    return evaluator.evaluate(callee.object, env).flatMap((value) => {
      if (value.kind !== "list") return [];
      return value.items.map((item) => {
        const argument = (index: number): Values => (index ? unknown : item);
        return new Map([...env, [node, { argument, depth: 0 }]]);
      });
    });
  }

  return {
    calls,
    calledBy,
    /** Every way in which a place of the code may be reached. */
    waysTo: (node: Node): readonly Env[] => enter(tree.functionsAround(node), noFrames, []),
    /** Whether nothing in the file calls a function around it or hands it on. */
    isDead: (node: Node): boolean =>
      tree.functionsAround(node).some((around) => {
        const binding = nameOf(around);
        return (
          binding !== undefined &&
          !scopes.references.some(
            (reference) =>
              reference.name === binding.name &&
              scopes.resolve(reference.name, reference) === binding,
          )
        );
      }),
  };

  /** What a function is called, where that is a name that only the file itself can use. */
  function nameOf(node: FunctionNode) {
    const holder = tree.parentOf(node);
    const isInner = holder?.type !== "ExportDefaultDeclaration";
    if (node.type === "FunctionDeclaration")
      return isInner && node.id ? scopes.resolve(node.id.name, node.id) : undefined;
    return holder?.type === "VariableDeclarator" && holder.id.type === "Identifier"
      ? scopes.resolve(holder.id.name, holder)
      : undefined;
  }
}

export type Contexts = ReturnType<typeof createContexts>;

/** Whether a name is only called: `name(…)`, `new name(…)`, `name.call(…)`. */
export function isCalled(tree: Tree, reference: Node): boolean {
  let node = reference;
  let up = tree.parentOf(node);
  while (up && (up.type.startsWith("TS") || up.type === "ChainExpression")) {
    node = up;
    up = tree.parentOf(node);
  }
  if (up?.type === "CallExpression" || up?.type === "NewExpression") return up.callee === node;
  if (up?.type === "UnaryExpression") return up.operator === "typeof";
  return (
    up?.type === "MemberExpression" &&
    up.object === node &&
    /^(?:call|apply|bind)$/.test(plainKey(up.property, up.computed) ?? "")
  );
}
