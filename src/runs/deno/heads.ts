import { z } from "zod";

/** Heads of the frames a sandbox sends; whoever breaks them is not our prelude. */
const headers = z.array(z.tuple([z.string(), z.string()])).max(200);

export const logHead = z.strictObject({ level: z.enum(["debug", "info", "warn", "error"]) });
export const fetchHead = z.strictObject({ method: z.string().max(20), url: z.string(), headers });
export const responseHead = z.strictObject({
  status: z.int().min(200).max(599),
  statusText: z.string().max(200),
  headers,
});

const thrown = z.strictObject({ message: z.string(), stack: z.string().optional() });
export const loadedHead = z.strictObject({ error: thrown.optional() });
export const endHead = z.strictObject({
  error: thrown.optional(),
  aborted: z.literal(true).optional(),
});

export type Thrown = z.output<typeof thrown>;
export type LogHead = z.output<typeof logHead>;
export type FetchHead = z.output<typeof fetchHead>;
export type ResponseHead = z.output<typeof responseHead>;
export type EndHead = z.output<typeof endHead>;
