import { setImmediate } from "node:timers/promises";
import { type SelectQueryBuilder, sql } from "kysely";
import { runStatuses, runTriggers } from "../contract/run.ts";
import type { Clock } from "../core/clock.ts";
import { createId, firstIdAt } from "../core/ids.ts";
import type { Database } from "./database.ts";
import { fragmentsOf, patternOf } from "./dialect/dialect.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createLastRuns } from "./last-runs.ts";
import { isLeft } from "./processes.ts";
import type { Tables } from "./tables.ts";

export type RunTrigger = (typeof runTriggers)[number];
export type StoredRunStatus = (typeof runStatuses)[number];

/** The delivery that a run is of, and which try of it. */
export interface RunCause {
  readonly id: string;
  readonly delivery: string;
  readonly attempt: number;
}

/** `Body` is what the layer above keeps of a run: input, output, error, logs, calls, phases. */
export interface StoredRun<Body> {
  readonly id: string;
  readonly function: string;
  readonly version: number;
  readonly status: StoredRunStatus;
  readonly trigger: RunTrigger;
  /** Where an automation started it. */
  readonly automation?: RunCause;
  /** For whom it ran; absent where that is nobody. */
  readonly userId?: string;
  /** Whether it may hold what is that person's own: it acted with their account, or could. */
  readonly isPersonal?: true;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Milliseconds; null while it runs. */
  readonly ms: number | null;
  readonly body: Body;
}

/** What a list is narrowed to; of several statuses or triggers any fits. */
export interface RunFilter {
  readonly function?: string | undefined;
  readonly status?: readonly StoredRunStatus[] | undefined;
  readonly trigger?: readonly RunTrigger[] | undefined;
  readonly automation?: string | undefined;
  /** For this person only. */
  readonly userId?: string | undefined;
  /** Those that are nobody's, and this person's: what others' runs hold is theirs. */
  readonly seenBy?: string | undefined;
  /** The first moment, and the first one that is no longer meant; milliseconds since 1970. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Only runs before this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** `next` where there may be more: the `before` of the next page. */
export interface RunPage<Body> {
  readonly runs: readonly StoredRun<Body>[];
  readonly next?: string;
}

const prefix = "run";
/** As the database says that a run is for nobody. */
const nobody = "";

/** `owner` is the process that runs what is started here. */
export function createRunStore<Body>(db: Database, appId: string, clock: Clock, owner = "") {
  const writes = createGroupCommit(db);
  const lastRuns = createLastRuns(db, appId);
  const { has, like } = fragmentsOf(db);
  const record = sql.ref("body");
  const runs = () => db.selectFrom("runs").where("app_id", "=", appId);

  /** Ids alone, newest first: the indexes hold all that is asked for here. */
  function idsOf({ limit, ...filter }: RunFilter) {
    let query = runs().select("id");
    const { function: name, status, trigger, automation, from, to, before } = filter;
    const { userId, seenBy } = filter;
    if (userId !== undefined) query = query.where("user_id", "=", userId);
    if (seenBy !== undefined)
      query = query.where(({ or, eb }) => or([eb("personal", "=", 0), eb("user_id", "=", seenBy)]));
    if (name !== undefined) query = query.where("function", "=", name);
    if (status?.length) query = query.where("status", "in", status);
    if (trigger?.length) query = query.where("trigger", "in", trigger);
    if (automation !== undefined) query = query.where("automation_id", "=", automation);
    if (from !== undefined) query = query.where("id", ">=", firstIdAt(prefix, from));
    if (to !== undefined) query = query.where("id", "<", firstIdAt(prefix, to));
    if (before !== undefined) query = query.where("id", "<", before);
    return query.orderBy("id", "desc").limit(limit);
  }

  /** Of the runs that a list would show, those that have a text anywhere in their record. */
  async function withText(filter: RunFilter, part: string): Promise<readonly StoredRun<Body>[]> {
    const inJson = JSON.stringify(part).slice(1, -1);
    const rows = await runs()
      .selectAll()
      .where("id", "in", idsOf(filter))
      .where(like(record, patternOf(inJson)))
      .orderBy("id", "desc")
      .execute();
    return rows.map((row) => runOf<Body>(row));
  }

  return {
    /** Written before the function starts, so that a run that never ends is seen as well. */
    async start(
      run: Pick<
        StoredRun<Body>,
        "function" | "version" | "trigger" | "automation" | "userId" | "isPersonal" | "body"
      >,
    ): Promise<StoredRun<Body>> {
      const now = clock.now();
      const started: StoredRun<Body> = {
        ...run,
        id: createId(prefix, now),
        status: "running",
        startedAt: new Date(now).toISOString(),
        ms: null,
      };
      const row = { ...rowOf(started, appId), owner };
      await writes.write((group) => group.insertInto("runs").values(row).execute());
      lastRuns.began(run.function, started.id);
      return started;
    },
    /** What is known so far of a run that goes on. */
    async keep(id: string, body: Body): Promise<void> {
      const text = JSON.stringify(body);
      await writes.write((group) =>
        group
          .updateTable("runs")
          .set({ body: text })
          .where("app_id", "=", appId)
          .where("id", "=", id)
          .where("status", "=", "running")
          .execute(),
      );
    },
    /** Who ran it knows best, also where another process took this one for gone and said that it was interrupted. */
    async finish(run: StoredRun<Body>): Promise<void> {
      const { status, ms, body } = rowOf(run, appId);
      await writes.write((group) =>
        group
          .updateTable("runs")
          .set({ status, ms, body })
          .where("app_id", "=", appId)
          .where("id", "=", run.id)
          .where("owner", "=", owner)
          .execute(),
      );
      await lastRuns.noted(run.function);
    },
    /** Ends a run whose process is gone; false where another did, or where it came back. */
    async finishLeft(run: StoredRun<Body>): Promise<boolean> {
      const { status, ms, body } = rowOf(run, appId);
      const { numUpdatedRows } = await db
        .updateTable("runs")
        .set({ status, ms, body })
        .where("app_id", "=", appId)
        .where("id", "=", run.id)
        .where("status", "=", "running")
        .where(isLeft)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async find(id: string): Promise<StoredRun<Body> | undefined> {
      const row = await runs().selectAll().where("id", "=", id).executeTakeFirst();
      return row && runOf<Body>(row);
    },
    /** Whether a version ever ran for real: `would` is kept of dry runs alone. */
    async hasRun(name: string, version: number): Promise<boolean> {
      const row = await db
        .selectFrom("runs")
        .select("id")
        .where("app_id", "=", appId)
        .where("function", "=", name)
        .where("version", "=", version)
        .where(({ not }) => not(has(record, "would")))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Newest first. */
    async list(filter: RunFilter): Promise<RunPage<Body>> {
      const rows = await runs()
        .selectAll()
        .where("id", "in", idsOf({ ...filter, limit: filter.limit + 1 }))
        .orderBy("id", "desc")
        .execute();
      const found = rows.slice(0, filter.limit).map((row) => runOf<Body>(row));
      const next = rows.length > found.length ? found.at(-1)?.id : undefined;
      return { runs: found, ...(next === undefined ? {} : { next }) };
    },
    /**
     * Newest first, with a text in the record. Looks through portions of the runs and lets others
     * have their turn between them; stops when it found enough, or after `patienceMs`.
     */
    async search(
      filter: RunFilter,
      { part, isIn }: { readonly part: string; readonly isIn: (body: Body) => boolean },
    ): Promise<RunPage<Body>> {
      const started = performance.now();
      const found: StoredRun<Body>[] = [];
      let { before } = filter;
      for (;;) {
        const looked = { ...filter, before, limit: portion };
        const last = await idsOf({ ...looked, limit: 1 })
          .offset(portion - 1)
          .executeTakeFirst();
        for (const run of await withText(looked, part)) {
          if (!isIn(run.body)) continue;
          found.push(run);
          if (found.length === filter.limit) return { runs: found, next: run.id };
        }
        if (!last) return { runs: found };
        before = last.id;
        if (performance.now() - started > patienceMs) return { runs: found, next: before };
        await setImmediate();
      }
    },
    /** All that a process ran that is gone. */
    async left(): Promise<readonly StoredRun<Body>[]> {
      const rows = await runs().selectAll().where("status", "=", "running").where(isLeft).execute();
      return rows.map((row) => runOf<Body>(row));
    },
    /** Deletes so many of those that began before a moment, the oldest first; says how many it were. */
    async deleteBefore(at: number, limit: number): Promise<number> {
      const old = runs()
        .select("id")
        .where("id", "<", firstIdAt(prefix, at))
        .where("status", "!=", "running")
        .orderBy("id")
        .limit(limit);
      return deleteThese(old);
    },
    /** Deletes so many of a function's that are older than its `most` newest. */
    async deleteBeyond(name: string, most: number, limit: number): Promise<number> {
      const newest = await runs()
        .select("id")
        .where("function", "=", name)
        .orderBy("id", "desc")
        .offset(most)
        .limit(1)
        .executeTakeFirst();
      if (!newest) return 0;
      const old = runs()
        .select("id")
        .where("function", "=", name)
        .where("id", "<=", newest.id)
        .where("status", "!=", "running")
        .orderBy("id")
        .limit(limit);
      return deleteThese(old);
    },
    /** Deletes all of a person's. */
    async deleteOf(userId: string): Promise<void> {
      await deleteThese(
        runs().select("id").where("user_id", "=", userId).where("status", "!=", "running"),
      );
    },
    /** Functions with more than so many runs. */
    async functionsBeyond(most: number): Promise<readonly string[]> {
      const rows = await runs()
        .select("function")
        .groupBy("function")
        .having(({ fn }) => fn.countAll<number>(), ">", most)
        .execute();
      return rows.map((row) => row.function);
    },
  };

  async function deleteThese(
    ids: SelectQueryBuilder<Tables, "runs", { id: string }>,
  ): Promise<number> {
    const { numDeletedRows } = await db
      .deleteFrom("runs")
      .where("app_id", "=", appId)
      .where("id", "in", ids)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }
}

/** Runs that are looked through at a time: some milliseconds. */
const portion = 1_000;
/** After it, who searches is told how far it came. */
const patienceMs = 1_500;

export type RunStore<Body> = ReturnType<typeof createRunStore<Body>>;

function rowOf(run: StoredRun<unknown>, appId: string): Omit<Tables["runs"], "owner"> {
  return {
    app_id: appId,
    id: run.id,
    function: run.function,
    version: run.version,
    status: run.status,
    trigger: run.trigger,
    started_at: run.startedAt,
    ms: run.ms,
    body: JSON.stringify(run.body),
    automation_id: run.automation?.id ?? null,
    delivery_id: run.automation?.delivery ?? null,
    attempt: run.automation?.attempt ?? null,
    user_id: run.userId ?? nobody,
    personal: run.isPersonal ? 1 : 0,
  };
}

function runOf<Body>(row: Tables["runs"]): StoredRun<Body> {
  return {
    id: row.id,
    function: row.function,
    version: row.version,
    status: runStatusOf(row.status),
    trigger: oneOf(runTriggers, row.trigger),
    ...(row.automation_id === null || row.delivery_id === null || row.attempt === null
      ? {}
      : {
          automation: {
            id: row.automation_id,
            delivery: row.delivery_id,
            attempt: row.attempt,
          },
        }),
    ...(row.user_id === nobody ? {} : { userId: row.user_id }),
    ...(Number(row.personal) === 0 ? {} : { isPersonal: true as const }),
    startedAt: row.started_at,
    ms: row.ms,
    body: JSON.parse(row.body),
  };
}

export const runStatusOf = (value: string): StoredRunStatus => oneOf(runStatuses, value);

function oneOf<const T extends string>(values: readonly T[], value: string): T {
  const found = values.find((candidate) => candidate === value);
  if (!found) throw new TypeError(`"${value}" is none of ${values.join(", ")}`);
  return found;
}
