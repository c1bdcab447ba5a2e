import { setTimeout as wait } from "node:timers/promises";
import type { Catalog } from "../catalog/catalog.ts";
import type { Provider } from "../catalog/provider.ts";
import type { PendingRevocationView } from "../contract/connection.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { ConnectionStore, StoredConnection } from "../store/connections.ts";
import {
  type PendingRevocation,
  type PendingRevocationStore,
  ownAccountLabel,
  revocationForMs,
} from "../store/pending-revocations.ts";
import { type DisconnectDeps, type Disconnected, revokeTokens } from "./disconnect.ts";
import { leaseOf } from "./lease.ts";
import { backOff, revocations } from "./pace.ts";

interface LeavingDeps extends DisconnectDeps {
  readonly connections: ConnectionStore;
  readonly pending: PendingRevocationStore;
}

/**
 * Revokes an account's tokens and forgets the account. A renewal that is under way is waited for: the
 * pair that it brings would be nobody's, and good.
 */
export async function leaveAccount(
  deps: LeavingDeps,
  provider: Provider,
  connection: StoredConnection,
): Promise<Disconnected> {
  const lease = await leaseOf(deps.connections, connection.id, { isDone: () => false, wait });
  try {
    return await leave(deps, provider, lease?.connection ?? connection);
  } finally {
    if (lease?.status === "claimed") await lease.release();
  }
}

/**
 * Where the provider cannot be told now, the ciphertext is kept for another attempt: it is there
 * before the account goes, so that no process that dies in between loses it.
 */
async function leave(
  deps: LeavingDeps,
  provider: Provider,
  connection: StoredConnection,
): Promise<Disconnected> {
  const { id, mode, tokens, userId } = connection;
  const account =
    userId === undefined ? connection.account : { ...connection.account, label: ownAccountLabel };
  const told = await revokeTokens(deps, provider, connection);
  if (told.revoked || !told.owed) {
    await deps.connections.remove(id);
    return told;
  }
  await deps.pending.add(
    { id, provider: provider.id, mode, account, tokens, reason: told.detail },
    { nextInMs: revocations.startMs, forMs: revocationForMs },
  );
  await deps.connections.remove(id);
  return {
    ...told,
    detail: `${account.label} is disconnected, but ${provider.name} could not be told to take the access back: this is tried again by itself for a week. ${told.detail}`,
  };
}

/** What may be shown of a revocation that is owed: never a token. */
export function revocationView(owed: PendingRevocation): PendingRevocationView {
  const { id, provider, account, reason, nextAt, giveUpAt, createdAt: since } = owed;
  return { id, provider, account: account.label, reason, since, nextAt, giveUpAt };
}

export interface OwedDeps extends LeavingDeps {
  readonly catalog: Catalog;
  readonly random: () => number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Tries again what a provider could not be told when an account was disconnected. */
export function createOwedRevocations(deps: OwedDeps) {
  const { catalog, connections, pending, log } = deps;

  async function settle(owed: PendingRevocation): Promise<void> {
    const { id, account, tried, giveUpAt } = owed;
    if (!(await pending.claim(owed, backOff(revocations, tried, deps.random())))) return;
    const provider = catalog.provider(owed.provider);
    const about = `${account.label} at ${provider?.name ?? owed.provider}`;
    // Where a grant is one for all, revoking the old token would end what somebody just allowed anew.
    const isBack =
      provider !== undefined &&
      provider.sharedGrant !== false &&
      (await connections.ofProvider(owed.provider)).some(
        (one) => one.mode === owed.mode && one.account.id === account.id,
      );
    if (!provider || isBack) return pending.remove(id);
    const told = await revokeTokens(deps, provider, owed);
    if (told.revoked) {
      log.write("info", `The access of ${about} is taken back.`);
      return pending.remove(id);
    }
    if (told.owed && Date.parse(giveUpAt) > deps.clock.now()) return;
    log.write("warn", `The access of ${about} could not be taken back. ${told.detail}`);
    return pending.remove(id);
  }

  return async (): Promise<void> => {
    for (const owed of await pending.due()) await settle(owed);
  };
}
