import { z } from "zod";
import { rightShape, roleShape } from "./access.ts";

const name = z.string().trim().min(1).max(100);
export const emailShape = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("An e-mail address").max(254));
const password = z.string().min(1).max(200);
const code = z.string().min(1).max(200);

/** What the screen to sign in shows. */
export const signInShape = z.object({
  /** False on a server that is one person's. */
  needed: z.boolean(),
  /** Nobody has an account yet. */
  isFirst: z.boolean(),
  hasPasskeys: z.boolean(),
  minPasswordLength: z.number(),
  oidc: z.object({ name: z.string() }).optional(),
});
export type SignInView = z.output<typeof signInShape>;

export const firstAccountBody = z.strictObject({ code, name, email: emailShape, password });
export const linkBody = z.strictObject({ code });
export const acceptBody = z.strictObject({
  code,
  /** Left out by who is signed in already. */
  account: z.strictObject({ name, password }).optional(),
});
export const newPasswordBody = z.strictObject({ code, password });

/** What an invitation is for, as the invited person sees it. */
export const invitationViewShape = z.object({
  /** What it is called. */
  workspace: z.string(),
  email: z.string(),
  role: roleShape,
  /** Then they sign in first. */
  hasAccount: z.boolean(),
  /** Who is signed in in this browser. */
  signedInAs: z.string().optional(),
});
export type InvitationView = z.output<typeof invitationViewShape>;

/** Who asks, and what they may do. */
export const meShape = z.object({
  needsSignIn: z.boolean(),
  rights: z.array(rightShape),
  /** Absent for who has no part in the workspace, and where nobody signs in. */
  role: roleShape.optional(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string() }).optional(),
});
export type Me = z.output<typeof meShape>;

export const accountShape = z.object({
  name: z.string(),
  email: z.string(),
  hasPassword: z.boolean(),
  minPasswordLength: z.number(),
  hasPasskeys: z.boolean(),
  passkeys: z.array(
    z.object({ id: z.string(), name: z.string(), createdAt: z.string().optional() }),
  ),
  sessions: z.array(
    z.object({
      id: z.string(),
      createdAt: z.string(),
      /** To the day. */
      seenAt: z.string(),
      userAgent: z.string().optional(),
      isCurrent: z.boolean(),
    }),
  ),
});
export type AccountView = z.output<typeof accountShape>;
export const accountBody = z.strictObject({ name });
export const passwordBody = z.strictObject({
  /** Left out by who has none yet. */
  current: password.optional(),
  next: password,
});

export const memberShape = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleShape,
  since: z.string(),
});
export type MemberView = z.output<typeof memberShape>;
export const memberListShape = z.object({ members: z.array(memberShape) });
export const memberBody = z.strictObject({ role: roleShape });

export const invitationShape = z.object({
  id: z.string(),
  email: z.string(),
  role: roleShape,
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type InvitationRow = z.output<typeof invitationShape>;
export const invitationListShape = z.object({ invitations: z.array(invitationShape) });
export const invitationBody = z.strictObject({ email: emailShape, role: roleShape });
/** With the address that the invited person opens, which is shown this once. */
export const newInvitationShape = invitationShape.extend({ link: z.string() });
export const passwordLinkShape = z.object({ link: z.string(), expiresAt: z.string() });
