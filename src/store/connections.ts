import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { TokenKind } from "../catalog/operation.ts";
import type { Account } from "../catalog/provider.ts";
import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import { createAccountAliases } from "./account-aliases.ts";
import { createConnectionLists, usedFrom } from "./connection-list.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

type ConnectionStatus = "active" | "reconnect-needed";
/** Who issued the tokens: the real provider or its stand-in. */
export type ConnectionMode = "live" | "sandbox";
export type GrantedScopes = Readonly<Partial<Record<TokenKind, readonly string[]>>>;

/** An account connected to the app. */
export interface StoredConnection {
  readonly id: string;
  readonly provider: string;
  readonly mode: ConnectionMode;
  /** Whose it is; absent for one that the whole app shares. */
  readonly userId?: string;
  /** What the app calls it, one of a kind among the accounts of this provider and user. */
  readonly name: string;
  readonly account: Account;
  readonly status: ConnectionStatus;
  /** Why a reconnect is needed; the provider's error code. */
  readonly statusReason?: string;
  readonly scopes: GrantedScopes;
  /** Ciphertext. */
  readonly tokens: string;
  /** When it ends whatever is done, in ISO 8601; absent where it can be renewed. */
  readonly endsAt?: string;
  /** ISO 8601, as all times here. */
  readonly createdAt: string;
  /** Since when it stands as it does. */
  readonly statusAt?: string;
  /** When a call last took its credential, to the minute. */
  readonly lastUsedAt?: string;
  /** When somebody last looked whether it works. */
  readonly checkedAt?: string;
}

type Changed = Pick<
  StoredConnection,
  "status" | "statusReason" | "scopes" | "tokens" | "endsAt"
> & {
  /** Given when a person signed in again. */
  readonly signedIn?: Account;
  /** The app goes on with the account that it has. */
  readonly beside?: boolean;
};

/** Which of a provider's accounts is meant: the named one, else the default; a person's own, else a shared one. */
export interface AccountChoice {
  readonly name?: string | undefined;
  readonly userId?: string | undefined;
}

/** As the database says that it is nobody's own. */
export const shared = "";

/** How exact `lastUsedAt` is: no call waits for a write that tells next to nothing. */
export const usedEveryMs = 60_000;

interface ConnectionStoreOptions {
  /** How a provider is reached now: connections of the other mode are kept, and count for nothing. */
  readonly modeOf: (provider: string) => ConnectionMode;
  /** Called after each change of a connection. */
  readonly tell?: () => void;
}

/** What came of asking for the right to send a refresh token. */
type RefreshClaim =
  | {
      readonly status: "claimed";
      readonly connection: StoredConnection;
      /** An earlier attempt did not come to its end: what it was given may be lost. */
      readonly wasCutOff: boolean;
      release(): Promise<void>;
      /** Gives the right back without knowing what became of the refresh token. */
      leave(): Promise<void>;
    }
  | {
      readonly status: "held";
      readonly connection: StoredConnection;
      readonly by: string;
      /** Nobody is at it any more, whatever the clocks of the processes say. */
      readonly isLeft: boolean;
    };

/** More than the clocks of two machines differ by. */
const clockDifferenceMs = 10 * 60_000;

export function createConnectionStore(
  db: Database,
  appId: string,
  clock: Clock,
  { modeOf, tell = () => {} }: ConnectionStoreOptions,
) {
  const read = (row: Tables["connections"]) => connectionOf(row, clock.now());
  const at = (ms: number) => new Date(ms).toISOString();
  const select = () => db.selectFrom("connections").selectAll().where("app_id", "=", appId);
  const inOrder = () =>
    select().orderBy(usedFrom, "desc").orderBy("updated_at", "desc").orderBy("id", "desc");
  const update = (id: string) =>
    db.updateTable("connections").where("app_id", "=", appId).where("id", "=", id);
  const aliases = createAccountAliases(db, appId);
  const holderOf = (row: Tables["connections"] | undefined): RefreshClaim | undefined =>
    row && {
      status: "held",
      connection: read(row),
      // Let go of between two looks: nobody is called so, and the next attempt finds it free.
      by: row.refreshing_by ?? "",
      isLeft:
        row.refreshing_by !== null &&
        Date.parse(row.refreshing_until ?? "") <= clock.now() - clockDifferenceMs,
    };
  return {
    appId,
    ...createConnectionLists(db, appId, { shared, now: () => at(clock.now()), modeOf, read }),
    /** Names that accounts had before, by their ids: what says one of them still means the account. */
    formerNames: aliases.former,
    /** Whether it counts: its tokens go nowhere but to who issued them. */
    isPresent: ({ provider, mode }: Pick<StoredConnection, "provider" | "mode">) =>
      mode === modeOf(provider),
    /** Says of connections made before there were modes what they are: what their provider is now. */
    async settleModes(): Promise<void> {
      const unknown = await select().where("mode", "is", null).execute();
      for (const { id, provider } of unknown)
        await update(id)
          .set({ mode: modeOf(provider) })
          .where("mode", "is", null)
          .execute();
    },
    /** A new id, known before the row is there: ciphertext is bound to it. */
    newId: () => createId("conn", clock.now()),
    /** Those of both modes that are shared, or a person's own; of each provider the default first, then the last signed in. */
    async list(userId = shared): Promise<readonly StoredConnection[]> {
      return (await inOrder().where("user_id", "=", userId).execute()).map(read);
    },
    /** How many people have an account of their own at each provider, and of how many it has ended. */
    async counts(): Promise<
      readonly { readonly provider: string; readonly people: number; readonly ended: number }[]
    > {
      const rows = await db
        .selectFrom("connections")
        .select(["provider", "mode", "user_id"])
        .select(
          sql<number>`max(case when status = 'active' and (ends_at is null or ends_at > ${at(clock.now())}) then 1 else 0 end)`.as(
            "works",
          ),
        )
        .where("app_id", "=", appId)
        .where("user_id", "<>", shared)
        .groupBy(["provider", "mode", "user_id"])
        .execute();
      const present = rows.filter(({ provider, mode }) => mode === modeOf(provider));
      const groups = Map.groupBy(present, ({ provider }) => provider);
      return Array.from(groups, ([provider, people]) => ({
        provider,
        people: people.length,
        ended: people.filter(({ works }) => Number(works) === 0).length,
      }));
    },
    async find(id: string): Promise<StoredConnection | undefined> {
      const row = await select().where("id", "=", id).executeTakeFirst();
      return row && read(row);
    },
    /**
     * The one that a call takes: the named one, or the one that had the name before, else the
     * default, which is the last that somebody signed in to unless it was added beside another.
     */
    async current(
      provider: string,
      { name, userId = shared }: AccountChoice = {},
    ): Promise<StoredConnection | undefined> {
      const mode = modeOf(provider);
      const all = inOrder()
        .where("provider", "=", provider)
        .where("mode", "=", mode)
        .where("user_id", "=", userId);
      const row = await (name === undefined ? all : all.where("name", "=", name))
        .limit(1)
        .executeTakeFirst();
      if (row || name === undefined) return row && read(row);
      const renamed = await aliases.find({ provider, mode, user_id: userId }, name);
      return renamed === undefined ? undefined : this.find(renamed);
    },
    /** The names that the accounts of a provider have, and those that they had. */
    async names({
      provider,
      mode,
      userId = shared,
    }: Pick<StoredConnection, "provider" | "mode" | "userId">): Promise<readonly string[]> {
      const rows = await db
        .selectFrom("connections")
        .select("name")
        .where("app_id", "=", appId)
        .where("provider", "=", provider)
        .where("mode", "=", mode)
        .where("user_id", "=", userId)
        .execute();
      const former = await aliases.names({ provider, mode, user_id: userId });
      return [...rows.map(({ name }) => name), ...former];
    },
    /** Gives it another name, and keeps the one it had as an alias; false where the name is another account's. */
    async rename(
      {
        id,
        provider,
        mode,
        userId = shared,
      }: Pick<StoredConnection, "id" | "provider" | "mode" | "userId">,
      name: string,
    ): Promise<boolean> {
      const before = await this.find(id);
      const renamed = await update(id)
        .set({ name })
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("connections as other")
                .select("other.id")
                .where("other.app_id", "=", appId)
                .where("other.provider", "=", provider)
                .where("other.mode", "=", mode)
                .where("other.user_id", "=", userId)
                .where("other.name", "=", name)
                .where("other.id", "<>", id),
            ),
          ),
        )
        .executeTakeFirst();
      const isRenamed = renamed.numUpdatedRows > 0n;
      if (isRenamed && before) {
        const kind = { provider, mode, user_id: userId };
        await aliases.add(kind, before.name, id);
        await aliases.drop(kind, name);
      }
      tell();
      return isRenamed;
    },
    /** From now on it is the default. */
    async use(id: string): Promise<void> {
      // Later than any other, whatever the clock of the process says that wrote that one.
      const newest = await db
        .selectFrom("connections")
        .select(({ fn }) => fn.max("used_from").as("used_from"))
        .where("app_id", "=", appId)
        .executeTakeFirst();
      const now = Math.max(clock.now(), Date.parse(newest?.used_from ?? at(0)) + 1);
      await update(id)
        .set({ used_from: at(now) })
        .execute();
      tell();
    },
    async ofAccount(
      provider: string,
      mode: ConnectionMode,
      accountId: string,
      userId = shared,
    ): Promise<StoredConnection | undefined> {
      const row = await select()
        .where("provider", "=", provider)
        .where("mode", "=", mode)
        .where("user_id", "=", userId)
        .where("account_id", "=", accountId)
        .executeTakeFirst();
      return row && read(row);
    },
    /** False where the account is connected already, or its name is taken. */
    async add(
      connection: Pick<
        StoredConnection,
        | "id"
        | "provider"
        | "mode"
        | "userId"
        | "name"
        | "account"
        | "status"
        | "scopes"
        | "tokens"
        | "endsAt"
      > & { readonly beside?: boolean },
    ): Promise<boolean> {
      const now = at(clock.now());
      const added = await db
        .insertInto("connections")
        .values({
          app_id: appId,
          id: connection.id,
          provider: connection.provider,
          mode: connection.mode,
          user_id: connection.userId ?? shared,
          name: connection.name,
          account_id: connection.account.id,
          account_label: connection.account.label,
          status: connection.status,
          status_reason: null,
          scopes: JSON.stringify(connection.scopes),
          tokens: connection.tokens,
          ends_at: connection.endsAt ?? null,
          refreshing_until: null,
          refreshing_by: null,
          created_at: now,
          updated_at: now,
          last_used_at: null,
          checked_at: null,
          status_at: now,
          used_from: connection.beside ? null : now,
          probe_at: null,
          probes_failed: 0,
          told: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      const isAdded = (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
      const { provider, mode, userId = shared, name } = connection;
      if (isAdded) await aliases.drop({ provider, mode, user_id: userId }, name);
      tell();
      return isAdded;
    },
    /** Writes all of it at once, and only where the tokens are still those that were read. */
    async change(before: StoredConnection, to: Changed): Promise<boolean> {
      const now = at(clock.now());
      const result = await update(before.id)
        .set({
          status: to.status,
          status_reason: to.statusReason ?? null,
          scopes: JSON.stringify(to.scopes),
          tokens: to.tokens,
          ends_at: to.endsAt ?? null,
          ...(to.status === before.status ? {} : { status_at: now }),
          ...(to.signedIn
            ? { account_label: to.signedIn.label, updated_at: now, told: null, probes_failed: 0 }
            : {}),
          ...(to.signedIn && !to.beside ? { used_from: now } : {}),
        })
        .where("tokens", "=", before.tokens)
        .executeTakeFirst();
      tell();
      return result.numUpdatedRows > 0n;
    },
    /** The provider ended it at that time: an account that was signed in to later is not meant. */
    async end(id: string, reason: string, endedAt: Date): Promise<boolean> {
      const ended = await update(id)
        .set({
          status: "reconnect-needed",
          status_reason: reason,
          status_at: endedAt.toISOString(),
        })
        .where("status", "=", "active")
        .where("updated_at", "<=", endedAt.toISOString())
        .executeTakeFirst();
      return ended.numUpdatedRows > 0n;
    },
    /** A call took its credential; written at most once a minute, and nobody is told. */
    async used(id: string): Promise<void> {
      const now = clock.now();
      await update(id)
        .set({ last_used_at: at(now) })
        .where((where) =>
          where.or([
            where("last_used_at", "is", null),
            where("last_used_at", "<=", at(now - usedEveryMs)),
          ]),
        )
        .execute();
    },
    /** Somebody looked whether it works. */
    async checked(id: string): Promise<void> {
      await update(id)
        .set({ checked_at: at(clock.now()) })
        .execute();
    },
    /**
     * The right to send a refresh token, for one caller of all processes at a time, and the row as it
     * stands then. Where somebody has it, `instead` takes it from just that attempt and no other.
     * Undefined where there is no such connection.
     */
    async claimRefresh(
      id: string,
      leaseMs: number,
      instead?: string,
    ): Promise<RefreshClaim | undefined> {
      const by = randomUUID();
      const row = await update(id)
        .set({ refreshing_by: by, refreshing_until: at(clock.now() + leaseMs) })
        .where((where) =>
          instead === undefined
            ? where("refreshing_by", "is", null)
            : where("refreshing_by", "=", instead),
        )
        .returningAll()
        .executeTakeFirst();
      if (!row) return holderOf(await select().where("id", "=", id).executeTakeFirst());
      const release = async (to: Partial<Tables["connections"]>) => {
        await update(id).set(to).where("refreshing_by", "=", by).execute();
      };
      return {
        status: "claimed",
        connection: read(row),
        wasCutOff: instead !== undefined,
        release: () => release({ refreshing_by: null, refreshing_until: null }),
        leave: () => release({ refreshing_until: at(0) }),
      };
    },
    /** How many there are, by status. */
    async countByStatus(): Promise<Readonly<Record<string, number>>> {
      const rows = await db
        .selectFrom("connections")
        .select(["status", ({ fn }) => fn.countAll().as("count")])
        .where("app_id", "=", appId)
        .groupBy("status")
        .execute();
      return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
    },
    async remove(id: string): Promise<void> {
      await db.deleteFrom("connections").where("app_id", "=", appId).where("id", "=", id).execute();
      await aliases.forget(id);
      tell();
    },
  };
}

export type ConnectionStore = ReturnType<typeof createConnectionStore>;

/** One that has ended is known to need a reconnect before any call finds out. */
function statusOf(
  { status, status_reason: reason, status_at: since, ends_at: end }: Tables["connections"],
  now: number,
): Pick<StoredConnection, "status" | "statusReason" | "statusAt"> {
  const statusAt = since === null ? {} : { statusAt: since };
  if (status !== "active")
    return {
      status: "reconnect-needed",
      ...(reason === null ? {} : { statusReason: reason }),
      ...statusAt,
    };
  return end !== null && Date.parse(end) <= now
    ? { status: "reconnect-needed", statusReason: "token_expired", statusAt: end }
    : { status: "active", ...statusAt };
}

function connectionOf(row: Tables["connections"], now: number): StoredConnection {
  return {
    id: row.id,
    provider: row.provider,
    mode: row.mode === "live" ? "live" : "sandbox",
    ...(row.user_id === shared ? {} : { userId: row.user_id }),
    name: row.name,
    account: { id: row.account_id, label: row.account_label },
    ...statusOf(row, now),
    scopes: JSON.parse(row.scopes),
    tokens: row.tokens,
    ...(row.ends_at === null ? {} : { endsAt: row.ends_at }),
    createdAt: row.created_at,
    ...(row.last_used_at === null ? {} : { lastUsedAt: row.last_used_at }),
    ...(row.checked_at === null ? {} : { checkedAt: row.checked_at }),
  };
}
