import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { checkFlow } from "../../flow/check.ts";
import type { Flow, FlowStep } from "../../flow/schema.ts";
import { flows } from "./edit-flows.ts";
import { understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** What an edit may do, and nothing else: everything that is not named here stays. */
interface Change {
  /** New values by step; undefined takes one out. */
  readonly with?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Ids of the steps in their order; new ones as operation and values. */
  readonly steps?: readonly (string | readonly [string, Readonly<Record<string, unknown>>])[];
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly trigger?: Flow["trigger"];
  readonly use?: Readonly<Record<string, string>>;
  readonly when?: Readonly<Record<string, string>>;
}

const catalog = createCatalog(connectors, providers);
const vocabulary = vocabularyOf(catalog);

export function say(prompt: string, flow: Flow) {
  return understand(prompt, {
    vocabulary,
    functions: [flow.name],
    current: { name: flow.name, version: 2, flow },
    now: new Date("2027-01-11T09:00:00Z"),
    timezone: "Europe/Berlin",
  });
}

function expected(flow: Flow, change: Change) {
  const known = new Map<string, FlowStep>(flow.steps.map((step) => [step.id, step]));
  const steps = (change.steps ?? flow.steps.map(({ id }) => id)).map((entry) => {
    if (typeof entry !== "string") return { use: entry[0], with: entry[1] };
    const step = known.get(entry);
    if (!step) throw new Error(`no step ${entry}`);
    const values = { ...step.with, ...change.with?.[entry] };
    return {
      id: entry,
      use: change.use?.[entry] ?? step.use,
      with: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
      ...(change.when?.[entry] === undefined ? {} : { when: change.when[entry] }),
    };
  });
  return { trigger: change.trigger ?? flow.trigger, steps };
}

function actual(flow: Flow, before: Flow) {
  const ids = new Set(before.steps.map(({ id }) => id));
  return {
    trigger: flow.trigger,
    steps: flow.steps.map(({ id, ...step }) => (ids.has(id) ? { id, ...step } : step)),
  };
}

type Row = readonly [prompt: string, change: Change];

export function table(name: keyof typeof flows, rows: readonly Row[]): void {
  describe(`changes of ${name}`, () => {
    const flow: Flow = flows[name];
    test.each(rows)("%s", (prompt, change) => {
      const intent = say(prompt, flow);
      if (intent.kind !== "edit") throw new Error(JSON.stringify(intent));
      expect(intent.base).toBe(2);
      expect(checkFlow(intent.flow, catalog)).toMatchObject({ status: "ok" });
      expect(actual(intent.flow, flow)).toEqual(expected(flow, change));
      expect(intent.flow.name).toBe(flow.name);
      expect(Object.keys(intent.flow.inputs)).toEqual(Object.keys(change.inputs ?? flow.inputs));
      expect(intent.flow.inputs).toMatchObject(change.inputs ?? flow.inputs);
    });
  });
}
