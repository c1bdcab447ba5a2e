import { z } from "zod";

/** A stand-in that runs, and in which ways it is broken on purpose. */
export const standInShape = z.object({
  provider: z.string(),
  name: z.string(),
  /** Address of its inspector. */
  inspector: z.string(),
  levers: z.object({
    /** How many of the next calls are told to slow down. */
    rateLimited: z.number(),
    /** How many of the next calls fail, and with which of the provider's error codes. */
    failing: z.number(),
    error: z.string(),
    /** Added to every call. */
    delayMs: z.number(),
    keepsLimits: z.boolean(),
    isDown: z.boolean(),
  }),
});
export type StandInView = z.output<typeof standInShape>;

const count = z.number().int().min(0).max(1000);

/** One way to break a stand-in, or to make it whole. */
export const leverBody = z.discriminatedUnion("lever", [
  /** Data as at the start, and no lever pulled; sign-ins stay. */
  z.strictObject({ lever: z.literal("reset") }),
  /** Ends the access tokens, not the refresh tokens. */
  z.strictObject({ lever: z.literal("expire") }),
  z.strictObject({ lever: z.literal("revoke") }),
  z.strictObject({ lever: z.literal("rate-limit"), count }),
  z.strictObject({ lever: z.literal("fail"), count }),
  z.strictObject({ lever: z.literal("delay"), ms: z.number().int().min(0).max(60_000) }),
  /** Each of these turns it on or off. */
  z.strictObject({ lever: z.literal("limits") }),
  z.strictObject({ lever: z.literal("outage") }),
]);
export type LeverBody = z.output<typeof leverBody>;
