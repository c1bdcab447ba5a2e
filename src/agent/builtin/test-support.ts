import { expect } from "vitest";
import { checkFlow } from "../../flow/check.ts";
import { literalText } from "../../flow/paths.ts";
import type { Flow, FlowValue } from "../../flow/schema.ts";
import { chatCatalog } from "./test-catalog.ts";
import { type Context, understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(chatCatalog);

/** A Monday, 11:00 in Berlin. */
export function context(current?: Context["current"]): Context {
  return {
    vocabulary,
    functions: current ? [current.name] : [],
    current,
    now: new Date("2026-11-23T10:00:00Z"),
    timezone: "Europe/Berlin",
  };
}

/** The flow that a first sentence makes; it passes the check. */
export function create(prompt: string): Flow {
  const intent = understand(prompt, context());
  if (intent.kind !== "create") throw new Error(`"${prompt}": ${JSON.stringify(intent)}`);
  expect(checkFlow(intent.flow, chatCatalog)).toMatchObject({ status: "ok" });
  return intent.flow;
}

/** The operations of a flow, without their connector. */
export const uses = (flow: Flow) => flow.steps.map(({ use }) => use.replace("slack.", ""));

/** A literal as it is at run time. */
export function plain(value: FlowValue | undefined): FlowValue | undefined {
  return typeof value === "string" ? (literalText(value) ?? value) : value;
}
