import { createId } from "../core/ids.ts";
import type { Log } from "../core/log.ts";
import type { Timer } from "../core/timer.ts";
import type { ProcessStore } from "../store/processes.ts";

/**
 * A process says that it lives every two seconds: one small write, and a process that is killed is
 * noticed before the people who wait for it give up.
 */
const beatMs = 2_000;
/**
 * Gone is who has not said so at five looks in a row, which is ten seconds. Looks are counted and no
 * clocks compared: those of two machines differ, and whoever was stopped itself, or had no database, has not
 * looked. Ten seconds outlast a long collection of garbage and a database that changes over.
 */
const looks = 5;

interface MembersDependencies {
  readonly store: ProcessStore;
  readonly timer: Timer;
  readonly log: Log;
  /** No other process works on the database, as with SQLite: whoever was there is gone. */
  readonly isAlone: boolean;
}

/** This process among those on the same database. */
export async function createMembers({ store, timer, log, isAlone }: MembersDependencies) {
  const id = createId("proc");
  const seen = new Map<string, { readonly seenAt: string; readonly times: number }>();
  const takers = new Set<() => Promise<void>>();
  let callOff = () => {};
  let isOver = false;
  let round: Promise<void> | undefined;

  await store.add(id);
  let living = isAlone ? 1 : (await store.all()).length;

  /** At each look: whoever took something up may be gone as well. */
  async function takeUp(): Promise<void> {
    for (const take of takers)
      await take().catch((error: unknown) =>
        log.write("error", `What another process left could not be taken up: ${String(error)}`),
      );
  }

  async function look(): Promise<void> {
    if (!(await store.beat(id))) {
      // The others have taken up what it did; what it still does of that ends nothing any more.
      log.write("warn", "This process was taken for gone, since it was still for too long.");
      await store.add(id);
    }
    const there = (await store.all()).filter((one) => one.id !== id);
    for (const { id: other, seenAt } of there) {
      const before = seen.get(other);
      const times = before?.seenAt === seenAt ? before.times + 1 : 0;
      seen.set(other, { seenAt, times });
      if (times >= looks && (await store.remove({ id: other, seenAt })))
        log.write("warn", `Process ${other} is gone; what it did is taken up.`);
    }
    const alive = new Set(there.map((one) => one.id));
    living = alive.size + 1;
    for (const other of seen.keys()) if (!alive.has(other)) seen.delete(other);
    await takeUp();
  }

  function again(): void {
    if (isOver) return;
    callOff = timer.after(beatMs, () => {
      round = look()
        .catch((error: unknown) =>
          log.write("warn", `The database did not take that this process lives: ${String(error)}`),
        )
        .finally(again);
    });
  }

  // What it does belongs to it from now on, so it lives from now on.
  if (!isAlone) again();

  return {
    id,
    isAlone,
    /** From now on it serves. Alone on the database, whoever else was there is gone. */
    async start(): Promise<void> {
      if (isAlone) await store.removeOthers(id);
    },
    /** Takes up now, and whenever a process is gone, what has no owner that lives; gives the way out. */
    async onLeft(take: () => Promise<void>): Promise<() => void> {
      takers.add(take);
      await take();
      return () => takers.delete(take);
    },
    /** Whether another process lives that can go on with what this one leaves. */
    hasOthers: async (): Promise<boolean> =>
      !isAlone && (await store.all()).some((one) => one.id !== id),
    /** How many processes work on the database, as it was seen last. */
    living: () => living,
    /** What it still has under way is the others' from now on. */
    async leave(): Promise<void> {
      isOver = true;
      callOff();
      await round;
      await store.leave(id);
    },
  };
}

export type Members = Awaited<ReturnType<typeof createMembers>>;
