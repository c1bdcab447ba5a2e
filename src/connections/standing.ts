import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { Approval, ConnectorScopes } from "../store/function-version.ts";
import type { StoredConnection } from "../store/connections.ts";
import { ownAccount } from "../flow/schema.ts";
import type { Provider } from "../catalog/provider.ts";
import type { ConnectionStanding } from "../contract/connection.ts";
import type { StoredOutage } from "../store/outages.ts";
import { missingFrom } from "./scopes.ts";

/**
 * Why a connection ended where a provider said no, and the answer to the attempt before was never
 * stored: the new token went with it, and the old one is used up.
 */
export const cutOff = "renewal_cut_off";

const dayMs = 24 * 60 * 60_000;
/** How long before its end an account is warned of: time to plan it, and the last moment. */
const warnDays = [1, 7] as const;
/** The first warning. */
export const warnMs = Math.max(...warnDays) * dayMs;

/**
 * How an account stands, in one word and one sentence, with what a person can do about it. What only
 * a new sign-in mends comes first: nothing else matters until then.
 */
export function accountStanding(
  { status, statusReason, endsAt }: Pick<StoredConnection, "status" | "statusReason" | "endsAt">,
  about: {
    readonly provider: Pick<Provider, "name" | "revokedErrors" | "reconnectHints">;
    readonly outage?: StoredOutage | undefined;
    readonly now: number;
  },
): ConnectionStanding {
  const { provider, outage, now } = about;
  const { name } = provider;
  if (status === "reconnect-needed") {
    const isRevoked = (provider.revokedErrors ?? ["invalid_grant"]).includes(statusReason ?? "");
    return {
      state: isRevoked ? "revoked" : "reconnect-needed",
      sentence: endedSentence(provider, statusReason),
      way: "reconnect",
    };
  }
  const warning = warningOf(endsAt, now);
  const warned = warning ? { warning } : {};
  if (outage)
    return {
      state: "provider-down",
      sentence: `${name} does not answer (${outage.reason}). The connection is kept as it is, and ${name} is asked again by itself.`,
      way: "wait",
      outage: { since: outage.since, nextLookAt: outage.probeAt },
      ...warned,
    };
  return warning
    ? {
        state: "active",
        sentence: `It works, and ends within ${warning.days === 1 ? "a day" : "a week"}. Connect again before, and functions go on without a break.`,
        way: "reconnect",
        warning,
      }
    : { state: "active", sentence: "It works.", way: "none" };
}

/** How an account stands that did not grant all that functions need, given as sentences. */
export function withMissing(
  standing: ConnectionStanding,
  missing: readonly string[],
): ConnectionStanding {
  if (standing.state !== "active" || missing.length === 0) return standing;
  return {
    ...standing,
    state: "partly-granted",
    sentence: `Functions need what was not granted: ${missing.map((one) => `“${one}”`).join(", ")}. Allow the rest.`,
    way: "allow",
  };
}

/** What a person reads of an access that only a new sign-in brings back. */
export function endedSentence(
  {
    name,
    reconnectHints,
    revokedErrors = ["invalid_grant"],
  }: Pick<Provider, "name" | "reconnectHints" | "revokedErrors">,
  reason: string | undefined,
): string {
  if (reason === cutOff)
    return `The last renewal was cut off before the new token was stored, and ${name} takes the old one no more. Nothing else is lost. Connect again.`;
  if (reason === "token_expired") return `The sign-in at ${name} has run out. Connect again.`;
  const code = reason === undefined ? "" : ` (${reason})`;
  const hint = reconnectHints?.[reason ?? ""];
  const what = revokedErrors.includes(reason ?? "")
    ? `${name} says that the access was taken back${code}.`
    : `${name} ended the connection${code}.`;
  return `${what} ${hint === undefined ? "" : `${hint} `}Connect again.`;
}

/** What is told of an account that ends whatever is done; undefined while that is far. */
export function warningOf(endsAt: string | undefined, now: number): ConnectionStanding["warning"] {
  if (endsAt === undefined) return undefined;
  const days = warnDays.find((one) => Date.parse(endsAt) - now <= one * dayMs);
  return days && { endsAt, days };
}

/** What a version was saved with. */
export interface Needed {
  readonly approvals: readonly Approval[];
  readonly permissions: readonly ConnectorScopes[];
}

/** Tools whose connection has ended, and tools that lack one or a part of it. */
export type Standing = (needed: Needed) => {
  readonly ended: readonly string[];
  readonly lacking: readonly string[];
};

/** Names of accounts by provider; the default of each is meant as well. */
export type AccountsNeeded = ReadonlyMap<string, ReadonlySet<string>>;

/** The accounts that versions need. */
export function accountsNeeded(
  needed: readonly Pick<Needed, "permissions">[],
  catalog: Catalog,
): AccountsNeeded {
  const names = new Map<string, Set<string>>();
  for (const { permissions } of needed)
    for (const { connector, account } of permissions) {
      const provider = catalog.providerOf(connector)?.id ?? "";
      const own = names.get(provider) ?? new Set();
      names.set(provider, own);
      if (account !== undefined && account !== ownAccount) own.add(account);
    }
  return names;
}

/** Finds the account that is meant: the named one, else the default. */
type ChosenAccount = (provider: string, account?: string) => StoredConnection | undefined;

/**
 * Reads off what a version was saved with, so that thousands are judged without their flows. Which
 * token a scope is for is not kept: where a tool's calls take both kinds, a scope of either will do.
 */
export function standingOf(chosen: ChosenAccount, catalog: Catalog): Standing {
  return ({ approvals, permissions }) => {
    const [ended, lacking]: [string[], string[]] = [[], []];
    for (const { connector, account, scopes } of permissions) {
      // What is asked of each person who calls is theirs to connect.
      if (scopes.length === 0 || account === ownAccount) continue;
      const connection = chosen(catalog.providerOf(connector)?.id ?? "", account);
      const tokens = tokensOf(connector, approvals);
      const lacks = scopes.some((scope) =>
        tokens.every(
          (token) => missingFrom(connection, [{ connector, scope, token }], catalog).length > 0,
        ),
      );
      if (connection?.status === "reconnect-needed") ended.push(connector);
      else if (lacks) lacking.push(connector);
    }
    return { ended, lacking };
  };
}

function tokensOf(connector: string, approvals: readonly Approval[]) {
  const own = approvals.filter(({ operation }) => connectorOf(operation) === connector);
  const tokens = new Set(own.map(({ token }) => token));
  return tokens.size > 0 ? [...tokens] : (["bot", "user"] as const);
}
