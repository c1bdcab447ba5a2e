import { z } from "zod";
import { roleShape } from "./access.ts";

/** Of an app or a workspace, as people call it. */
const shownName = z
  .string()
  .trim()
  .min(1, "Say what it is called")
  .max(60)
  .regex(/^[^\p{Cc}\p{Cf}]+$/u, "A name of plain characters");

/** Of the first app, whose addresses do without it. */
export const defaultSlug = "default";

/** In the addresses of an app. */
export const appSlug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
  error: "A slug has 1 to 40 small letters, digits and hyphens, such as sales-team",
});

export const workspaceShape = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  /** What the caller is in it. */
  role: roleShape,
});
export type WorkspaceView = z.output<typeof workspaceShape>;
export const workspaceListShape = z.object({ workspaces: z.array(workspaceShape) });
export const workspaceBody = z.strictObject({ name: shownName });

export const appShape = z.object({
  slug: z.string(),
  name: z.string(),
  /** Id of the workspace it is in. */
  workspace: z.string(),
  createdAt: z.string(),
  /** What its addresses begin with; nothing for the first app. */
  base: z.string(),
  /** What the caller is in it. */
  role: roleShape,
  /** Whether it is the app that the request was sent to. */
  current: z.boolean(),
  /** Until when it can be brought back; absent where it was not deleted. */
  deletedUntil: z.string().optional(),
});
export type AppView = z.output<typeof appShape>;
export const appListShape = z.object({
  apps: z.array(appShape),
  /** Those that can be brought back. */
  deleted: z.array(appShape),
});
export const appBody = z.strictObject({
  name: shownName,
  /** Made from the name where it is left out. It never changes. */
  slug: appSlug.optional(),
  /** The workspace of the app that the request was sent to where it is left out. */
  workspace: z.string().optional(),
});
export const renamedAppBody = z.strictObject({ name: shownName });
