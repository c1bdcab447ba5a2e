import { z } from "zod";

/** Tokens that the answer took, in and out; all attempts counted. */
export const usage = z.looseObject({ inputTokens: z.number(), outputTokens: z.number() });
