import { z } from "zod";

/** One scope as a person reads it, with the steps that need it. */
export const permissionShape = z.object({
  connector: z.string(),
  scope: z.string(),
  token: z.enum(["bot", "user"]),
  sentence: z.string(),
  sensitivity: z.enum(["read", "read-personal", "read-content", "write"]),
  neededBy: z.array(z.object({ step: z.string(), operation: z.string() })),
});
export type PermissionView = z.output<typeof permissionShape>;

/** Scopes by connector. */
export const connectorScopesShape = z.object({
  connector: z.string(),
  scopes: z.array(z.string()),
});
