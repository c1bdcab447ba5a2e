import { describe, expect, test } from "vitest";
import {
  type Operation,
  type ScopeAlternatives,
  type ScopesWhen,
  methodOf,
} from "../../../catalog/operation.ts";
import { operations as listed } from "../operations/index.ts";
import { scopes as catalogScopes } from "../scopes.ts";
import { createApi } from "./api.ts";
import { conversationScopes, isMethod, methodNames, scopesOfCall } from "./method-scopes.ts";
import { scopes } from "./scopes.ts";
import { seedState } from "./seed.ts";
import type { ConversationKind } from "./state.ts";

/** Two who never spoke to each other say what a call needs: the connector and its stand-in. */
const kinds = ["bot", "user"] as const;
const operations: readonly Operation[] = listed;
const sets = (alternatives: ScopeAlternatives | undefined) =>
  alternatives && [...new Set(alternatives.map((set) => set.toSorted().join(" ")))].toSorted();

function servedRoutes() {
  const state = seedState(0);
  return createApi({
    state: { current: state, replace() {}, save: async () => {} },
    clock: { now: () => 0 },
  }).routes;
}

describe.each(operations)("$id", ({ id, scopes: needed, request }) => {
  const method = methodOf(id);

  test("is served under its path, with the methods of the catalog", () => {
    const served = servedRoutes().filter(({ path }) => path === request.path);
    const methods = [request, ...(request.also ?? [])].map((one) => one.method);
    expect(served.map((route) => route.method)).toEqual(expect.arrayContaining(methods));
  });

  test.each(kinds)("needs the same of a %s token", (kind) => {
    const own = isMethod(method) ? scopesOfCall(method, kind, {}, "public_channel") : undefined;
    expect(sets(own)).toEqual(sets(needed[kind]));
  });
});

/** What an argument may be, for each condition of the catalog; the kinds that such a conversation can have. */
const samples: Readonly<
  Record<string, { readonly value: unknown; readonly conversations?: readonly ConversationKind[] }>
> = {
  "username .": { value: "Robo" },
  "icon_emoji .": { value: ":robot_face:" },
  "is_private ^true$": { value: true },
  "types private_channel": { value: "private_channel" },
  "types mpim": { value: "mpim" },
  "types ^im$": { value: "im" },
  "channel_types private_channel": { value: "private_channel" },
  "channel_types mpim": { value: "mpim" },
  "channel_types ^im$": { value: "im" },
  "users ,": { value: "U01MAYAOKA,U02SAMRIVE" },
  "channel ^D[A-Z0-9]{6,}$": { value: "D01ABCDEFG", conversations: ["im"] },
  "channel ^G[A-Z0-9]{6,}$": { value: "G01ABCDEFG", conversations: ["private_channel", "mpim"] },
};

const conditions = operations.flatMap(({ id, scopesWhen = [] }) =>
  scopesWhen.map((when) => ({ id, when, name: nameOf(when) })),
);

function nameOf(when: ScopesWhen): string {
  return "matches" in when ? `${when.input} ${when.matches}` : JSON.stringify(when);
}

test.each(conditions)("$id where $name needs the same", ({ id, when, name }) => {
  const method = methodOf(id);
  const sample = samples[name];
  if (!sample || !isMethod(method) || !("matches" in when)) throw new Error(`No sample: ${name}`);
  const { value, conversations } = sample;
  expect(String(value)).toMatch(new RegExp(when.matches));
  const byKind = Object.entries(conversationScopes).find(([one]) => one === method)?.[1] ?? {};
  const possible = conversations?.filter((kind) => Object.hasOwn(byKind, kind)) ?? [undefined];
  for (const kind of kinds) {
    const needed = when.scopes[kind];
    if (!needed) continue;
    const own = possible.flatMap(
      (conversation) => scopesOfCall(method, kind, { [when.input]: value }, conversation) ?? [],
    );
    expect(sets(own)).toEqual(sets(needed));
  }
});

test("every permission of the catalog can be granted here, to the same kinds of token", () => {
  for (const { scope, tokens } of catalogScopes)
    expect([scope, scopes.get(scope)?.tokens]).toEqual([scope, tokens]);
});

test("the table of methods and the routes are the same list", () => {
  const served = new Set(servedRoutes().map(({ path }) => path));
  served.delete("/api/:method");
  served.delete("/upload/v1/:ticket");
  expect([...served].toSorted()).toEqual(methodNames.map((name) => `/api/${name}`).toSorted());
});
