import type { Catalog } from "../catalog/catalog.ts";
import { connectorOf, type TokenKind } from "../catalog/operation.ts";
import { permissionsOf } from "../connections/scopes.ts";
import type { AutomationTrigger } from "../contract/automation.ts";
import type { ConnectionView } from "../contract/connection.ts";
import { permissionsOfVersion } from "../functions/rights.ts";
import type { Permission } from "../permissions/compute.ts";
import type { Needs, SampledNeeds } from "../store/function-needs.ts";

/** An automation that was added beside a function's flow, and waits for an event. */
export interface Listening {
  readonly id: string;
  readonly function: string;
  readonly words: string;
  readonly trigger: Extract<AutomationTrigger, { readonly type: "event" }>;
}

/** A permission that an account granted, and who needs it. */
interface Held {
  readonly permission: Permission;
  /** Hashes of the needs that it serves. */
  readonly by: readonly string[];
  /** Functions that an event starts which it lets one learn of. */
  readonly listening: readonly string[];
  readonly forSignIn: boolean;
}

/** What functions and automations make of one account. */
export interface AccountUses {
  /** Hashes of the needs of those that call with it. */
  readonly users: readonly string[];
  readonly listening: readonly Listening[];
  readonly permissions: readonly Held[];
  /** What is needed and not granted, with the hashes of those that need it. */
  readonly missing: readonly { readonly permission: Permission; readonly by: readonly string[] }[];
}

/** Each tool with the account that is meant; without one, the default. */
export function toolsOf({ approvals, permissions }: Pick<Needs, "approvals" | "permissions">) {
  return [
    ...approvals.map(({ operation, account }) => ({ connector: connectorOf(operation), account })),
    ...permissions.map(({ connector, account }) => ({ connector, account })),
  ];
}

/** Whether an account is meant by a name, or by one that it had before, or as the default where none is given. */
export function isMeant(
  { inUse, isPresent, name, formerNames = [] }: ConnectionView,
  account: string | undefined,
): boolean {
  if (account === undefined) return inUse;
  return isPresent && (name === account || formerNames.includes(account));
}

/** Reads off what functions need, and what waits for an event, what they make of an account. */
export function accountUses(
  connection: ConnectionView,
  needs: readonly SampledNeeds[],
  { listening, catalog }: { readonly listening: readonly Listening[]; readonly catalog: Catalog },
): AccountUses {
  const { provider: providerId, scopes } = connection;
  const isOfProvider = (connector: string) => catalog.providerOf(connector)?.id === providerId;
  const isItself = ({ connector, account }: { connector: string; account?: string | undefined }) =>
    isOfProvider(connector) && isMeant(connection, account);
  const users = needs
    .filter((one) => toolsOf(one).some(isItself))
    .map((one) => ({
      hash: one.hash,
      needed: permissionsOfVersion(one, catalog).filter(isItself),
    }));
  const heard = listening.filter(({ trigger }) =>
    isItself({ connector: connectorOf(trigger.event), account: trigger.account }),
  );

  const isHeld = (token: TokenKind, scope: string) => scopes[token]?.includes(scope) === true;
  const serves = (held: Permission, needed: Permission) =>
    held.token === needed.token &&
    (held.scope === needed.scope ||
      (!isHeld(needed.token, needed.scope) &&
        catalog.scope(needed.connector, held.scope)?.covers?.includes(needed.scope) === true));
  /** What was added beside a function's flow listens by whichever set of scopes is there. */
  const listens = ({ token, scope }: Permission) =>
    heard.flatMap(({ function: name, trigger }) => {
      const sets = catalog.event(trigger.event)?.scopes;
      const set = sets?.find((one) => one.every((each) => isHeld(token, each)));
      return set?.includes(scope) ? [name] : [];
    });

  const { bot = [], user = [] } = scopes;
  const granted = permissionsOf(catalog, providerId, { bot, user });
  const signsIn = new Set(catalog.provider(providerId)?.identityScopes);
  const lacking = users.flatMap(({ hash, needed }) =>
    needed
      .filter((one) => !granted.some((held) => serves(held, one)))
      .map((permission) => ({ hash, permission })),
  );
  return {
    users: users.map(({ hash }) => hash),
    listening: heard,
    permissions: granted.map((permission) => ({
      permission,
      by: users.flatMap(({ hash, needed }) =>
        needed.some((one) => serves(permission, one)) ? [hash] : [],
      ),
      listening: listens(permission),
      forSignIn: signsIn.has(permission.scope),
    })),
    missing: Map.groupBy(lacking, ({ permission: { token, scope } }) => `${token} ${scope}`)
      .entries()
      .toArray()
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, group]) => {
        const by = [...new Set(group.map(({ hash }) => hash))];
        return group[0] ? [{ permission: group[0].permission, by }] : [];
      }),
  };
}
