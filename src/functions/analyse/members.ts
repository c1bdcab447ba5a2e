import type { Class, Node } from "oxc-parser";
import type { Binding, Scopes } from "./scopes.ts";
import { type Tree, constructorOf, isFunction, plainKey } from "./tree.ts";
import { type Env, type Value, type Values, nothing, unknown } from "./values.ts";

interface Reading {
  readonly evaluate: (node: Node | null | undefined, env: Env) => Values;
  readonly bound: (binding: Binding, from: Node, env: Env) => Values;
  readonly apply: (called: Value, argument: () => Values) => Values;
}

/** What members of classes, and `this`, may be. */
export function createMembers(tree: Tree, scopes: Scopes, { evaluate, bound, apply }: Reading) {
  function instanceMember(node: Class, key: string, env: Env): Values {
    const own = classMember(node, key, false, env);
    const constructor = constructorOf(node);
    const parameter = constructor && scopes.resolve(key, constructor);
    if (parameter && isKept(parameter)) return bound(parameter, constructor, env);
    const sets = tree.nodes.flatMap((one) => {
      if (one.type !== "AssignmentExpression" || one.left.type !== "MemberExpression") return [];
      if (one.left.object.type !== "ThisExpression") return [];
      if (plainKey(one.left.property, one.left.computed) !== key) return [];
      return classAround(one) === node ? [one.right] : [];
    });
    const values = [...(own ?? []), ...sets.flatMap((right) => evaluate(right, env))];
    return values.length ? values : unknown;
  }

  /** `constructor(private base = "…")`. */
  function isKept({ declaration }: Binding): boolean {
    const up = tree.parentOf(declaration);
    const outer = up?.type === "AssignmentPattern" ? tree.parentOf(up) : up;
    return outer?.type === "TSParameterProperty";
  }

  function classMember(node: Class, key: string, isStatic: boolean, env: Env): Values | undefined {
    for (const one of node.body.body) {
      if (one.type !== "MethodDefinition" && one.type !== "PropertyDefinition") continue;
      if (one.static !== isStatic || plainKey(one.key, one.computed) !== key) continue;
      if (!("kind" in one)) return one.value ? evaluate(one.value, env) : undefined;
      const values = evaluate(one.value, env);
      return one.kind === "get" ? values.flatMap((get) => apply(get, () => nothing)) : values;
    }
    return undefined;
  }

  function classAround(node: Node): Class | undefined {
    for (let up = tree.parentOf(node); up; up = tree.parentOf(up)) {
      if (up.type === "ClassDeclaration" || up.type === "ClassExpression") return up;
      if (up.type === "FunctionDeclaration") return undefined;
    }
    return undefined;
  }

  /** `this`, in a method of a class or of an object that is written out. */
  function self(node: Node, env: Env): Values {
    let up = tree.parentOf(node);
    while (up && (!isFunction(up) || up.type === "ArrowFunctionExpression")) {
      if (up.type === "PropertyDefinition") break;
      up = tree.parentOf(up);
    }
    const holder = up && (up.type === "PropertyDefinition" ? up : tree.parentOf(up));
    if (holder?.type === "Property") return evaluate(tree.parentOf(holder), env);
    if (holder?.type !== "MethodDefinition" && holder?.type !== "PropertyDefinition")
      return unknown;
    const around = classAround(node);
    if (!around) return unknown;
    return [{ kind: holder.static ? "class" : "instance", node: around, env }];
  }

  return { instanceMember, classMember, self };
}
