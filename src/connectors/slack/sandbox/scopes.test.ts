import { describe, expect, test } from "vitest";
import { type ScopeAlternatives, methodOf } from "../../../catalog/operation.ts";
import { operations } from "../operations/index.ts";
import { scopes as catalogScopes } from "../scopes.ts";
import { createApi } from "./api.ts";
import { type MethodName, methodScopes, scopes, scopesOfCall } from "./scopes.ts";
import { seedState } from "./seed.ts";

/** Two who never spoke to each other say what a call needs: the connector and its stand-in. */
type Kind = "bot" | "user";
const kinds: readonly Kind[] = ["bot", "user"];
const sets = (alternatives: ScopeAlternatives | undefined) =>
  alternatives?.map((set) => set.toSorted().join(" ")).toSorted();

function isServed(name: string): name is MethodName {
  return Object.hasOwn(methodScopes, name);
}

describe.each(operations)("$id", ({ id, scopes: needed, ...operation }) => {
  const method = methodOf(id);

  test("is served under its path, with the methods of the catalog", () => {
    expect(isServed(method)).toBe(true);
    const state = seedState(0);
    const { routes } = createApi({
      state: { current: state, replace() {}, save: async () => {} },
      clock: { now: () => 0 },
    });
    const served = routes.filter(({ path }) => path === operation.request.path);
    const methods = [operation.request, ...(operation.request.also ?? [])].map((one) => one.method);
    expect(served.map((route) => route.method)).toEqual(expect.arrayContaining(methods));
  });

  test.each(kinds)("needs the same of a %s token", (kind) => {
    const own = isServed(method) ? scopesOfCall(method, kind, {}) : undefined;
    const catalog: Partial<Record<Kind, ScopeAlternatives>> = needed;
    expect(sets(own)).toEqual(sets(catalog[kind]));
  });
});

describe("arguments that change what is needed", () => {
  const samples: readonly (readonly [MethodName, string, unknown])[] = [
    ["chat.postMessage", "username", "Robo"],
    ["chat.postMessage", "icon_emoji", ":robot_face:"],
    ["conversations.create", "is_private", true],
    ["conversations.list", "types", "private_channel"],
    ["conversations.list", "types", "im"],
    ["conversations.list", "types", "mpim"],
  ];
  test.each(samples)("%s with %s = %s", (method, input, value) => {
    const operation = operations.find(({ id }) => methodOf(id) === method);
    const when = operation && "scopesWhen" in operation ? operation.scopesWhen : [];
    const special = when.find(
      (one) => one.input === input && new RegExp(one.matches).test(String(value)),
    );
    expect(special).toBeDefined();
    const named: Partial<Record<Kind, ScopeAlternatives>> = special?.scopes ?? {};
    for (const [kind, alternatives] of Object.entries(named)) {
      const own = scopesOfCall(method, kind === "bot" ? "bot" : "user", { [input]: value });
      expect(sets(own)).toEqual(sets(alternatives));
    }
  });
});

test("every permission of the catalog can be granted here, to the same kinds of token", () => {
  for (const { scope, tokens } of catalogScopes)
    expect([scope, scopes.get(scope)?.tokens]).toEqual([scope, tokens]);
});

test("the table of methods and the routes are the same list", () => {
  const { routes } = createApi({
    state: { current: seedState(0), replace() {}, save: async () => {} },
    clock: { now: () => 0 },
  });
  const served = new Set(routes.map(({ path }) => path));
  served.delete("/api/:method");
  served.delete("/upload/v1/:ticket");
  expect([...served].toSorted()).toEqual(
    Object.keys(methodScopes)
      .map((name) => `/api/${name}`)
      .toSorted(),
  );
});
