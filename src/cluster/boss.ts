import { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Log } from "../core/log.ts";
import type { Timer } from "../core/timer.ts";

/** What an app of this process does with what is given to it. */
interface Taker {
  look(): void;
  start(automation: string): Promise<void>;
}

interface Ticket {
  readonly automation: string;
  readonly delivery: string;
  readonly at: string;
}

interface BossDependencies {
  readonly url: string;
  /** Starts of this process at once, of all apps together. */
  readonly slots: number;
  /** Of this process, beside the clock of Postgres. */
  readonly timer: Timer;
  readonly log: Log;
}

const [looks, starts] = ["patchbay-looks", "patchbay-starts"];
/** Its tables; beside ours in the same database, so that one back-up has both. */
const schema = "pgboss";
const maxConnections = 4;
/** A schedule is so late at most; each process asks for one row as often. */
const lookEverySeconds = 0.5;
/** Apps that are looked after at once: at nine o'clock many of them have something to do. */
const looksAtOnce = 100;
/** Jobs that are due at once are told by NOTIFY; so often they are asked for where that was lost. */
const startEverySeconds = 5;
const lookJob = z.object({ app: z.string() });
const startJob = z.object({ app: z.string(), automation: z.string() });
/**
 * Longer than any run takes. A start whose process is killed does not wait for that: it stands in `deliveries` as
 * that process's, is owed again when it is gone, and then given anew.
 */
const expireInSeconds = 3_600;
/**
 * Each process looks so often by itself, and only at known moments by a job: one that says "in a minute" would
 * leave the next behind, and each thing that wakes an app would add one more that never ends.
 */
const lookAtLeastMs = 60_000;
/** What is over is of no use: what became of a start stands in `deliveries`. */
const deleteAfterSeconds = 60;
/** The clock of a machine that is asked for more often than this has nothing new to say. */
const roundMs = 250;

/** pg-boss on the database of the apps: one for all apps of this process. */
export function createBoss({ url, slots, timer, log }: BossDependencies) {
  const boss = new PgBoss({
    connectionString: url,
    application_name: "patchbay jobs",
    schema,
    max: maxConnections,
    // Its own schedules are not used: ours know time zones, what was missed, and what overlaps.
    schedule: false,
    useListenNotify: true,
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5,
    persistWarnings: false,
  });
  const takers = new Map<string, Taker>();
  let openApp: (app: string) => Promise<boolean> = async () => true;
  let started: Promise<void> | undefined;

  // Some of its errors are plain objects.
  boss.on("error", ({ message }) => log.write("warn", `pg-boss: ${message}`));

  /** Undefined where the app is gone, and with it what was to be done. */
  async function takerOf(app: string): Promise<Taker | undefined> {
    const known = takers.get(app);
    if (known || !(await openApp(app))) return known;
    const taker = takers.get(app);
    // It is being closed here: the job comes again, at another process.
    if (!taker) throw new Error(`This process does nothing for the app ${app} now.`);
    return taker;
  }

  /** Once for each moment, whoever and however many ask for it. */
  async function lookAt(app: string, time: number): Promise<void> {
    const at = new Date(Math.ceil(time / roundMs) * roundMs);
    const singletonKey = `${app}:${at.toISOString()}`;
    try {
      await started;
      await boss.send(looks, { app }, { startAfter: at, singletonKey });
    } catch (error) {
      // Each process looks by itself before long.
      log.write("warn", `The next look at what is due was not kept: ${String(error)}`);
    }
  }

  async function start(): Promise<void> {
    await boss.start();
    const common = { policy: "short", retryLimit: 10, retryDelay: 1, deleteAfterSeconds } as const;
    await boss.createQueue(looks, { ...common, expireInSeconds: 60 });
    await boss.createQueue(starts, { ...common, expireInSeconds, notify: true });
    const looking = { pollingIntervalSeconds: lookEverySeconds, batchSize: looksAtOnce };
    await boss.work(looks, looking, async (jobs) => {
      for (const { data } of jobs) (await takerOf(lookJob.parse(data).app))?.look();
    });
    await boss.work(
      starts,
      {
        localConcurrency: slots,
        pollingIntervalSeconds: 1,
        notifyPollingIntervalSeconds: startEverySeconds,
      },
      async (jobs) => {
        for (const { data } of jobs) {
          const { app, automation } = startJob.parse(data);
          await (await takerOf(app))?.start(automation);
        }
      },
    );
  }

  return {
    /** How an app is opened that a job is for and that this process does not have; false where there is none. */
    opensBy(open: (app: string) => Promise<boolean>): void {
      openApp = open;
    },
    /** What gives out the work of one app. */
    handOf(app: string) {
      let own: Taker | undefined;
      return {
        timer: {
          /** Some process looks then; that it is called off in the meantime only makes it look for nothing. */
          after(ms: number, look: () => void): () => void {
            if (ms < lookAtLeastMs) void lookAt(app, Date.now() + ms);
            return timer.after(lookAtLeastMs, look);
          },
        },
        async give(tickets: readonly Ticket[]): Promise<void> {
          if (tickets.length === 0) return;
          await boss.insert(
            starts,
            tickets.map(({ automation, delivery, at }) => ({
              data: { app, automation },
              singletonKey: `${app}:${delivery}:${at}`,
            })),
          );
        },
        async open(taker: Taker): Promise<void> {
          own = taker;
          takers.set(app, taker);
          started ??= start();
          await started;
        },
        async close(): Promise<void> {
          // It may have been opened anew meanwhile.
          if (takers.get(app) === own) takers.delete(app);
        },
        leave: () => lookAt(app, Date.now()),
      };
    },
    /** Takes no more jobs; those that it has come again elsewhere. */
    async close(): Promise<void> {
      if (!started) return;
      await started.catch(() => {});
      await boss.stop({ graceful: false, close: true });
    },
  };
}

export type Boss = ReturnType<typeof createBoss>;
