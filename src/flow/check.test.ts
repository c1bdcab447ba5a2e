import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { createCatalog } from "../catalog/catalog.ts";
import { type Operation, defineOperation } from "../catalog/operation.ts";
import { checkFlow } from "./check.ts";
import { flowSchema } from "./schema.ts";
import { usesOf } from "./uses.ts";

const read = defineOperation({
  id: "box.items.list",
  title: "List items",
  kind: "read",
  request: { method: "GET", host: "box.example", path: "/items", body: "query" },
  input: z.strictObject({ limit: z.number().int().max(100).optional().describe("How many") }),
  output: z.looseObject({ items: z.array(z.looseObject({})) }),
  scopes: { bot: [["items:read"]], user: [["items:read"]] },
  repeatable: true,
  docs: "https://box.example/docs",
});
const write = defineOperation({
  id: "box.items.add",
  title: "Add an item",
  kind: "write",
  request: { method: "POST", host: "box.example", path: "/items", body: "json" },
  input: z.strictObject({
    shelf: z.string().describe("Shelf id, S followed by digits"),
    name: z.string().max(20).describe("What to call it"),
    private: z.boolean().optional().describe("Whether only you see it"),
  }),
  output: z.looseObject({ id: z.string() }),
  scopes: { user: [["items:write"]] },
  lookups: {
    shelf: [{ via: "box.items.list", helper: "shelfId", literal: "^(?!S\\d+$)", fromInput: true }],
  },
  repeatable: false,
  docs: "https://box.example/docs",
});
const ask = defineOperation({
  ...read,
  id: "box.items.describe",
  input: z.strictObject({ how: z.string().describe("What to say"), about: z.string().optional() }),
  obeyed: ["how"],
});
const operations: readonly Operation[] = [read, write, ask];
const catalog = createCatalog(
  [
    {
      id: "box",
      name: "Box",
      category: "custom",
      description: "A box",
      logo: "",
      provider: "box",
      examples: [],
      events: [],
      helper: { name: "box", template: "box", takes: "method" },
      scopes: [],
      operations,
      words: ["box"],
    },
  ],
  [],
);

const good = {
  name: "fill",
  description: "Fills the box",
  trigger: { type: "manual" },
  inputs: { label: { type: "string", default: "x" } },
  steps: [
    { id: "all", use: "box.items.list", with: { limit: 10 } },
    {
      id: "copy",
      use: "box.items.add",
      forEach: "${all.items}",
      when: "${item.name}",
      with: { shelf: "S1", name: "${item.name} ${inputs.label}" },
    },
  ],
  output: { count: "${copy.length}" },
};

function problemsOf(change: (flow: any) => void): readonly { where: string; message: string }[] {
  const flow = structuredClone(good);
  change(flow);
  const check = checkFlow(flow, catalog);
  return check.status === "ok" ? [] : check.problems;
}

describe("what a model obeys", () => {
  const describing = (how: string, more: object = {}) =>
    problemsOf((flow) => {
      flow.steps.push({
        id: "said",
        use: "box.items.describe",
        with: { how, about: "${all.items}" },
        ...more,
      });
    });

  test.each(["Say it in ${inputs.label}", "Say what was new at ${now}", "Say \\${all.items}"])(
    "may be: %s",
    (how) => {
      expect(describing(how)).toEqual([]);
    },
  );

  test.each<[string, object, string]>([
    ["Say it of ${all.items[0].name}", {}, "all"],
    ["Say it of ${item.name}", { forEach: "${all.items}" }, "item"],
    ["${trigger.body.text}", {}, "trigger"],
  ])("is nothing that comes from outside: %s", (how, more, root) => {
    expect(describing(how, more)).toEqual([
      { where: "steps.said.with.how", message: expect.stringContaining(`"${root}" brings text`) },
    ]);
  });
});

test("a good flow passes", () => {
  expect(checkFlow(good, catalog).status).toBe("ok");
});

describe("what is wrong is named with step and field", () => {
  test.each<[string, (flow: any) => void, string, string]>([
    [
      "unknown operation",
      (f) => (f.steps[0].use = "box.items.burn"),
      "steps.all.use",
      "nearest: box.items.add, box.items.list",
    ],
    [
      "unknown input",
      (f) => (f.steps[1].with.colour = "red"),
      "steps.copy.with.colour",
      "there are: shelf, name, private",
    ],
    [
      "missing input",
      (f) => delete f.steps[1].with.shelf,
      "steps.copy.with.shelf",
      'needs "shelf" (Shelf id',
    ],
    [
      "wrong type",
      (f) => (f.steps[0].with.limit = "ten"),
      "steps.all.with.limit",
      "expected number",
    ],
    ["too long", (f) => (f.steps[1].with.name = "x".repeat(21)), "steps.copy.with.name", "20"],
    [
      "a later step",
      (f) => {
        f.steps[0].forEach = "${copy.list}";
        delete f.steps[1].forEach;
      },
      "steps.all.forEach",
      "does not come earlier",
    ],
    [
      "a cycle",
      (f) => (f.steps[0].forEach = "${copy.list}"),
      "steps.all.forEach",
      'the steps "all" and "copy" wait for each other',
    ],
    [
      "itself",
      (f) => (f.steps[0].with.limit = "${all.n}"),
      "steps.all.with.limit",
      "cannot refer to itself",
    ],
    [
      "an event nobody knows",
      (f) => (f.trigger = { type: "event", event: "box.item.lost" }),
      "trigger.event",
      'No event "box.item.lost"',
    ],
    [
      "no such step",
      (f) => (f.output.count = "${gone.length}"),
      "output.count",
      "there are: inputs, trigger, now, all, copy",
    ],
    [
      "no such input of the function",
      (f) => (f.steps[1].with.name = "${inputs.title}"),
      "steps.copy.with.name",
      "there are: label",
    ],
    ["item outside forEach", (f) => delete f.steps[1].forEach, "steps.copy.when", "forEach"],
    [
      "code in a template",
      (f) => (f.steps[1].with.name = "${item.name.trim()}"),
      "steps.copy.with.name",
      "is not a path",
    ],
    [
      "text in forEach",
      (f) => (f.steps[1].forEach = "all ${all.items}"),
      "steps.copy.forEach",
      "one path",
    ],
    [
      "every entry in forEach",
      (f) => (f.steps[1].forEach = "${all.items[*].id}"),
      "steps.copy.forEach",
      "without [*]",
    ],
    ["two steps of one id", (f) => (f.steps[1].id = "all"), "steps.all.id", "ids must differ"],
    [
      "a token it does not take",
      (f) => (f.steps[1].as = "bot"),
      "steps.copy.as",
      "only with: user",
    ],
    ["a reserved name", (f) => (f.name = "delete"), "name", "reserved"],
    ["a name that is code", (f) => (f.name = "a; evil()"), "name", "identifier"],
    [
      "a time zone that is none",
      (f) => (f.trigger = { type: "schedule", cron: "0 9 * * 1", timezone: "Berlin" }),
      "trigger.timezone",
      "IANA",
    ],
    [
      "a cron of six",
      (f) => (f.trigger = { type: "schedule", cron: "0 0 9 * * 1" }),
      "trigger.cron",
      "five fields",
    ],
    ["no steps", (f) => (f.steps = []), "steps", ""],
    ["a member nobody knows", (f) => (f.steps[0].retries = 3), "steps.all", "retries"],
  ])("%s", (_, change, where, says) => {
    const problems = problemsOf(change);
    expect(problems).toContainEqual({ where, message: expect.stringContaining(says) });
  });

  test("anything at all is judged, never thrown at", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(checkFlow(value, catalog).status).toBe("invalid");
      }),
    );
  });
});

describe("operations of a flow", () => {
  const usesWith = (shelf: string) => {
    const flow = flowSchema.parse({
      ...good,
      steps: [{ id: "one", use: "box.items.add", with: { shelf, name: "n" } }],
      output: "${one.id}",
    });
    return usesOf(flow, catalog).map(({ operation, token }) => ({ id: operation.id, token }));
  };
  const own = { id: "box.items.add", token: "user" };
  const lookup = { id: "box.items.list", token: "user" };

  test("an id needs no look-up, a name does", () => {
    expect(usesWith("S12")).toEqual([own]);
    expect(usesWith("Top shelf")).toEqual([lookup, own]);
  });

  test("what the caller passes may be a name", () => {
    expect(usesWith("${inputs.label}")).toEqual([lookup, own]);
  });

  test("what an earlier step answered is an id", () => {
    expect(usesWith("${all.id}")).toEqual([own]);
  });
});
