import { runStatuses, runTriggers } from "../contract/run.ts";
import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import { createGroupCommit } from "./group-commit.ts";
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
  /** ISO 8601. */
  readonly startedAt: string;
  /** Milliseconds; null while it runs. */
  readonly ms: number | null;
  readonly body: Body;
}

export function createRunStore<Body>(db: Database, appId: string, clock: Clock) {
  const writes = createGroupCommit(db);
  return {
    /** Written before the function starts, so that a run that never ends is seen as well. */
    async start(
      run: Pick<StoredRun<Body>, "function" | "version" | "trigger" | "automation" | "body">,
    ): Promise<StoredRun<Body>> {
      const started: StoredRun<Body> = {
        ...run,
        id: createId("run", clock.now()),
        status: "running",
        startedAt: new Date(clock.now()).toISOString(),
        ms: null,
      };
      const row = rowOf(started, appId);
      await writes.write((group) => group.insertInto("runs").values(row).execute());
      return started;
    },
    async finish(run: StoredRun<Body>): Promise<void> {
      const { status, ms, body } = rowOf(run, appId);
      await writes.write((group) =>
        group
          .updateTable("runs")
          .set({ status, ms, body })
          .where("app_id", "=", appId)
          .where("id", "=", run.id)
          .execute(),
      );
    },
    async find(id: string): Promise<StoredRun<Body> | undefined> {
      const row = await db
        .selectFrom("runs")
        .selectAll()
        .where("app_id", "=", appId)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && runOf<Body>(row);
    },
    /** Newest first. */
    async list(filter: {
      readonly function?: string | undefined;
      readonly limit: number;
    }): Promise<readonly StoredRun<Body>[]> {
      let query = db.selectFrom("runs").selectAll().where("app_id", "=", appId);
      if (filter.function !== undefined) query = query.where("function", "=", filter.function);
      const rows = await query.orderBy("id", "desc").limit(filter.limit).execute();
      return rows.map((row) => runOf<Body>(row));
    },
    /** After a start: what ran when the server stopped did not end by itself. */
    async interruptRunning(): Promise<void> {
      await db
        .updateTable("runs")
        .set({ status: "interrupted" })
        .where("app_id", "=", appId)
        .where("status", "=", "running")
        .execute();
    },
  };
}

export type RunStore<Body> = ReturnType<typeof createRunStore<Body>>;

function rowOf(run: StoredRun<unknown>, appId: string): Tables["runs"] {
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
  };
}

function runOf<Body>(row: Tables["runs"]): StoredRun<Body> {
  return {
    id: row.id,
    function: row.function,
    version: row.version,
    status: oneOf(runStatuses, row.status),
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
    startedAt: row.started_at,
    ms: row.ms,
    body: JSON.parse(row.body),
  };
}

function oneOf<const T extends string>(values: readonly T[], value: string): T {
  const found = values.find((candidate) => candidate === value);
  if (!found) throw new TypeError(`"${value}" is none of ${values.join(", ")}`);
  return found;
}
