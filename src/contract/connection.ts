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
  /** That each person connects their own, where nobody said whose it is: may be chosen, or was. */
  own: z.enum(["offered", "chosen"]).optional(),
  /** Which of several accounts is asked for: the one of this name, which signing in gives it. */
  accountName: z.string().optional(),
  /** Where that account is connected and lacks something. */
  widens: z.literal(true).optional(),
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

/** `support` of `slack:support`; one of a kind among the accounts of a provider. */
export const accountName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,39}$/,
    "must be 1 to 40 small letters, digits and hyphens, and begin with a letter or a digit",
  )
  .describe("What the app calls the account");

export const connectionChange = z.union([
  z.strictObject({ name: accountName }),
  /** From now on calls that name no account take it. */
  z.strictObject({ default: z.literal(true) }),
]);

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
    /** What the app calls the account; made from what the provider calls it where left out. */
    name: accountName.optional(),
  }),
]);
export const connectAnswer = z.object({ request: z.string(), authorizationUrl: z.url() });

/** `own`: each person connects their own account; nothing is connected by this request. */
export const settlings = ["skipped", "closed", "own"] as const;
export const settleBody = z.strictObject({ status: z.enum(settlings) });

export const connectionStates = [
  "active",
  "partly-granted",
  "reconnect-needed",
  "revoked",
  "provider-down",
] as const;

/** How an account stands, and what a person can do about it. */
export const connectionStanding = z.object({
  state: z.enum(connectionStates),
  sentence: z.string(),
  /** `allow`: sign in for what is missing; `wait`: nothing is to be done. */
  way: z.enum(["none", "allow", "reconnect", "wait"]),
  /** It ends within so many days whatever is done. */
  warning: z.object({ endsAt: z.string(), days: z.union([z.literal(1), z.literal(7)]) }).optional(),
  /** Since when its provider does not answer, and when it is asked again. */
  outage: z.object({ since: z.string(), nextLookAt: z.string() }).optional(),
});
export type ConnectionStanding = z.output<typeof connectionStanding>;

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
  /** Whether calls can be made with it; `standing` says more. */
  status: z.enum(["active", "reconnect-needed"]),
  standing: connectionStanding,
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
      /** How many functions call with it; counted up to `mostCounted`. */
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

/** A disconnected account whose access its provider has not taken back yet. */
export const pendingRevocationShape = z.object({
  id: z.string(),
  provider: z.string(),
  /** Its label. */
  account: z.string(),
  reason: z.string(),
  since: z.string(),
  nextAt: z.string(),
  giveUpAt: z.string(),
});
export type PendingRevocationView = z.output<typeof pendingRevocationShape>;

const connectionSummaryShape = z.object({
  provider: z.string(),
  /** How many count now: those of the mode that the provider is in. */
  accounts: z.number(),
  /** The one that is taken where none is named. */
  default: z.object({ id: z.string(), name: z.string(), label: z.string() }).optional(),
  /** Tools that accounts of either mode grant something of. */
  connectors: z.array(
    z.object({ id: z.string(), accounts: z.number(), needsReconnect: z.boolean() }),
  ),
});
export type ConnectionSummary = z.output<typeof connectionSummaryShape>;

/** `next` where there may be more: the `cursor` of the next page. */
export const connectionsAnswer = z.object({
  connections: z.array(connectionShape),
  next: z.string().optional(),
  pendingRevocations: z.array(pendingRevocationShape),
  /** How many fit, and what there is of each provider whatever is looked for; on the first page of those with a limit. */
  total: z.number().optional(),
  providers: z.array(connectionSummaryShape).optional(),
});

export type ConnectionsAnswer = z.output<typeof connectionsAnswer>;

/** Which shared accounts are listed: all, where nothing is said. Of each provider the default comes first. */
export const connectionQuery = z.object({
  /** Words that all stand in `slack:support` or in the label. */
  q: z.string().max(200).optional(),
  provider: z.string().max(100).optional(),
  name: z.string().max(40).optional(),
  state: z.enum(connectionStates).optional(),
  /** Those alone that are taken where none is named. */
  default: z.stringbool().optional(),
  /** Those that count: of the mode that their provider is in now. */
  present: z.stringbool().optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export type ConnectionQuery = z.output<typeof connectionQuery>;

/** What became of the tokens at the provider; the connection itself is gone in every case. */
export const disconnectedShape = z.object({
  revoked: z.boolean(),
  /** It could not be asked now, and is asked again. */
  owed: z.literal(true).optional(),
  /** Why the provider may still hold them valid. */
  detail: z.string().optional(),
});

export const givenBackShape = disconnectedShape.extend({
  /** Scopes that Patchbay has forgotten. */
  dropped: z.array(z.string()).readonly(),
});
