import type { SlotKind } from "../agent/builtin/slot-kinds.ts";
import type { Field, Vocabulary } from "../agent/builtin/vocabulary.ts";
import type { Flow, FlowInput } from "../flow/schema.ts";

const plain = {
  string: "Sample",
  number: 1,
  boolean: true,
  array: ["Sample"],
  object: {},
} as const;

/** What providers take for a value of a kind; where nothing is said of it, a word does. */
const looks: Partial<Record<SlotKind, string>> = {
  channel: "#general",
  email: "sample@example.com",
  emoji: "wave",
  time: "2031-01-06T09:00:00Z",
  start: "2031-01-06T09:00:00Z",
  end: "2031-01-06T10:00:00Z",
  since: "2026-01-06T00:00:00Z",
  until: "2031-01-06T00:00:00Z",
  due: "2031-01-06",
  timezone: "UTC",
  url: "https://example.com/sample",
};

/** A value for every input that the caller has to give, by what the step takes that it goes to. */
export function samplesOf(flow: Flow, { operations }: Vocabulary): Record<string, unknown> {
  const fieldOf = (input: string): Field | undefined =>
    flow.steps.flatMap((step) => {
      const operation = operations.find(({ id }) => id === step.use);
      return (operation?.fields ?? []).filter(
        ({ name }) => step.with[name] === `\${inputs.${input}}`,
      );
    })[0];
  return Object.fromEntries(
    Object.entries(flow.inputs).flatMap(([name, input]) =>
      input.default === undefined ? [[name, sampleOf(input, fieldOf(name))]] : [],
    ),
  );
}

function sampleOf({ type }: FlowInput, field: Field | undefined): unknown {
  const value = field?.choices?.[0] ?? field?.suggestions[0] ?? looks[field?.kind ?? "text"];
  if (type === "array" && field?.kind === "cells") return [["Sample"]];
  if (value === undefined || (type !== "string" && type !== "array")) return plain[type];
  return type === "array" ? [value] : value;
}
