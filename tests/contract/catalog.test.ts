import * as fc from "fast-check";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createCatalog, withoutModelSteps } from "../../src/catalog/catalog.ts";
import { checkCatalog } from "../../src/catalog/check.ts";
import { defineConnector } from "../../src/catalog/connector.ts";
import { defineOperation, type Operation } from "../../src/catalog/operation.ts";
import { pathPattern } from "../../src/catalog/path-pattern.ts";
import { rateSentence } from "../../src/catalog/rate-limit.ts";
import { connectors, providers, sandboxes } from "../../src/connectors/index.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { sampleFlows } from "./sample-flow.ts";

const catalog = createCatalog(connectors, providers);
const renderer = createRenderer({
  catalog,
  templatesDir: fileURLToPath(new URL("../../templates", import.meta.url)),
});

test("nothing is wrong with the catalog as it ships", () => {
  expect(checkCatalog(catalog)).toEqual([]);
});

describe("what the check refuses", () => {
  const sound = defineOperation({
    id: "box.items.add",
    title: "Add an item",
    kind: "write",
    effect: { words: "Add {#item} to {shelf}" },
    request: { method: "POST", host: "slack.com", path: "/items/{shelf}", body: "json" },
    input: z.strictObject({ shelf: z.string().describe("Where to put it") }),
    output: z.looseObject({}),
    scopes: { user: [["items"]] },
    rateLimit: { class: "tier 3" },
    repeatable: false,
    words: ["add", "put"],
    docs: "https://box.test/docs",
  });
  const problemsWith = (operation: Operation) => {
    const [template] = connectors;
    if (!template) return [];
    const { typical: _, ...shape } = template;
    const box = defineConnector({
      ...shape,
      id: "box",
      events: [],
      examples: template.examples.map(({ prompt, shows }) => ({ prompt, shows })),
      scopes: [
        {
          scope: "items",
          sentence: "Put items on shelves",
          sensitivity: "write",
          access: "write",
          tokens: ["user"],
          source: "https://box.test/scopes",
        },
      ],
      operations: [operation],
    });
    return checkCatalog(createCatalog([box], providers)).map(
      ({ where, message }) => `${where}: ${message}`,
    );
  };

  test("a typical operation that is not there, or goes the other way", () => {
    const [slack] = connectors;
    if (!slack) throw new Error("no connector");
    const wrong = { into: "slack.conversations.history", outOf: "slack.nothing" };
    const problems = checkCatalog(createCatalog([{ ...slack, typical: wrong }], providers));
    expect(problems.map(({ where }) => where)).toEqual([
      "slack typical.into",
      "slack typical.outOf",
    ]);
  });
  test("a saying with accents, or with a value that does not fit", () => {
    const [slack] = connectors;
    const [first] = slack?.operations ?? [];
    if (!slack || !first) throw new Error("no operation");
    const sayings = [{ words: ["Leído"], with: { channel: true } }];
    const operations = [{ ...first, sayings }, ...slack.operations.slice(1)];
    const problems = checkCatalog(createCatalog([{ ...slack, operations }], providers));
    expect(problems).toHaveLength(2);
  });
  test("a write that no words are said of", () => {
    const { effect: _, ...silent } = sound;
    expect(problemsWith(silent)).toEqual(["box.items.add effect: no words say what it does"]);
  });
  test("nothing, of a sound operation", () => {
    expect(problemsWith(sound)).toEqual([]);
  });

  test("no class of limits where the connector has some", () => {
    const { rateLimit: _, ...unpaced } = sound;
    expect(problemsWith(unpaced)).toEqual([
      'box.items.add rateLimit: "" is no class of the connector',
    ]);
  });

  test.each<[string, Partial<Operation>, string]>([
    ["a missing link", { docs: "" }, "box.items.add docs: is no link to the documentation"],
    [
      "a host that is not the provider's",
      { request: { ...sound.request, host: "slack.com.box.test" } },
      'box.items.add host: "slack.com.box.test" is no host of the provider\'s',
    ],
    [
      "an unknown scope",
      { scopes: { user: [["everything"]] } },
      'box.items.add scopes: slack has no scope "everything"',
    ],
    [
      "an unknown scope under a condition",
      { scopesWhen: [{ input: "shelf", given: true, scopes: { user: [["more"]] } }] },
      'box.items.add scopes: slack has no scope "more"',
    ],
    [
      "an input without a description",
      { input: z.strictObject({ shelf: z.string() }) },
      "box.items.add input.shelf: has no description",
    ],
    [
      "a path that nothing fills",
      { request: { ...sound.request, path: "/items/{room}" } },
      "box.items.add path: nothing fills {room}",
    ],
    [
      "a resource of no shape",
      { request: { ...sound.request, path: "/{+shelf}" } },
      "box.items.add path: no shape of {+shelf} is stated",
    ],
    [
      "a place for an input that is not there",
      { request: { ...sound.request, places: { label: "a.b" } } },
      'box.items.add request: there is no input "label"',
    ],
    [
      "a look-up by an operation that is not there",
      {
        lookups: {
          shelf: [{ via: "box.none", helper: "shelfId", literal: ".", fromInput: true }],
        },
      },
      'box.items.add: no operation "box.none"',
    ],
    [
      "an answer beside the output that no code makes from it",
      { answer: z.looseObject({}) },
      "box.items.add answer: has no code helper that makes the output of it",
    ],
    ["a read that would do something", { kind: "read" }, "box.items.add effect: is of a read"],
    [
      "an effect that names an input that is not there",
      { effect: { words: "Add {#item}[ to {room}]" } },
      'box.items.add effect: there is no input "room"',
    ],
    [
      "an effect that shows an input that is not there",
      { effect: { words: "Add {#item}", shows: "label" } },
      'box.items.add effect: there is no input "label"',
    ],
    [
      "a class of limits that the connector does not have",
      { rateLimit: { class: "tier 9" } },
      'box.items.add rateLimit: "tier 9" is no class of the connector',
    ],
    [
      "more units than the limit has",
      { rateLimit: { class: "tier 3", units: 51 } },
      "box.items.add rateLimit: takes more than the limit",
    ],
    [
      "a limit for each value of an input that is not there",
      { rateLimit: { class: "posting" } },
      'box.items.add rateLimit: there is no input "channel"',
    ],
    [
      "too few words",
      { words: ["add"] },
      "box.items.add words: needs words people say, in lower case",
    ],
  ])("%s", (_, change, problem) => {
    expect(problemsWith({ ...sound, ...change })).toEqual([problem]);
  });
});

describe.each(catalog.operations)("$id", (operation) => {
  test("has a path that its own pattern knows, and no other operation's at the same method", () => {
    const { path, resources = {}, shapes = {}, method, host } = operation.request;
    const sample = path
      .replaceAll(/\{\+(\w+)\}/g, (_, name: string) =>
        (resources[name] ?? "").replaceAll("*", "x1"),
      )
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const shape = new RegExp(`^(?:${shapes[name] ?? "x1"})$`);
        return fc.sample(fc.stringMatching(shape), 1)[0] ?? "";
      });
    const matching = catalog.operations
      // A path without parameters goes before one that could be read as it.
      .filter(
        ({ id, request }) =>
          id === operation.id || path.includes("{") || !request.path.includes("{"),
      )
      .filter(
        ({ request }) =>
          request.host === host &&
          request.method === method &&
          pathPattern(request.path, request.resources, request.shapes).test(sample),
      );
    expect(matching.map(({ id }) => id)).toEqual([operation.id]);
  });

  test("uses every input in its code", async () => {
    for (const { flow, marks } of sampleFlows(operation)) {
      const code = await renderer.render(flow, "A sample");
      for (const [input, mark] of marks) {
        expect({ input, used: code.includes(mark) }).toEqual({ input, used: true });
      }
    }
  });
});

test("every provider that is not this server states its limits, in words that people read", () => {
  const own = connectors.filter(
    ({ provider }) => catalog.provider(provider)?.answeredBy === undefined,
  );
  const silent = own.filter(({ rateClasses }) => !rateClasses).map(({ id }) => id);
  expect(silent).toEqual([]);
  const said = (id: string) => {
    const operation = catalog.find(id);
    return operation && rateSentence(operation, catalog);
  };
  expect(said("slack.chat.postMessage")).toBe("1 message a second for each channel");
  expect(said("slack.chat.update")).toBe("50 calls a minute for each method");
  expect(said("gmail.users.messages.get")).toBe("5 of 6,000 quota units a minute for the user");
  expect(said("hubspot.crm.deals.create")).toBe("110 calls in 10 seconds for the account");
  expect(said("salesforce.query")).toBe("calls a day for the org; how many is not published");
});

test("every provider has a stand-in but those that this server answers itself", () => {
  const standIns = Object.keys(sandboxes).toSorted();
  const others = providers.filter(({ answeredBy }) => answeredBy === undefined);
  expect(standIns).toEqual(others.map(({ id }) => id).toSorted());
});

test("what a hosted model answers needs nobody to sign in, and is not built with without one", () => {
  const answered = providers.filter(({ answeredBy }) => answeredBy === "model");
  expect(answered.length).toBeGreaterThan(0);
  for (const { key, id } of answered) {
    expect({ id, key }).toEqual({ id, key: { kind: "none" } });
    const own = connectors.filter(({ provider }) => provider === id);
    expect(own.flatMap(({ scopes }) => scopes)).toEqual([]);
    const needs = own.flatMap(({ operations }) => operations.map(({ scopes }) => scopes.user));
    expect(new Set(needs.map((one) => JSON.stringify(one)))).toEqual(new Set(["[[]]"]));
    const without = withoutModelSteps(catalog);
    expect(without.provider(id)).toBeUndefined();
    expect(without.connectors).toHaveLength(connectors.length - own.length);
  }
});

test("a scope that covers another is taken wherever that one is", () => {
  const gaps = connectors.flatMap(({ scopes, operations }) =>
    scopes.flatMap(({ scope, covers = [], tokens }) =>
      operations.flatMap(({ id, scopes: stated }) => {
        const alternatives = tokens
          .flatMap((kind) => stated[kind] ?? [])
          .filter((set) => set.length === 1)
          .flat();
        const covered = covers.filter((one) => alternatives.includes(one));
        return covered.length > 0 && !alternatives.includes(scope) ? [{ id, scope, covered }] : [];
      }),
    ),
  );
  expect(gaps).toEqual([]);
});
