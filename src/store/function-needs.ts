import { sql } from "kysely";
import { type Flow, flowSchema } from "../flow/schema.ts";
import type { Database } from "./database.ts";
import { fragmentsOf } from "./dialect/dialect.ts";
import type { Approval, ConnectorScopes } from "./function-version.ts";
import type { Tables } from "./tables.ts";

/** What a version needs, as it is stored: functions that need the same have the same hash. */
export interface Needs {
  readonly hash: string;
  readonly approvals: readonly Approval[];
  readonly permissions: readonly ConnectorScopes[];
}

/** With what it was computed of, in one of the versions that need it. */
export interface SampledNeeds extends Needs {
  readonly origin: "flow" | "hand";
  readonly flow?: Flow;
}

/** What functions need, each kind once: however many functions there are, they need few different things. */
export function createFunctionNeedStore(db: Database, appId: string) {
  const { listed } = fragmentsOf(db);
  const functions = sql`functions f where f.app_id = ${appId} and f.deleted_at is null`;
  const firstWith = (hash: ReturnType<typeof sql.ref>) =>
    sql`(select f.id from ${functions} and f.needs_hash >= ${hash} order by f.needs_hash limit 1)`;
  const currentOf = sql`join functions f on f.app_id = ${appId}
      and f.id = ${firstWith(sql.ref("needed.hash"))}
    join function_versions v on v.app_id = f.app_id and v.function_id = f.id
      and v.version = f.current_version`;

  return {
    async all(): Promise<readonly Needs[]> {
      // From one hash to the next by the index, however many functions need the same.
      const { rows } = await sql<NeedsRow>`
        with recursive needed(hash) as (
          select min(f.needs_hash) from ${functions}
          union all
          select (select min(f.needs_hash) from ${functions} and f.needs_hash > needed.hash)
          from needed where needed.hash is not null)
        select f.needs_hash as hash, v.approvals, v.permissions from needed ${currentOf}`.execute(
        db,
      );
      return rows.map(needsOf);
    },
    /** Those with these hashes. */
    async sampled(hashes: readonly string[]): Promise<readonly SampledNeeds[]> {
      if (hashes.length === 0) return [];
      const { rows } = await sql<
        NeedsRow & Pick<Tables["function_versions"], "origin" | "flow">
      >`with needed(hash) as ${listed(hashes)}
        select f.needs_hash as hash, v.approvals, v.permissions, v.origin, v.flow
        from needed ${currentOf} where f.needs_hash = needed.hash`.execute(db);
      return rows.map(({ origin, flow, ...row }) => ({
        ...needsOf(row),
        origin: origin === "hand" ? "hand" : "flow",
        ...(flow === null ? {} : { flow: flowSchema.parse(JSON.parse(flow)) }),
      }));
    },
    /** How many functions have each of these hashes, up to `most`. */
    async counts(hashes: readonly string[], most: number): Promise<ReadonlyMap<string, number>> {
      if (hashes.length === 0) return new Map();
      const { rows } = await sql<{ hash: string; count: number }>`
        with needed(hash) as ${listed(hashes)}
        select needed.hash, (select count(*) from (select 1 from ${functions}
          and f.needs_hash = needed.hash limit ${sql.lit(most)}) as found) as count
        from needed`.execute(db);
      return new Map(rows.map(({ hash, count }) => [hash, Number(count)]));
    },
    /** Names of the functions that have one of these hashes, by hash. */
    async names(hashes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
      if (hashes.length === 0) return new Map();
      const rows = await db
        .selectFrom("functions as f")
        .select([sql<string>`f.needs_hash`.as("hash"), "f.name"])
        .where("f.app_id", "=", appId)
        .where("f.deleted_at", "is", null)
        .where("f.needs_hash", "in", sql<string>`${listed(hashes)}`)
        .orderBy("f.name")
        .execute();
      return new Map(
        Map.groupBy(rows, ({ hash }) => hash)
          .entries()
          .map(([hash, some]) => [hash, some.map(({ name }) => name)]),
      );
    },
  };
}

export type FunctionNeedStore = ReturnType<typeof createFunctionNeedStore>;

type NeedsRow = Pick<Tables["function_versions"], "approvals" | "permissions"> & {
  readonly hash: string;
};

export function needsOf({ hash, approvals, permissions }: NeedsRow): Needs {
  return {
    hash,
    approvals: JSON.parse(approvals),
    permissions: JSON.parse(permissions),
  };
}
