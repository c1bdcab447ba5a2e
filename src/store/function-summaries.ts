import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type MadeBy, madeByShape } from "../contract/function.ts";
import {
  type FunctionState,
  type functionSorts,
  functionStates,
  type functionTriggers,
  healthRuns,
} from "../contract/function-summary.ts";
import type { Database } from "./database.ts";
import { fragmentsOf, patternOf } from "./dialect/dialect.ts";
import type { Approval, ConnectorScopes } from "./function-version.ts";
import { runStatusOf, type StoredRunStatus } from "./runs.ts";
import type { Tables } from "./tables.ts";

/** What a version needs, as it is stored: functions that need the same have the same text. */
export interface Needs {
  readonly key: string;
  readonly approvals: readonly Approval[];
  readonly permissions: readonly ConnectorScopes[];
}

/** What only others know of functions, and their state depends on. */
export interface StateGround {
  /** Names of those with a file that is in no version. */
  readonly unsaved: readonly string[];
  /** Keys of the needs that an ended connection serves, and of those that are not granted. */
  readonly ended: readonly string[];
  readonly lacking: readonly string[];
}

/** Where a page begins: after a function, as it is sorted. */
export interface SummaryPlace {
  readonly value: string;
  readonly name: string;
}

export interface SummaryFilter {
  readonly text?: string | undefined;
  readonly state?: FunctionState | undefined;
  readonly connector?: string | undefined;
  readonly trigger?: (typeof functionTriggers)[number] | undefined;
}

export interface SummaryPage extends SummaryFilter {
  readonly sort: (typeof functionSorts)[number];
  readonly after?: SummaryPlace | undefined;
  readonly limit: number;
}

/** What the database knows of a function without its code. */
export interface StoredSummary {
  readonly name: string;
  readonly description?: string;
  readonly version: number;
  readonly madeBy: MadeBy;
  readonly restoredFrom?: number;
  readonly changedAt: string;
  readonly needs: Needs;
  readonly state: FunctionState;
  readonly lastRun?: {
    readonly id: string;
    readonly status: StoredRunStatus;
    readonly startedAt: string;
  };
  readonly recent: readonly StoredRunStatus[];
}

/** Functions as a list shows them: two statements a page, however many there are. */
export function createFunctionSummaryStore(db: Database, appId: string) {
  const present = () =>
    db.selectFrom("functions as f").where("f.app_id", "=", appId).where("f.deleted_at", "is", null);
  const current = () =>
    present().innerJoin("function_versions as v", (join) =>
      join
        .onRef("v.app_id", "=", "f.app_id")
        .onRef("v.function_id", "=", "f.id")
        .onRef("v.version", "=", "f.current_version"),
    );
  const { text, has, objects, memberOf, listed, like, holds, arrayOf, object } = fragmentsOf(db);
  const [body, flow] = [sql.ref("r.body"), sql.ref("v.flow")];
  /** A dry run tells nothing of how the function does; what a person or a program began may be one. */
  const real = sql`(r.trigger not in ('test', 'chat', 'cli', 'mcp', 'function')
    or not ${holds(body, '"would":')} or not (${has(body, "would")}))`;
  const ended = sql`(select r.id, r.status,
      case when r.status in ('failed', 'timed-out', 'interrupted') then 1 else 0 end as failed,
      row_number() over (order by r.id desc) as place
    from runs r where r.app_id = ${appId} and r.function = f.name and r.status <> 'running' and ${real}
    order by r.id desc limit ${sql.lit(healthRuns)}) as ended`;
  const lastId = sql<string>`coalesce((select max(r.id) from runs r
    where r.app_id = ${appId} and r.function = f.name), '')`;
  const key = sql<string>`v.approvals || ${sql.lit("\n")} || v.permissions`;

  /** It fails where its last run did, or half of the last ones. */
  const stateOf = ({ unsaved, ended: reconnect, lacking }: StateGround) => sql<string>`case
    when f.name in ${listed(unsaved)} then 'file'
    when ${key} in ${listed(reconnect)} then 'reconnect'
    when ${key} in ${listed(lacking)} then 'permission'
    else (select case when count(*) = 0 then 'new'
        when max(case when place = 1 then failed else 0 end) = 1 or 2 * sum(failed) >= count(*) then 'failing'
        else 'working' end from ${ended})
    end`;

  function fitting({ text: words, state, connector, trigger }: SummaryFilter, ground: StateGround) {
    let query = current();
    const places = [
      sql.ref("f.name"),
      text(flow, "description"),
      sql.ref("v.prompt"),
      sql.ref("v.approvals"),
    ];
    for (const word of words?.split(/\s+/).filter(Boolean) ?? [])
      query = query.where(({ or }) => or(places.map((place) => like(place, patternOf(word)))));
    if (connector !== undefined)
      query = query.where(
        sql<SqlBool>`(exists (select 1 from ${objects(sql.ref("v.approvals"))} as a
            where substr(${memberOf(sql.ref("a.value"), "operation")}, 1, ${sql.lit(connector.length + 1)}) = ${`${connector}.`})
          or exists (select 1 from ${objects(sql.ref("v.permissions"))} as p
            where ${memberOf(sql.ref("p.value"), "connector")} = ${connector}))`,
      );
    if (trigger !== undefined) {
      const starts = sql`select 1 from automations s where s.app_id = ${appId} and s.function_id = f.id
        and s.status <> 'off'`;
      query = query.where(
        trigger === "manual"
          ? sql<SqlBool>`not exists (${starts})`
          : sql<SqlBool>`exists (${starts} and ${text(sql.ref("s.trigger"), "type")} = ${trigger})`,
      );
    }
    if (state !== undefined) query = query.where(stateOf(ground), "=", state);
    return query;
  }

  const lastRun = {
    id: sql.ref("r.id"),
    status: sql.ref("r.status"),
    startedAt: sql.ref("r.started_at"),
  };

  /** What a page is sorted by; names break a tie. */
  const sortings: Readonly<Record<SummaryPage["sort"], RawBuilder<string>>> = {
    name: sql<string>`lower(f.name)`,
    changed: sql<string>`f.changed_at`,
    run: lastId,
  };

  return {
    /** What functions need, each once. */
    async needs(): Promise<readonly Needs[]> {
      // From one hash to the next by the index, however many functions need the same.
      const functions = sql`functions f where f.app_id = ${appId} and f.deleted_at is null`;
      const { rows } = await sql<Pick<Tables["function_versions"], "approvals" | "permissions">>`
        with recursive needed(hash) as (
          select min(f.needs_hash) from ${functions}
          union all
          select (select min(f.needs_hash) from ${functions} and f.needs_hash > needed.hash)
          from needed where needed.hash is not null)
        select v.approvals, v.permissions from needed
        join functions f on f.app_id = ${appId}
          and f.id = (select f.id from ${functions} and f.needs_hash = needed.hash limit 1)
        join function_versions v on v.app_id = f.app_id and v.function_id = f.id
          and v.version = f.current_version`.execute(db);
      return rows.map(needsOf);
    },
    async count(filter: SummaryFilter, ground: StateGround): Promise<number> {
      const isAll = Object.values(filter).every((value) => value === undefined);
      const { count } = await (isAll ? present() : fitting(filter, ground))
        .select(({ fn }) => fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return count;
    },
    /** In the order that is asked for; `next` where there are more. */
    async page(
      { sort, after, limit, ...filter }: SummaryPage,
      ground: StateGround,
    ): Promise<{ readonly functions: readonly StoredSummary[]; readonly next?: SummaryPlace }> {
      const value = sortings[sort];
      const direction = sort === "name" ? "asc" : "desc";
      let ids = fitting(filter, ground).select(["f.id", "f.name", value.as("value")]);
      if (after) {
        ids = ids.where(
          direction === "asc"
            ? sql<SqlBool>`(${value}, f.name) > (${after.value}, ${after.name})`
            : sql<SqlBool>`${value} <= ${after.value}
                and (${value} < ${after.value} or f.name > ${after.name})`,
        );
      }
      const found = await ids
        .orderBy("value", direction)
        .orderBy("f.name")
        .limit(limit + 1)
        .execute();
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      const summaries = await this.of(
        shown.map(({ id }) => id),
        ground,
      );
      return {
        functions: shown.flatMap(({ name }) => summaries.get(name) ?? []),
        ...(last && found.length > limit ? { next: { value: last.value, name: last.name } } : {}),
      };
    },
    /** By name. */
    async of(
      ids: readonly string[],
      ground: StateGround,
    ): Promise<ReadonlyMap<string, StoredSummary>> {
      const rows = await current()
        .where("f.id", "in", ids.length > 0 ? ids : [""])
        .select([
          "f.name",
          "v.version",
          "v.what",
          "v.via",
          "v.restored_from",
          "v.created_at",
          "v.approvals",
          "v.permissions",
          text(flow, "description").as("description"),
          stateOf(ground).as("state"),
          sql<string>`(select ${arrayOf(sql.ref("status"), sql.ref("place"))} from ${ended})`.as(
            "recent",
          ),
          sql<
            string | null
          >`(select ${object(lastRun)} from runs r where r.app_id = ${appId} and r.id = ${lastId})`.as(
            "last",
          ),
        ])
        .execute();
      return new Map(
        rows.map((row) => {
          const last = row.last === null ? undefined : JSON.parse(row.last);
          return [
            row.name,
            {
              name: row.name,
              version: row.version,
              madeBy: madeByShape.parse({ what: row.what, via: row.via }),
              ...(row.description === null ? {} : { description: row.description }),
              ...(row.restored_from === null ? {} : { restoredFrom: row.restored_from }),
              changedAt: row.created_at,
              needs: needsOf(row),
              state: functionStates.find((one) => one === row.state) ?? "working",
              ...(last ? { lastRun: { ...last, status: runStatusOf(last.status) } } : {}),
              recent: JSON.parse(row.recent).map(runStatusOf),
            },
          ];
        }),
      );
    },
  };
}

export type FunctionSummaryStore = ReturnType<typeof createFunctionSummaryStore>;

function needsOf({
  approvals,
  permissions,
}: {
  readonly approvals: string;
  readonly permissions: string;
}): Needs {
  return {
    key: `${approvals}\n${permissions}`,
    approvals: JSON.parse(approvals),
    permissions: JSON.parse(permissions),
  };
}
