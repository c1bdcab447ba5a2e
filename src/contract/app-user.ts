import { z } from "zod";
import { runStatuses, runTriggers } from "./run.ts";

/** What the app's product calls somebody: it travels in a header, so it is plain characters. */
export const externalId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, "must be 1 to 200 plain characters without spaces");

const personName = z.string().trim().min(1).max(100);

/** Somebody of the app's own product. */
export const appUserShape = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string().optional(),
  createdAt: z.string(),
});
export type AppUserView = z.output<typeof appUserShape>;

export const appUserBody = z.strictObject({ externalId, name: personName.optional() });
export const appUserListQuery = z.object({
  externalId: z.string().optional(),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** `next` where there may be more: the `after` of the next page. */
export const appUserListShape = z.object({
  users: z.array(appUserShape),
  next: z.string().optional(),
});

/** How many people connected an account of their own; never whose. */
export const peopleCountShape = z.object({
  provider: z.string(),
  providerName: z.string(),
  people: z.number(),
  /** Of them, how many have to sign in again. */
  ended: z.number(),
});
export const peopleShape = z.object({
  providers: z.array(peopleCountShape),
  /** Functions that act for whoever calls them. */
  functions: z.array(z.string()),
});
export type PeopleView = z.output<typeof peopleShape>;

const linkUser = z.strictObject({ externalId, name: personName.optional() });
/** Where to go afterwards; its origin must be one of the allowed ones. */
const returnUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .optional();
export const connectLinkBody = z.union([
  z.strictObject({
    user: linkUser,
    connector: z.string(),
    scopes: z.array(z.string()).min(1).optional(),
    returnUrl,
  }),
  z.strictObject({ user: linkUser, function: z.string(), returnUrl }),
  z.strictObject({ user: linkUser, kind: z.literal("manage") }),
]);
export const connectLinkShape = z.object({
  /** Opens once, in one browser. */
  url: z.url(),
  /** To be shown in a frame of an allowed site; it opens the other one in a window. */
  embedUrl: z.url().optional(),
  /** The connection requests behind it, for a person who is signed in here: `POST /api/connections`. */
  requests: z.array(z.string()).optional(),
  expiresAt: z.string(),
});
export type ConnectLinkView = z.output<typeof connectLinkShape>;

/** Sites that may embed the connect pages and be returned to: exact origins. */
export const connectSitesShape = z.strictObject({
  origins: z.array(z.url({ protocol: /^https?$/ })).max(50),
});

/** What the app holds of one person, for that person. */
export const heldShape = z.object({
  connections: z.array(
    z.object({
      id: z.string(),
      provider: z.string(),
      providerName: z.string(),
      mode: z.enum(["live", "sandbox"]),
      account: z.string(),
      status: z.string(),
      /** In words. */
      permissions: z.array(z.string()),
      /** Functions that act with it. */
      functions: z.array(z.string()),
      createdAt: z.string(),
      lastUsedAt: z.string().optional(),
    }),
  ),
  /** What may, or could, act for the person while they are away. */
  consents: z.array(
    z.object({
      function: z.string(),
      version: z.number(),
      description: z.string().optional(),
      /** What starts it, in words. */
      starts: z.array(z.string()),
      /** What it could do then, in words. */
      deeds: z.array(z.string()),
      /** `outdated` where it may do more by now than was allowed: until that is allowed too, it does nothing. */
      status: z.enum(["allowed", "outdated", "not-allowed"]),
      since: z.string().optional(),
    }),
  ),
  runs: z.array(
    z.object({
      id: z.string(),
      function: z.string(),
      status: z.enum(runStatuses),
      trigger: z.enum(runTriggers),
      startedAt: z.string(),
    }),
  ),
});
export type HeldView = z.output<typeof heldShape>;

/** The version that the person saw: another may do more. */
export const consentBody = z.strictObject({ version: z.int().positive() });

/** What became of the accounts at their providers; here they are gone in every case. */
export const withdrawnShape = z.object({
  withdrawn: z.array(
    z.object({ provider: z.string(), revoked: z.boolean(), detail: z.string().optional() }),
  ),
});
