import type { z } from "zod";
import type { RunSummary, RunView, runEvents, runListEvents } from "../contract/run.ts";
import { createId } from "../core/ids.ts";
import type { RunFilter, StoredRun } from "../store/runs.ts";
import { keptOf } from "./broker/records.ts";
import { type Feed, type Numbered, createFeed } from "./feed.ts";
import { type Blot, type RunBody, viewOf } from "./record.ts";
import type { RunCall, RunLog, RunObserver, RunPhases } from "./types.ts";

type EventsOf<Events extends Readonly<Record<string, z.ZodType>>> = {
  [Name in keyof Events]: { readonly event: Name; readonly data: z.output<Events[Name]> };
}[keyof Events];

type RunEvent = EventsOf<typeof runEvents>;
type RunListEvent = EventsOf<typeof runListEvents>;
type Happening = Exclude<RunListEvent, { event: "reset" }>;

/** An event as it is sent; whoever names its id later goes on after it. */
export type SentEvent = (RunEvent | RunListEvent) & { readonly id: string };

export type Canceller = NonNullable<RunView["cancelledBy"]>;

/** A run that goes on, as it stands. */
export interface LiveRun {
  readonly observer: RunObserver;
  /** Aborted when it is to end. */
  readonly signal: AbortSignal;
  /** Its record as far as it is known; with who ended it, where somebody did. */
  body(): RunBody;
  view(): RunView;
  cancel(by: Canceller): void;
  /** Settles when it is over and on record. */
  readonly over: Promise<RunView>;
  end(finished: RunView): void;
}

type FeedFilter = Pick<RunFilter, "function" | "status" | "trigger" | "automation" | "seenBy">;

/** Id of the last event of a run. */
const endId = "end";
const keptEvents = 500;
/** After it, what is known of a run that goes on is put on record. */
const keepAfterMs = 1_000;

/**
 * The runs of this process that are not over yet: what is known of each so far, told to whoever
 * listens. `keep` writes that down; `tell` is told of each that begins or ends.
 */
export function createLiveRuns(
  keep: (id: string, body: RunBody) => Promise<void>,
  tell: (event: Happening["event"], id: string) => void,
) {
  const running = new Map<string, { readonly live: LiveRun; readonly feed: Feed<RunEvent> }>();
  const list = createFeed<Happening>(keptEvents);
  /** Numbers of another process's list are none of this one's. */
  const listId = createId("list");

  function open(run: StoredRun<RunBody>, blot: Blot): LiveRun {
    const feed = createFeed<RunEvent>(keptEvents);
    const over = Promise.withResolvers<RunView>();
    const abort = new AbortController();
    const logs: RunLog[] = [];
    const calls: RunCall[] = [];
    let phases: RunPhases | Record<string, never> = {};
    let cancelledBy: Canceller | undefined;
    let isOver = false;
    let timer: NodeJS.Timeout | undefined;

    const body = (): RunBody => ({
      ...run.body,
      logs,
      ...callsOf(calls),
      phases,
      ...(cancelledBy ? { cancelledBy } : {}),
    });
    async function write(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      if (!isOver) await keep(run.id, body());
    }
    function writeSoon(): void {
      // Where it fails, the end of the run writes all of it.
      timer ??= setTimeout(() => void write().catch(() => {}), keepAfterMs).unref();
    }
    const live: LiveRun = {
      observer: {
        phase(phase, known) {
          phases = known;
          feed.publish({ event: "phase", data: { phase, phases: { ...known } } });
        },
        log({ message, ...line }) {
          const clean = { ...line, message: blot(message) };
          logs.push(clean);
          feed.publish({ event: "log", data: clean });
          writeSoon();
        },
        call(index, { url, ...call }) {
          const clean = { ...call, url: blot(url) };
          calls[index] = clean;
          feed.publish({ event: "call", data: { index, call: clean } });
          writeSoon();
        },
        beforeWrite: write,
      },
      signal: abort.signal,
      body,
      view: () => viewOf({ ...run, body: body() }),
      cancel(by) {
        cancelledBy ??= by;
        abort.abort();
      },
      over: over.promise,
      end(finished) {
        isOver = true;
        clearTimeout(timer);
        running.delete(run.id);
        feed.publish({ event: "end", data: finished });
        feed.close();
        list.publish({ event: "finished", data: summaryOf(finished) });
        tell("finished", run.id);
        over.resolve(finished);
      },
    };
    running.set(run.id, { live, feed });
    list.publish({ event: "started", data: summaryOf(live.view()) });
    tell("started", run.id);
    return live;
  }

  return {
    open,
    /** One of another process began or ended. */
    happened: (happening: Happening) => list.publish(happening),
    find: (id: string): LiveRun | undefined => running.get(id)?.live,
    /** What happens in a run from now on, or after an event; undefined where it is not going on here. */
    follow(id: string, after: string | undefined): ReadableStream<SentEvent> | undefined {
      const found = running.get(id);
      if (!found) return undefined;
      const { live, feed } = found;
      const missed =
        after !== undefined && /^\d+$/.test(after) ? feed.since(Number(after)) : undefined;
      const now: Numbered<RunEvent> = {
        number: feed.last(),
        item: { event: "run", data: live.view() },
      };
      return sent(feed.listen(missed ?? [now]), ({ number, item }) => ({
        ...item,
        id: item.event === "end" ? endId : String(number),
      }));
    },
    /** Which runs start and finish from now on, or after an event. */
    followList(filter: FeedFilter, after: string | undefined): ReadableStream<SentEvent> {
      const [of, number] = after?.split(".") ?? [];
      const missed = of === listId ? list.since(Number(number)) : undefined;
      const isBehind = after !== undefined && !missed;
      const fitting = sent(list.listen(missed ?? []), ({ number: at, item }) =>
        fits(item, filter) ? { ...item, id: `${listId}.${at}` } : undefined,
      );
      if (!isBehind) return fitting;
      return prepended({ event: "reset", data: {}, id: `${listId}.${list.last()}` }, fitting);
    },
    close(): void {
      list.close();
      for (const { feed } of running.values()) feed.close();
    },
  };
}

export type LiveRuns = ReturnType<typeof createLiveRuns>;

/** What the stream of a run says that is over; nothing more to whoever heard its end. */
export function endOf(
  run: RunView,
  after: string | undefined,
): ReadableStream<SentEvent> | undefined {
  if (after === endId && run.status !== "running") return undefined;
  const now: SentEvent = { event: "run", data: run, id: "0" };
  const end: SentEvent = { event: "end", data: run, id: endId };
  return ReadableStream.from(run.status === "running" ? [now] : [now, end]);
}

function callsOf(all: readonly RunCall[]): Pick<RunBody, "calls" | "callsLeftOut"> {
  const { calls, callsLeftOut } = keptOf(all);
  return callsLeftOut > 0 ? { calls, callsLeftOut } : { calls };
}

export function summaryOf(run: RunView): RunSummary {
  const { input: _, output: __, request: ___, logs: ____, calls: _____, ...summary } = run;
  return summary;
}

/** A run that ends leaves a list of running ones, so that list is told as well. */
function fits(
  { event, data }: Happening,
  { function: name, status, trigger, automation, seenBy }: FeedFilter,
) {
  const isStatus =
    !status?.length ||
    status.includes(data.status) ||
    (event === "finished" && status.includes("running"));
  return (
    isStatus &&
    (seenBy === undefined || !data.isPersonal || data.userId === seenBy) &&
    (name === undefined || data.function === name) &&
    (!trigger?.length || trigger.includes(data.trigger)) &&
    (automation === undefined || data.automation?.id === automation)
  );
}

function sent<Item>(
  stream: ReadableStream<Item>,
  read: (item: Item) => SentEvent | undefined,
): ReadableStream<SentEvent> {
  return stream.pipeThrough(
    new TransformStream<Item, SentEvent>({
      transform(item, controller) {
        const event = read(item);
        if (event) controller.enqueue(event);
      },
    }),
  );
}

function prepended<Item>(first: Item, rest: ReadableStream<Item>): ReadableStream<Item> {
  return rest.pipeThrough(
    new TransformStream<Item, Item>({ start: (controller) => controller.enqueue(first) }),
  );
}
