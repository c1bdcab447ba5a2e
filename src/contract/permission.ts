import { z } from "zod";

/** One scope as a person reads it, with the steps that need it. */
export const permissionShape = z.object({
  connector: z.string(),
  scope: z.string(),
  token: z.enum(["bot", "user"]),
  /** Which of several accounts has to grant it; absent for the default. */
  account: z.string().optional(),
  sentence: z.string(),
  /** The provider's own class, such as `sensitive` or `read-content`. */
  sensitivity: z.string(),
  access: z.enum(["read", "write"]),
  /** What it takes to get it at all, where not every operator or account can. */
  condition: z.string().optional(),
  neededBy: z.array(z.object({ step: z.string(), operation: z.string() })).readonly(),
  /** Wider scopes that would do as well and are not asked for. */
  avoids: z.array(z.object({ scope: z.string(), sentence: z.string() })).readonly(),
});
export type PermissionView = z.output<typeof permissionShape>;

/** What an edit changes in what a function needs. */
export const permissionChangeShape = z.object({
  added: z.array(permissionShape).readonly(),
  removed: z
    .array(
      z.object({
        connector: z.string(),
        scope: z.string(),
        account: z.string().optional(),
        sentence: z.string(),
      }),
    )
    .readonly(),
});
export type PermissionChangeView = z.output<typeof permissionChangeShape>;

/** Scopes by connector, and by account where one is named. */
export const connectorScopesShape = z.object({
  connector: z.string(),
  account: z.string().optional(),
  scopes: z.array(z.string()),
});
