import { type SqlBool, sql } from "kysely";
import type { ConnectionMode, StoredConnection } from "./connections.ts";
import type { Database } from "./database.ts";
import { fragmentsOf, patternOf } from "./dialect/dialect.ts";
import type { Tables } from "./tables.ts";

/** Whether it is one of those. */
interface Among<Of> {
  readonly is: boolean;
  readonly of: readonly Of[];
}

/** Which shared accounts are listed; all where nothing is said. */
export interface ConnectionFilter {
  readonly provider?: string | undefined;
  readonly name?: string | undefined;
  /** Words that all stand in `slack:support` or in the label. */
  readonly text?: string | undefined;
  /** Whether only a new sign-in mends it. */
  readonly hasEnded?: boolean | undefined;
  /** Why it ended: a provider's error codes for what a person took back there. */
  readonly endedBy?: Among<{ readonly provider: string; readonly reasons: readonly string[] }>;
  /** Each of these holds. */
  readonly at?: readonly Among<{ readonly provider: string; readonly mode: ConnectionMode }>[];
  readonly ids?: readonly Among<string>[];
}

/** Where a page begins: after an account, as they are sorted. */
export type ConnectionPlace = readonly [usedFrom: string, updatedAt: string, id: string];

/** Accounts of one kind that were granted the same. */
export interface ConnectionGroup {
  readonly provider: string;
  readonly mode: ConnectionMode;
  readonly scopes: StoredConnection["scopes"];
  readonly count: number;
}

interface ListGround {
  /** As the database says that an account is nobody's own. */
  readonly shared: string;
  readonly now: () => string;
  readonly modeOf: (provider: string) => ConnectionMode;
  readonly read: (row: Tables["connections"]) => StoredConnection;
}

/** So many values stand in one statement at most. */
const chunk = 500;

/** Never null, so that an index has the order: what never was the default comes last. */
export const usedFrom = sql<string>`coalesce(used_from, '')`;

/** Shared accounts as lists and checks want them: what is asked for, however many there are. */
export function createConnectionLists(
  db: Database,
  appId: string,
  { shared, now, modeOf, read }: ListGround,
) {
  const { like, listed } = fragmentsOf(db);
  const ofApp = () =>
    db.selectFrom("connections").where("app_id", "=", appId).where("user_id", "=", shared);
  const modeFor = (mode: string | null): ConnectionMode => (mode === "live" ? "live" : "sandbox");
  const oneOf = ({ is, of }: Among<unknown>, parts: readonly ReturnType<typeof sql<SqlBool>>[]) => {
    const any =
      of.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
    return is ? any : sql<SqlBool>`not ${any}`;
  };

  function fitting({ provider, name, text, hasEnded, endedBy, at, ids }: ConnectionFilter) {
    let query = ofApp();
    if (provider !== undefined) query = query.where("provider", "=", provider);
    if (name !== undefined) query = query.where("name", "=", name);
    for (const word of text?.split(/\s+/).filter(Boolean) ?? [])
      query = query.where(
        sql<SqlBool>`${like(sql`(provider || ':' || name || ' ' || account_label)`, patternOf(word))}`,
      );
    if (hasEnded !== undefined) {
      const ended = sql<SqlBool>`(status <> 'active' or coalesce(ends_at <= ${now()}, false))`;
      query = query.where(hasEnded ? ended : sql<SqlBool>`not ${ended}`);
    }
    if (endedBy)
      query = query.where(
        oneOf(
          endedBy,
          endedBy.of.map(
            (one) =>
              sql<SqlBool>`(provider = ${one.provider} and status <> 'active' and coalesce(status_reason, '') in (${sql.join(one.reasons)}))`,
          ),
        ),
      );
    for (const one of at ?? [])
      query = query.where(
        oneOf(
          one,
          one.of.map((kind) => sql<SqlBool>`(provider = ${kind.provider} and mode = ${kind.mode})`),
        ),
      );
    for (const one of ids ?? [])
      query = query.where(oneOf(one, [sql<SqlBool>`id in ${listed(one.of)}`]));
    return query;
  }

  return {
    /** Of each provider the default first, then the last signed in. */
    async page(
      filter: ConnectionFilter,
      { limit, after }: { readonly limit?: number | undefined; readonly after?: ConnectionPlace },
    ): Promise<{
      readonly connections: readonly StoredConnection[];
      readonly next?: ConnectionPlace;
    }> {
      let query = fitting(filter)
        .selectAll()
        .orderBy(usedFrom, "desc")
        .orderBy("updated_at", "desc")
        .orderBy("id", "desc");
      if (after)
        query = query.where(
          sql<SqlBool>`(${usedFrom}, updated_at, id) < (${sql.join(after.map((one) => sql`${one}`))})`,
        );
      if (limit !== undefined) query = query.limit(limit + 1);
      const found = await query.execute();
      const rows = found.slice(0, limit);
      const last = found.length > rows.length ? rows.at(-1) : undefined;
      return {
        connections: rows.map(read),
        ...(last ? { next: [last.used_from ?? "", last.updated_at, last.id] } : {}),
      };
    },
    async count(filter: ConnectionFilter): Promise<number> {
      const row = await fitting(filter)
        .select(({ fn }) => fn.countAll().as("count"))
        .executeTakeFirst();
      return Number(row?.count ?? 0);
    },
    /** How many there are of each provider, with what they were granted. */
    async groups(): Promise<readonly ConnectionGroup[]> {
      const rows = await ofApp()
        .select(["provider", "mode", "scopes", ({ fn }) => fn.countAll().as("count")])
        .groupBy(["provider", "mode", "scopes"])
        .execute();
      return rows.map(({ provider, mode, scopes, count }) => ({
        provider,
        mode: modeFor(mode),
        scopes: JSON.parse(scopes),
        count: Number(count),
      }));
    },
    /** How many that count have ended, or end before a time. */
    async endingBefore(time: string): Promise<number> {
      const rows = await ofApp()
        .select(["provider", "mode", ({ fn }) => fn.countAll().as("count")])
        .where(sql<SqlBool>`(status <> 'active' or ends_at <= ${time})`)
        .groupBy(["provider", "mode"])
        .execute();
      return rows
        .filter(({ provider, mode }) => mode === modeOf(provider))
        .reduce((sum, { count }) => sum + Number(count), 0);
    },
    /** What those that count are called, in the order of `page`. */
    async called(): Promise<readonly Pick<StoredConnection, "provider" | "name">[]> {
      const rows = await ofApp()
        .select(["provider", "mode", "name"])
        .orderBy(usedFrom, "desc")
        .orderBy("updated_at", "desc")
        .orderBy("id", "desc")
        .execute();
      return rows.filter(({ provider, mode }) => mode === modeOf(provider));
    },
    /** Those of a provider that count and are called so, or were, by that name. */
    async withNames(
      provider: string,
      names: readonly string[],
    ): Promise<ReadonlyMap<string, StoredConnection>> {
      const mode = modeOf(provider);
      const found = new Map<string, StoredConnection>();
      for (let from = 0; from < names.length; from += chunk) {
        const some = names.slice(from, from + chunk);
        const rows = await ofApp()
          .selectAll()
          .where("provider", "=", provider)
          .where("mode", "=", mode)
          .where("name", "in", some)
          .execute();
        const renamed = await db
          .selectFrom("account_aliases as a")
          .innerJoin("connections", (join) =>
            join
              .onRef("connections.app_id", "=", "a.app_id")
              .onRef("connections.id", "=", "a.connection_id"),
          )
          .selectAll("connections")
          .select("a.alias")
          .where("a.app_id", "=", appId)
          .where("a.provider", "=", provider)
          .where("a.mode", "=", mode)
          .where("a.user_id", "=", shared)
          .where("a.alias", "in", some)
          .execute();
        for (const { alias, ...row } of renamed) found.set(alias, read(row));
        for (const row of rows) found.set(row.name, read(row));
      }
      return found;
    },
    /** Of everybody and of both modes. */
    async ofProvider(provider: string): Promise<readonly StoredConnection[]> {
      const rows = await db
        .selectFrom("connections")
        .selectAll()
        .where("app_id", "=", appId)
        .where("provider", "=", provider)
        .execute();
      return rows.map(read);
    },
  };
}
