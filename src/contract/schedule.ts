import { z } from "zod";

/** A schedule before it is saved: in words with its next three starts, or what is wrong with it. */
export const schedulePreviewShape = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("valid"),
    words: z.string(),
    /** ISO 8601; none where the calendar has no such day. */
    next: z.array(z.string()),
  }),
  z.object({ status: z.literal("invalid"), problem: z.string() }),
]);
