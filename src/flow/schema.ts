import { z } from "zod";

/** Words a generated file uses itself, besides those of the language. */
const reserved = new Set(
  (
    "inputs trigger item now input request response fetch export default await async break case catch class const " +
    "continue debugger delete do else enum extends false finally for function if import in instanceof new null return " +
    "super switch this throw true try typeof var void while with yield let static implements interface package private " +
    "protected public undefined NaN Infinity eval arguments constructor prototype __proto__ Request Response Object " +
    "Array String Number Boolean Promise Error JSON Date Math URL URLSearchParams Headers globalThis console Deno"
  ).split(" "),
);

export const identifier = z
  .string()
  .max(60)
  .regex(
    /^[A-Za-z_$][\w$]*$/,
    "must be a TypeScript identifier: letters, digits and _, not starting with a digit",
  )
  .refine((name) => !reserved.has(name), { error: "is a reserved word" });

export type FlowValue =
  | string
  | number
  | boolean
  | null
  | readonly FlowValue[]
  | { readonly [key: string]: FlowValue };

export const flowValue: z.ZodType<FlowValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(flowValue),
    z.record(z.string(), flowValue),
  ]),
);

/** The account of the person for whom a function runs; no shared account may have this name. */
export const ownAccount = "user";

/** Which of several accounts of a tool; where none is said, the one that is the default when it runs. */
export const accountName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
    "must be the name of an account: up to 40 small letters, digits and hyphens, such as support",
  );

export const flowTrigger = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("manual") }),
  z.strictObject({
    type: z.literal("schedule"),
    cron: z
      .string()
      .regex(/^\S+(?: \S+){4}$/, "must have five fields: minute hour day month weekday"),
    timezone: z
      .string()
      .refine(isTimezone, { error: "must be an IANA time zone such as Europe/Berlin" })
      .optional(),
  }),
  z.strictObject({ type: z.literal("webhook") }),
  z.strictObject({
    type: z.literal("event"),
    event: z.string().min(1),
    /** Whose events start it. */
    account: accountName.optional(),
    with: z.record(z.string(), flowValue).optional(),
  }),
]);

export const flowInput = z.strictObject({
  type: z.enum(["string", "number", "boolean", "array", "object"]),
  description: z.string().max(500).optional(),
  /** With a default the caller may leave it out; without one it is required unless `required` is false. */
  default: flowValue.optional(),
  required: z.boolean().optional(),
});

export const flowStep = z.strictObject({
  id: identifier,
  /** Operation id. */
  use: z.string().min(3),
  /** Whose token, where the operation takes more than one kind. */
  as: z.enum(["bot", "user"]).optional(),
  account: accountName.optional(),
  forEach: z.string().optional(),
  when: z.string().optional(),
  with: z.record(z.string(), flowValue).default({}),
});

/** The typed, declarative description of a function. */
export const flowSchema = z.strictObject({
  name: identifier,
  description: z.string().min(1).max(2000),
  trigger: flowTrigger,
  inputs: z.record(identifier, flowInput).default({}),
  steps: z.array(flowStep).min(1).max(50),
  output: flowValue.optional(),
});

export type Flow = z.output<typeof flowSchema>;
export type FlowStep = Flow["steps"][number];
export type FlowTrigger = Flow["trigger"];
export type FlowInput = z.output<typeof flowInput>;

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
