import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { type Timer, systemTimer } from "../core/timer.ts";
import type { Database } from "../store/database.ts";
import { createProcessStore } from "../store/processes.ts";
import { type Boss, createBoss } from "./boss.ts";
import { type Bus, createLocalBus } from "./bus.ts";
import { type Members, createMembers } from "./members.ts";
import { createPostgresBus } from "./postgres-bus.ts";

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
  const bus =
    url === undefined ? createLocalBus(log) : await createPostgresBus({ url, id: members.id, log });
  const boss =
    url === undefined || timer !== systemTimer ? undefined : createBoss({ url, slots, log });
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
