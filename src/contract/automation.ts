import { z } from "zod";
import { flowTrigger } from "../flow/schema.ts";

/** What a run does that is due while another of the same automation is under way. */
export const overlapPolicies = ["skip", "queue", "parallel"] as const;
/** What becomes of the starts that a schedule missed while the server was down. */
export const misfirePolicies = ["skip", "once", "all"] as const;
/** How a start that was owed stands. */
export const deliveryStatuses = ["waiting", "running", "succeeded", "skipped", "dead"] as const;

export const automationSettingsShape = z.strictObject({
  overlap: z.enum(overlapPolicies),
  misfire: z.enum(misfirePolicies),
  /** How often a start is tried before it is given up. */
  attempts: z.number().int().min(1).max(20),
  /** Starts given up in a row after which somebody is told. */
  alertAfter: z.number().int().min(1).max(1000),
  /** The function that is then called with what happened; null where the page and the log are enough. */
  alertFunction: z.string().nullable(),
});
export type AutomationSettings = z.output<typeof automationSettingsShape>;

const [, schedule, webhook, event] = flowTrigger.options;
/** As in a flow, all but `manual`; what is said of an event is any JSON, which a description can hold. */
export const automationTrigger = z.discriminatedUnion("type", [
  schedule,
  webhook,
  event.extend({ with: z.record(z.string(), z.unknown()).optional() }),
]);
export type AutomationTrigger = z.output<typeof automationTrigger>;

export const automationShape = z.object({
  id: z.string(),
  function: z.string(),
  /** `flow` where the function's flow says it; then changing it makes a version of the function. */
  origin: z.enum(["flow", "own"]),
  trigger: automationTrigger,
  /** `At 09:00, Monday through Friday (Europe/Berlin)`, `A message is posted to a public channel`. */
  words: z.string(),
  /** The next three starts of a schedule, ISO 8601. */
  next: z.array(z.string()),
  /** `waiting` where it is on but cannot start yet; `reason` says what is missing. */
  status: z.enum(["active", "paused", "waiting"]),
  reason: z.string().nullable(),
  /** How it learns of its event. */
  via: z.enum(["push", "polling"]).nullable(),
  /** The address of a webhook. */
  hook: z.string().nullable(),
  /** Whether its sender has something to be known by; the secret itself is never shown again. */
  hasSecret: z.boolean(),
  settings: automationSettingsShape,
  /** Starts in a row that were given up. */
  failures: z.number(),
  /** Since when, and why, where somebody should look. */
  alert: z.object({ since: z.string(), message: z.string() }).nullable(),
  last: z
    .object({ at: z.string(), status: z.enum(deliveryStatuses), run: z.string().nullable() })
    .nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type AutomationView = z.output<typeof automationShape>;
/** The secret is shown where it was just made, and never again. */
export const newAutomationShape = automationShape.extend({ secret: z.string().nullable() });
export type NewAutomationView = z.output<typeof newAutomationShape>;

export const createAutomationBody = z.strictObject({
  function: z.string().describe("Name of the function that it starts"),
  trigger: automationTrigger,
  settings: automationSettingsShape.partial().optional(),
});
export const changeAutomationBody = z.strictObject({
  trigger: automationTrigger.optional(),
  settings: automationSettingsShape.partial().optional(),
});
export type AutomationSettingsChange = z.output<typeof changeAutomationBody>["settings"];
/** What the function is given; a schedule gives the defaults of its inputs. */
export const runAutomationBody = z.strictObject({ payload: z.unknown().optional() });
/** One that the sender made up (Stripe does); without it a new one is made. */
export const automationSecretBody = z.strictObject({
  secret: z.string().min(16).max(500).optional(),
});
export const automationSecretShape = z.object({ secret: z.string() });
/** The answer to a call of a webhook, once it is kept. */
export const hookAnswerShape = z.object({ delivery: z.string(), duplicate: z.boolean() });

export const automationListShape = z.object({ automations: z.array(automationShape) });

/** One start that was owed. */
export const deliveryShape = z.object({
  id: z.string(),
  automation: z.string(),
  function: z.string(),
  /** The sender's id of it, the scheduled time, or the id of what happened. */
  key: z.string(),
  status: z.enum(deliveryStatuses),
  attempts: z.number(),
  /** When it is tried next. */
  nextAt: z.string().nullable(),
  error: z.string().nullable(),
  /** Of its last try. */
  run: z.string().nullable(),
  /** For whom it is, where the function acts for each person who allowed it. */
  userId: z.string().optional(),
  payload: z.unknown(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type DeliveryView = z.output<typeof deliveryShape>;
export const deliveryListShape = z.object({ deliveries: z.array(deliveryShape) });
