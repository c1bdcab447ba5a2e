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
import { holdsWords, isIndexed } from "./dialect/trigrams.ts";
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

/** So many are looked up one by one sooner than all are gone through. */
const mostFew = 2_000;

/** Functions as a list shows them: two statements a page, however many there are. */
export function createFunctionSummaryStore(db: Database, appId: string) {
  const present = () =>
    db.selectFrom("functions as f").where("f.app_id", "=", appId).where("f.deleted_at", "is", null);
  /** A cross join, which SQLite takes as the order to read in: functions by their index, then the version of each. */
  const current = () =>
    present()
      .crossJoin("function_versions as v")
      .whereRef("v.app_id", "=", "f.app_id")
      .whereRef("v.function_id", "=", "f.id")
      .whereRef("v.version", "=", "f.current_version");
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

  const wordsOf = (text: string | undefined) => text?.split(/\s+/).filter(Boolean) ?? [];
  const texts = () => db.selectFrom("function_texts").where("function_texts.app_id", "=", appId);

  /** The functions that have words which few have: they are looked up, where all others are gone through. */
  async function fewWith(words: readonly string[]): Promise<readonly string[] | undefined> {
    if (!words.some(isIndexed)) return undefined;
    const found = await holdsWords(db, "function_texts", words)
      .reduce((query, condition) => query.where(condition), texts().select("function_id"))
      .limit(mostFew + 1)
      .execute();
    return found.length > mostFew ? undefined : found.map(({ function_id: id }) => id);
  }

  async function fitting(filter: SummaryFilter, ground: StateGround) {
    const { text: said, state, connector, trigger } = filter;
    const words = wordsOf(said);
    const few = await fewWith(words);
    let query = current();
    if (few) query = query.where(sql<SqlBool>`f.id in ${listed(few)}`);
    else if (words.length > 0)
      query = query.where(({ exists }) =>
        exists(
          words.reduce(
            (found, word) => found.where(like(sql.ref("function_texts.text"), patternOf(word))),
            texts()
              .select("function_id")
              .where(sql<SqlBool>`function_texts.function_id = f.id`),
          ),
        ),
      );
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
    return { query };
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
    run: sql<string>`f.last_run`,
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
      const { query } = isAll ? { query: present() } : await fitting(filter, ground);
      const { count } = await query
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
      const { query } = await fitting(filter, ground);
      let ids = query.select(["f.id", "f.name", value.as("value")]);
      if (after) {
        const [beside, behind] = direction === "asc" ? [sql`>=`, sql`>`] : [sql`<=`, sql`<`];
        // The first half is what an index can begin at.
        ids = ids.where(sql<SqlBool>`${value} ${beside} ${after.value}
          and (${value} ${behind} ${after.value} or f.name > ${after.name})`);
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
