import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** What started a run. */
export type RunTrigger = "test" | "http" | "chat" | "cli" | "mcp" | "function";
export type StoredRunStatus = "running" | "succeeded" | "failed" | "timed-out" | "cancelled";

/** `Body` is what the layer above keeps of a run: input, output, error, logs, calls, phases. */
export interface StoredRun<Body> {
  readonly id: string;
  readonly function: string;
  readonly version: number;
  readonly status: StoredRunStatus;
  readonly trigger: RunTrigger;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Milliseconds; null while it runs. */
  readonly ms: number | null;
  readonly body: Body;
}

export function createRunStore<Body>(db: Database, appId: string, clock: Clock) {
  return {
    /** Written before the function starts, so that a run that never ends is seen as well. */
    async start(
      run: Pick<StoredRun<Body>, "function" | "version" | "trigger" | "body">,
    ): Promise<StoredRun<Body>> {
      const started: StoredRun<Body> = {
        ...run,
        id: createId("run", clock.now()),
        status: "running",
        startedAt: new Date(clock.now()).toISOString(),
        ms: null,
      };
      await db.insertInto("runs").values(rowOf(started, appId)).execute();
      return started;
    },
    async finish(run: StoredRun<Body>): Promise<void> {
      const { status, ms, body } = rowOf(run, appId);
      await db
        .updateTable("runs")
        .set({ status, ms, body })
        .where("app_id", "=", appId)
        .where("id", "=", run.id)
        .execute();
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
    async cancelRunning(): Promise<void> {
      await db
        .updateTable("runs")
        .set({ status: "cancelled" })
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
  };
}

function runOf<Body>(row: Tables["runs"]): StoredRun<Body> {
  return {
    id: row.id,
    function: row.function,
    version: row.version,
    status: oneOf(["running", "succeeded", "failed", "timed-out", "cancelled"], row.status),
    trigger: oneOf(["test", "http", "chat", "cli", "mcp", "function"], row.trigger),
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
