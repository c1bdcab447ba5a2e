import { z } from "zod";
import { connectorScopesShape } from "./permission.ts";

export const planBody = z.strictObject({
  prompt: z.string().meta({
    description: "What the function should do, or how it should change",
    examples: ["Send a Slack message to #general when this function runs"],
  }),
  functionName: z.string().optional().describe("The function to change; a new one without it"),
});

/** What would be built; the members and their names are fixed, other programs read them. */
export const planShape = z.object({
  id: z.string(),
  kind: z.enum(["create", "edit", "answer", "clarify", "refuse"]),
  connectors: z.array(z.string()),
  operations: z.array(z.string()),
  trigger: z
    .object({
      type: z.enum(["manual", "schedule", "webhook", "event"]),
      cron: z.string().optional(),
      timezone: z.string().optional(),
      event: z.string().optional(),
    })
    .optional(),
  permissions: z.array(connectorScopesShape),
  inputs: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() })),
  questions: z.array(z.string()),
  function: z.object({ name: z.string(), code: z.string() }).optional(),
  flow: z.unknown(),
  reply: z.string(),
  /** Milliseconds. */
  ms: z.number(),
});
export type PlanView = z.output<typeof planShape>;
