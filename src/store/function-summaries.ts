import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type MadeBy, madeByShape } from "../contract/function.ts";
import {
  type FunctionState,
  type functionSorts,
  functionStates,
  type functionTriggers,
  healthRuns,
  mostCounted,
} from "../contract/function-summary.ts";
import type { Database } from "./database.ts";
import { fragmentsOf, patternOf } from "./dialect/dialect.ts";
import { fewRowsWith } from "./dialect/trigrams.ts";
import { type Needs, needsOf } from "./function-needs.ts";
import { runStatusOf, type StoredRunStatus } from "./runs.ts";

/** What only others know of functions, and their state depends on. */
export interface StateGround {
  /** Names of those with a file that is in no version. */
  readonly unsaved: readonly string[];
  /** Hashes of the needs that an ended connection serves, and of those that are not granted. */
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
  /** Hashes of needs, of which a function has one. */
  readonly needs?: readonly string[] | undefined;
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

/** As the index of failed runs says it, or else it is not taken. */
const hasFailed = sql<SqlBool>`r.status in ('failed', 'timed-out', 'interrupted')`;

/** Functions as a list shows them: two statements a page, however many there are. */
export function createFunctionSummaryStore(db: Database, appId: string) {
  const present = () =>
    db.selectFrom("functions as f").where("f.app_id", "=", appId).where("f.deleted_at", "is", null);
  const { text, has, listed, like, holds, arrayOf, object, oneByOne } = fragmentsOf(db);
  const [body, flow] = [sql.ref("r.body"), sql.ref("v.flow")];
  /** A dry run tells nothing of how the function does; what a person or a program began may be one. */
  const real = sql`(r.trigger not in ('test', 'chat', 'cli', 'mcp', 'function')
    or not ${holds(body, '"would":')} or not (${has(body, "would")}))`;
  const ended = sql`(select r.id, r.status,
      case when ${hasFailed} then 1 else 0 end as failed,
      row_number() over (order by r.id desc) as place
    from runs r where r.app_id = ${appId} and r.function = f.name and r.status <> 'running' and ${real}
    order by r.id desc limit ${sql.lit(healthRuns)}) as ended`;
  const lastId = sql<string>`coalesce((select max(r.id) from runs r
    where r.app_id = ${appId} and r.function = f.name), '')`;

  /** It fails where its last run did, or half of the last ones. */
  const stateOf = ({ unsaved, ended: reconnect, lacking }: StateGround) => sql<string>`case
    when f.name in ${listed(unsaved)} then 'file'
    when f.needs_hash in ${listed(reconnect)} then 'reconnect'
    when f.needs_hash in ${listed(lacking)} then 'permission'
    else (select case when count(*) = 0 then 'new'
        when max(case when place = 1 then failed else 0 end) = 1 or 2 * sum(failed) >= count(*) then 'failing'
        else 'working' end from ${ended})
    end`;

  /** Ids of all that can be in a state; undefined where they are many, or nothing tells. */
  async function fewIn(
    state: FunctionState,
    { unsaved, ended: reconnect, lacking }: StateGround,
  ): Promise<readonly string[] | undefined> {
    const few = async (where: RawBuilder<SqlBool>) => {
      const found = await present()
        .select("f.id")
        .where(where)
        .limit(mostFew + 1)
        .execute();
      return found.length > mostFew ? undefined : found.map(({ id }) => id);
    };
    if (state === "file") return few(sql`f.name in ${listed(unsaved)}`);
    if (state === "reconnect") return few(sql`f.needs_hash in ${listed(reconnect)}`);
    if (state === "permission") return few(sql`f.needs_hash in ${listed(lacking)}`);
    if (state !== "failing") return undefined;
    const { rows } = await sql<{ name: string }>`select distinct r.function as name from runs r
      where r.app_id = ${appId} and ${hasFailed} limit ${sql.lit(mostFew + 1)}`.execute(db);
    if (rows.length > mostFew) return undefined;
    return few(sql`f.name in ${listed(rows.map(({ name }) => name))}`);
  }

  /** Functions with words, or in a state, that few have are looked up; otherwise all are gone through. */
  async function fitting(
    { text: said, state, needs, trigger }: SummaryFilter,
    ground: StateGround,
  ) {
    const words = said?.split(/\s+/).filter(Boolean) ?? [];
    const few = await fewRowsWith(db, "function_texts", words, mostFew);
    let query = present();
    if (words.length > 0) {
      const texts = db.selectFrom("function_texts as t").select("t.function_id");
      const ofApp = texts.where("t.app_id", "=", appId);
      const holding = words.reduce(
        (found, word) => found.where(like(sql.ref("t.text"), patternOf(word))),
        few ? ofApp.where("t.id", "in", few.length > 0 ? few : [0]) : ofApp,
      );
      query = query.where(({ exists }) =>
        few
          ? sql<SqlBool>`f.id in ${holding}`
          : exists(holding.where(sql<SqlBool>`t.function_id = f.id`)),
      );
    }
    if (needs !== undefined) query = query.where(sql<SqlBool>`f.needs_hash in ${listed(needs)}`);
    if (trigger !== undefined) {
      const starts = sql`select 1 from automations s where s.app_id = ${appId} and s.function_id = f.id
        and s.status <> 'off'`;
      query = query.where(
        trigger === "manual"
          ? sql<SqlBool>`not exists (${starts})`
          : sql<SqlBool>`exists (${starts} and ${text(sql.ref("s.trigger"), "type")} = ${trigger})`,
      );
    }
    const candidates = state === undefined ? undefined : await fewIn(state, ground);
    return candidates ? query.where(sql<SqlBool>`f.id in ${listed(candidates)}`) : query;
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
    /** All, or of those that fit up to `mostCounted`. */
    async count(filter: SummaryFilter, ground: StateGround): Promise<number> {
      const isAll = Object.values(filter).every((value) => value === undefined);
      const { state } = filter;
      const fit = isAll ? present() : (await fitting(filter, ground)).limit(mostCounted);
      const { count } = await db
        .selectFrom(
          (state === undefined ? fit : fit.where(stateOf(ground), "=", state))
            .select("f.id")
            .as("fit"),
        )
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
      let ids = (await fitting(filter, ground)).select(["f.id", "f.name", value.as("value")]);
      if (after) {
        const [beside, behind] = direction === "asc" ? [sql`>=`, sql`>`] : [sql`<=`, sql`<`];
        // The first half is what an index can begin at.
        ids = ids.where(sql<SqlBool>`${value} ${beside} ${after.value}
          and (${value} ${behind} ${after.value} or f.name > ${after.name})`);
      }
      const ordered = ids.orderBy("value", direction).orderBy("f.name");
      const { state } = filter;
      const found =
        state === undefined
          ? await ordered.limit(limit + 1).execute()
          : await db
              .selectFrom(
                ordered.select(stateOf(ground).as("state")).modifyEnd(oneByOne).as("ordered"),
              )
              .select(["id", "name", "value"])
              .where("state", "=", state)
              .orderBy("value", direction)
              .orderBy("name")
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
      const rows = await present()
        .innerJoin("function_versions as v", (join) =>
          join
            .onRef("v.app_id", "=", "f.app_id")
            .onRef("v.function_id", "=", "f.id")
            .onRef("v.version", "=", "f.current_version"),
        )
        .where("f.id", "in", ids.length > 0 ? ids : [""])
        .select([
          "f.name",
          sql<string>`f.needs_hash`.as("hash"),
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
