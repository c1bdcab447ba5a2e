import { z } from "zod";

/** Ways to break a stand-in that every API has. */
export const leversShape = z.object({
  /** How many of the next calls are told to slow down. */
  rateLimited: z.number(),
  /** How many of the next calls fail, and with which of the provider's error codes. */
  failing: z.number(),
  error: z.string(),
  /** Added to every call. */
  delayMs: z.number(),
  /** Whether the provider's own limits are kept. */
  keepsLimits: z.boolean().default(false),
  /** Whether nothing answers at all. */
  isDown: z.boolean().default(false),
});

export type Levers = z.output<typeof leversShape>;

export const noLevers = (): Levers => ({
  rateLimited: 0,
  failing: 0,
  error: "internal_error",
  delayMs: 0,
  keepsLimits: false,
  isDown: false,
});

const count = z.coerce.number().int().min(0).max(1000).default(1);

/** The form that pulls a lever. */
export const commonLeverForms = [
  z.object({ lever: z.literal("rate-limit"), count }),
  z.object({
    lever: z.literal("fail"),
    count,
    error: z
      .string()
      .regex(/^\w{1,60}$/, "must be an error code")
      .default("internal_error"),
  }),
  z.object({ lever: z.literal("delay"), ms: z.coerce.number().int().min(0).max(60_000) }),
  z.object({ lever: z.literal("limits") }),
  z.object({ lever: z.literal("outage") }),
] as const;

export type CommonLever = z.output<(typeof commonLeverForms)[number]>;

export function pull(levers: Levers, form: CommonLever): void {
  if (form.lever === "rate-limit") levers.rateLimited = form.count;
  else if (form.lever === "delay") levers.delayMs = form.ms;
  else if (form.lever === "limits") levers.keepsLimits = !levers.keepsLimits;
  else if (form.lever === "outage") levers.isDown = !levers.isDown;
  else {
    levers.failing = form.count;
    levers.error = form.error;
  }
}

export type Interference =
  | { readonly kind: "rate-limited" }
  | { readonly kind: "fails"; readonly error: string };

/** What befalls this call; counts it off. */
export function takeInterference(levers: Levers): Interference | undefined {
  if (levers.rateLimited > 0) {
    levers.rateLimited -= 1;
    return { kind: "rate-limited" };
  }
  if (levers.failing > 0) {
    levers.failing -= 1;
    return { kind: "fails", error: levers.error };
  }
  return undefined;
}
