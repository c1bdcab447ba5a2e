import { z } from "zod";
import { automationShape, deliveryShape } from "./automation.ts";

/** What the agent's tools about automations take and answer, as in tools.ts. */

const automation = z.string().describe("Id from list_automations, or the name of its function");

/** Which one is meant, put down before the person is asked. */
const judged = z
  .strictObject({ id: z.string(), function: z.string(), words: z.string() })
  .optional()
  .describe("Leave it out");

/** An automation in a few members. */
export const automationSummary = automationShape
  .pick({
    id: true,
    function: true,
    origin: true,
    words: true,
    next: true,
    status: true,
    reason: true,
    via: true,
    hook: true,
    last: true,
  })
  .extend({
    /** What starts it, and the zone of a schedule's clock. */
    trigger: z.string(),
    timezone: z.string().optional(),
    /** Why somebody should look. */
    alert: z.string().optional(),
  });
export type AutomationSummary = z.output<typeof automationSummary>;

/** A start that was given up. */
const deadStart = deliveryShape
  .pick({ function: true, attempts: true, error: true, run: true, createdAt: true })
  .extend({ delivery: z.string() });

/** Nothing was done: no automation is called so, or several are. */
const unclear = [
  z.object({ status: z.literal("not-found"), known: z.array(automationSummary) }),
  z.object({ status: z.literal("ambiguous"), which: z.array(automationSummary) }),
] as const;

export const listAutomations = {
  input: z.strictObject({
    function: z.string().optional().describe("Only those of this function"),
  }),
  output: z.object({
    automations: z.array(automationSummary),
    /** Newest first. */
    dead: z.array(deadStart),
  }),
};

export const pauseAutomation = {
  input: z.strictObject({ automation }),
  output: z.discriminatedUnion("status", [
    z.object({ status: z.literal("paused"), automation: automationSummary }),
    ...unclear,
  ]),
};

/** Needs the person's approval where their own words did not ask for it, for the one that `judged` names. */
export const resumeAutomation = {
  input: z.strictObject({ automation, judged }),
  output: z.discriminatedUnion("status", [
    z.object({ status: z.literal("resumed"), automation: automationSummary }),
    ...unclear,
  ]),
};

/** Needs the person's approval, for exactly the automation that `judged` names. */
export const deleteAutomation = {
  input: z.strictObject({
    automation,
    judged,
  }),
  output: z.discriminatedUnion("status", [
    z.object({ status: z.literal("deleted"), automation: automationSummary }),
    ...unclear,
  ]),
};
