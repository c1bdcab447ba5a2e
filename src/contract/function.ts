import { z } from "zod";
import { connectorScopesShape } from "./permission.ts";

export const functionShape = z.object({
  name: z.string(),
  version: z.number(),
  origin: z.enum(["flow", "hand"]),
  prompt: z.string().optional(),
  description: z.string().optional(),
  flow: z.unknown(),
  code: z.string(),
  operations: z.array(z.string()),
  permissions: z.array(connectorScopesShape),
  createdAt: z.string(),
  etag: z.string(),
});
export type FunctionView = z.output<typeof functionShape>;

export const functionListShape = z.object({ functions: z.array(functionShape) });
export const versionListShape = z.object({
  versions: z.array(
    z.object({
      version: z.number(),
      origin: z.enum(["flow", "hand"]),
      prompt: z.string().optional(),
      createdAt: z.string(),
      etag: z.string(),
    }),
  ),
});

export const restoreBody = z.strictObject({ version: z.number().int().positive() });
export const runBody = z.strictObject({ input: z.record(z.string(), z.unknown()).default({}) });
