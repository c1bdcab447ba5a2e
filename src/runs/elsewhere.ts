import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Bus } from "../cluster/bus.ts";
import type { RunView } from "../contract/run.ts";
import type { Log } from "../core/log.ts";
import type { RunStore } from "../store/runs.ts";
import { type Canceller, type LiveRuns, type SentEvent, endOf, summaryOf } from "./live-runs.ts";
import { type RunBody, viewOf } from "./record.ts";

const cancellers = ["api", "page", "cli", "caller"] as const satisfies readonly Canceller[];
const message = z.union([
  z.object({ event: z.enum(["started", "finished"]), run: z.string() }),
  z.object({ cancel: z.string(), by: z.enum(cancellers) }),
]);

/** A run of another process is looked at so often: its process writes what is known of it once a second. */
const lookMs = 1_000;
const cancelLookMs = 100;
/** A run ends within seconds of being told to; that of a process that is gone, when that is known. */
const cancelPatienceMs = 20_000;

interface ElsewhereDependencies {
  readonly bus: Bus;
  readonly appId: string;
  readonly store: Pick<RunStore<RunBody>, "find">;
  readonly liveRuns: Pick<LiveRuns, "find" | "happened">;
  readonly log: Log;
}

/** Runs that other processes have under way: heard of, looked at, and ended. */
export function createElsewhere({ bus, appId, store, liveRuns, log }: ElsewhereDependencies) {
  const topic = `runs:${appId}`;
  const say = (said: z.output<typeof message>) =>
    void bus.publish(topic, said).catch((error: unknown) => log.write("warn", String(error)));
  const closing = new AbortController();

  bus.subscribe(topic, async (payload, { isOwn }) => {
    const { data } = message.safeParse(payload);
    if (!data || isOwn) return;
    if ("cancel" in data) return liveRuns.find(data.cancel)?.cancel(data.by);
    const run = await store.find(data.run);
    if (run) liveRuns.happened({ event: data.event, data: summaryOf(viewOf(run)) });
  });

  async function viewNow(id: string): Promise<RunView | undefined> {
    const run = await store.find(id);
    return run && viewOf(run);
  }

  async function* looks(first: RunView): AsyncGenerator<SentEvent> {
    let number = 0;
    let last = "";
    for (let run: RunView | undefined = first; run; run = await viewNow(first.id)) {
      const text = JSON.stringify(run);
      if (text !== last) {
        last = text;
        if (run.status !== "running") return yield* endOf(run, undefined) ?? [];
        yield { event: "run", data: run, id: String(number++) };
      }
      if (closing.signal.aborted) return;
      await sleep(lookMs, undefined, { signal: closing.signal }).catch(() => {});
    }
  }

  return {
    /** A run of this process began or ended. */
    tell: (event: "started" | "finished", run: string) => say({ event, run }),
    /** What is known of a run that goes on, each time that it is more, up to its end. */
    follow: (run: RunView): ReadableStream<SentEvent> => ReadableStream.from(looks(run)),
    /** Ends one wherever it runs, and waits for it; undefined where nobody ends it in time. */
    async cancel(id: string, by: Canceller): Promise<RunView | undefined> {
      for (let left = cancelPatienceMs; left > 0; left -= cancelLookMs) {
        say({ cancel: id, by });
        await sleep(cancelLookMs);
        const run = await viewNow(id);
        if (run?.status !== "running") return run;
      }
      return undefined;
    },
    close: () => closing.abort(),
  };
}
