import { z } from "zod";
import { permissionShape } from "./permission.ts";

export const connectionRequestStatuses = [
  "pending",
  "connecting",
  "granted",
  "partly-granted",
  "denied",
  "failed",
  "closed",
  "expired",
  "skipped",
] as const;

/** What the "Action required" card shows. */
export const connectionRequestShape = z.object({
  id: z.string(),
  provider: z.string(),
  providerName: z.string(),
  /** Sandbox stand-in or the real provider. */
  mode: z.enum(["sandbox", "live"]),
  connectors: z.array(z.object({ id: z.string(), name: z.string(), logo: z.string() })),
  /** `shared`: one account for the whole app; `user`: the one of the person who calls. */
  account: z.enum(["shared", "user"]),
  /** Which of several accounts is asked for: the one of this name, which signing in gives it. */
  accountName: z.string().optional(),
  status: z.enum(connectionRequestStatuses),
  /** All that the flow needs of this provider. */
  permissions: z.array(permissionShape),
  /** Scopes of `permissions` not granted yet. */
  missing: z.array(z.string()),
  /** What a person can do about `denied`, `failed` or `partly-granted`. */
  detail: z.string().optional(),
  accountLabel: z.string().optional(),
  /** What a person should know of this provider before they allow anything. */
  note: z.string().optional(),
  /** Hosts to choose from, where the provider has several to sign in at; any other looks like the example. */
  loginHosts: z
    .object({
      choices: z.array(z.object({ host: z.string(), label: z.string() })),
      example: z.string(),
    })
    .optional(),
  chatId: z.string().optional(),
  expiresAt: z.string(),
});
export type ConnectionRequestView = z.output<typeof connectionRequestShape>;

/** Where to sign in: one of the request's `loginHosts`, or another of the provider's. */
const loginHost = z.string().min(1).max(200).optional();

export const connectBody = z.union([
  z.strictObject({ request: z.string(), loginHost }),
  z.strictObject({
    connector: z.string(),
    scopes: z.array(z.string()).min(1).optional(),
    loginHost,
    /** Adds an account beside the one that functions use, which they go on with. */
    beside: z.literal(true).optional(),
  }),
]);
export const connectAnswer = z.object({ request: z.string(), authorizationUrl: z.url() });

export const settleBody = z.strictObject({ status: z.enum(["skipped", "closed"]) });

export const connectionShape = z.object({
  id: z.string(),
  provider: z.string(),
  /** Who issued its tokens: the real provider or its sandbox. */
  mode: z.enum(["live", "sandbox"]),
  /** Whether its provider is in that mode now; the others are kept and not used. */
  isPresent: z.boolean(),
  connectors: z.array(z.string()),
  /** What the app calls it, one of a kind among the accounts of its provider: `support` of `slack:support`. */
  name: z.string(),
  /** Names that it had before: functions that say one of them go on with this account. */
  formerNames: z.array(z.string()).optional(),
  account: z.object({ id: z.string(), label: z.string() }),
  status: z.enum(["active", "reconnect-needed"]),
  statusReason: z.string().optional(),
  /** What a person should know of that reason. */
  statusHint: z.string().optional(),
  scopes: z.object({ bot: z.array(z.string()).optional(), user: z.array(z.string()).optional() }),
  /** When it ends whatever is done, in ISO 8601; absent where it is renewed by itself. */
  endsAt: z.string().optional(),
  createdAt: z.string(),
  /** Whether calls of the app are made with it, where several accounts of the provider are connected. */
  inUse: z.boolean(),
  /** Since when its status is what it is. */
  statusAt: z.string().optional(),
  /** When a call last took its credential, to the minute; absent before the first. */
  lastUsedAt: z.string().optional(),
  /** When somebody last looked whether it works. */
  checkedAt: z.string().optional(),
  /** What the functions of the app make of it; where connections are listed or looked at. */
  uses: z
    .object({
      /** How many functions call with it. */
      functions: z.number(),
      /** Scopes that some function needs and the account did not grant. */
      missing: z.array(z.string()),
      /** Granted scopes that no function needs any more. */
      unneeded: z.array(z.string()),
    })
    .optional(),
});
export type ConnectionView = z.output<typeof connectionShape>;

/** Who stops working without something. */
const usersOf = {
  functions: z.array(z.string()),
  automations: z.array(z.object({ id: z.string(), function: z.string(), words: z.string() })),
};

const usedPermission = z.object({
  connector: z.string(),
  token: z.enum(["bot", "user"]),
  scope: z.string(),
  sentence: z.string(),
  sensitivity: z.string(),
  access: z.enum(["read", "write"]),
  condition: z.string().optional(),
  /** Functions that need it. */
  functions: z.array(z.string()),
  /** Whether signing in takes it, to know whose account it is: then it is needed without a function. */
  forSignIn: z.literal(true).optional(),
});

export const connectionUsesShape = z.object({
  ...usersOf,
  /** Everything granted; a permission without functions is needed by none, but for one to sign in. */
  permissions: z.array(usedPermission),
  /** What some function needs and the account did not grant. */
  missing: z.array(usedPermission),
});
export type ConnectionUses = z.output<typeof connectionUsesShape>;

export const connectorUsesShape = z.object(usersOf);

/** What a look at an account found, and how it stands since. */
export const checkedShape = z.object({
  outcome: z.enum(["works", "reconnect-needed", "unclear"]),
  detail: z.string(),
  connection: connectionShape,
});

/** Permissions to forget: all that one connector alone uses, or those named. */
export const giveBackBody = z.union([
  z.strictObject({ connector: z.string() }),
  z.strictObject({ scopes: z.array(z.string()).min(1) }),
]);

/** What became of the tokens at the provider; the connection itself is gone in every case. */
export const disconnectedShape = z.object({
  revoked: z.boolean(),
  /** Why the provider may still hold them valid. */
  detail: z.string().optional(),
});

export const givenBackShape = disconnectedShape.extend({
  /** Scopes that Patchbay has forgotten. */
  dropped: z.array(z.string()).readonly(),
});
