import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { type Timer, systemTimer } from "../core/timer.ts";
import type { Database } from "../store/database.ts";
import { createProcessStore } from "../store/processes.ts";
import type { Boss } from "./boss.ts";
import { type Bus, createLocalBus } from "./bus.ts";
import { type Members, createMembers } from "./members.ts";

interface ClusterDependencies {
  readonly db: Database;
  /** Of a Postgres, where several processes work; undefined for SQLite, where one does. */
  readonly databaseUrl: string | undefined;
  readonly clock: Clock;
  /** Of what starts by itself. Where tests hold it still, nothing is left to the clock of Postgres. */
  readonly timer: Timer;
  /** Runs of automations at once. */
  readonly slots: number;
  readonly log: Log;
}

export interface Cluster {
  readonly members: Members;
  readonly bus: Bus;
  readonly boss: Boss | undefined;
  /** What this process still does is the others' from now on. */
  close(): Promise<void>;
}

/** The server processes on one database, of which this is one. */
export async function joinCluster(deps: ClusterDependencies): Promise<Cluster> {
  const { db, databaseUrl: url, clock, timer, slots, log } = deps;
  const members = await createMembers({
    store: createProcessStore(db, clock),
    timer: systemTimer,
    log,
    isAlone: url === undefined,
  });
  const { bus, boss } =
    url === undefined
      ? { bus: createLocalBus(log), boss: undefined }
      : await joinPostgres(url, { id: members.id, timer, slots, log });
  return {
    members,
    bus,
    boss,
    async close() {
      await boss?.close();
      await members.leave();
      await bus.close();
    },
  };
}

/** What speaks to Postgres is loaded where there is one. */
async function joinPostgres(
  url: string,
  of: Pick<ClusterDependencies, "timer" | "slots" | "log"> & { readonly id: string },
): Promise<Pick<Cluster, "bus" | "boss">> {
  const { id, timer, slots, log } = of;
  const [{ createPostgresBus }, { createBoss }] = await Promise.all([
    import("./postgres-bus.ts"),
    import("./boss.ts"),
  ]);
  return {
    bus: await createPostgresBus({ url, id, log }),
    boss: timer === systemTimer ? createBoss({ url, slots, timer, log }) : undefined,
  };
}
