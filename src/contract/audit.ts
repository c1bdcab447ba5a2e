import { z } from "zod";

/** Every act that the audit log knows, as a person reads it. */
export const acts = {
  "sign-in": "Signed in",
  "sign-out": "Signed out",
  "key.made": "API key made",
  "key.deleted": "API key deleted",
  "key.replaced": "Key of the data folder replaced",
  "key.refused": "Key or signature refused",
  "right.refused": "Something refused that the caller may not do",
  "origin.refused": "Request from another site refused",
  "limit.hit": "Rate limit reached",
  "connection.begun": "Sign-in at a tool begun",
  "connection.connected": "Account connected",
  "connection.reconnecting": "Reconnect begun",
  "connection.changed": "Account named or chosen",
  "connection.refused": "Connection skipped or denied",
  "connection.disconnected": "Account disconnected",
  "permission.given-back": "Permissions given back",
  "function.saved": "Function version saved",
  "function.restored": "Function restored",
  "function.renamed": "Function renamed",
  "function.copied": "Function copied",
  "function.deleted": "Function deleted",
  "function.imported": "Functions imported",
  "function.exported": "Function exported",
  "function.secret": "Signing secret made, replaced or ended",
  "page.saved": "Page version saved",
  "page.restored": "Page restored",
  "page.deleted": "Page deleted",
  "page.embedded": "Embedding allowed",
  "page.embed-ended": "Embedding ended",
  "approval.given": "Approval given",
  "approval.refused": "Approval refused",
  "automation.made": "Automation made",
  "automation.changed": "Automation changed",
  "automation.paused": "Automation paused",
  "automation.resumed": "Automation resumed",
  "automation.deleted": "Automation deleted",
  "automation.restored": "Automation restored",
  "automation.secret": "Secret of a webhook replaced",
  "automation.run": "Automation started by hand",
  "run.replayed": "Run repeated",
  "run.cancelled": "Run cancelled",
  "secret.changed": "Secret entered or changed",
  "secret.deleted": "Secret deleted",
  "settings.model": "Model changed",
  "settings.provider": "OAuth client of a tool changed",
  "webhook.opened": "Events of a tool opened",
  "integration.added": "Tool added",
  "integration.removed": "Tool removed",
  "archive.exported": "Everything exported",
  "archive.imported": "Archive imported",
  "audit.exported": "Audit log exported",
  "encryption.rotated": "Encryption key replaced",
  "encryption.dropped": "Old encryption key dropped",
  "backup.made": "Back-up made",
  "backup.restored": "Started from a back-up",
  "member.changed": "Member or role changed",
  "member.removed": "Member removed",
  "member.invited": "Somebody invited",
  "member.uninvited": "Invitation taken back",
  "member.joined": "Invitation accepted",
  "password.changed": "Password changed",
  "password.link": "Link for a new password made",
  "account.changed": "Own account changed",
  "session.ended": "Session ended",
  "passkey.added": "Passkey added",
  "passkey.removed": "Passkey removed",
  "workspace.made": "Workspace made",
  "app.made": "App made",
  "app.changed": "App changed",
  "app.deleted": "App deleted",
  "app.restored": "App restored",
  "person.made": "App user made",
  "person.deleted": "App user deleted",
  "connect-link.made": "Address to connect an account made",
  "connect-sites.changed": "Sites that may embed the connect page changed",
  "consent.given": "Somebody allowed a function to act for them",
  "consent.withdrawn": "That was withdrawn",
} as const satisfies Record<`${string}` | `${string}.${string}`, string>;
export type Act = keyof typeof acts;
export const actShape = z.enum(Object.keys(acts) as [Act, ...Act[]]);

export const outcomes = ["done", "refused", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

export const auditEntryShape = z.object({
  id: z.string(),
  /** 1, 2, 3 … without a gap. */
  position: z.number(),
  at: z.string(),
  act: z.string(),
  actor: z.string(),
  userId: z.string().nullable(),
  subject: z.string().nullable(),
  outcome: z.enum(outcomes),
  address: z.string().nullable(),
  agent: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.output<typeof auditEntryShape>;

export const maxAuditPage = 200;
export const auditQuery = z.object({
  act: actShape.optional(),
  actor: z.string().max(200).optional(),
  outcome: z.enum(outcomes).optional(),
  /** Not before, and before. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  /** Only those older than this position. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(maxAuditPage).default(50),
});
export type AuditQuery = z.output<typeof auditQuery>;
export const auditListShape = z.object({
  entries: z.array(auditEntryShape),
  /** Position to go on from; absent at the end. */
  next: z.number().optional(),
});

export const auditVerifiedShape = z.object({
  status: z.enum(["whole", "broken"]),
  entries: z.number(),
  /** Hash of the last entry: noted elsewhere, it shows later that nothing was cut off. */
  head: z.string(),
  /** Where the chain breaks, and how. */
  position: z.number().optional(),
  detail: z.string().optional(),
});
export type AuditVerified = z.output<typeof auditVerifiedShape>;
