import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type { Bus } from "../cluster/bus.ts";
import { isOwn } from "../connections/lacking.ts";
import type { RunView } from "../contract/run.ts";
import type { PageSpec } from "../contract/page-spec.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Functions } from "../functions/functions.ts";
import { mayWrite } from "../runs/may-write.ts";
import type { Runs } from "../runs/runs.ts";
import { mayCallFunctions } from "../runs/sdk-imports.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { PageAnswerStore } from "../store/page-answers.ts";
import { type Answer, createAnswers } from "./answers.ts";
import type { FilterValues } from "./filters.ts";
import { fitInput } from "./input.ts";
import { createLimit } from "./limit.ts";
import { type SharedWork, shareWork } from "./shared-work.ts";
import type { Viewer } from "./viewer.ts";

interface FeedDependencies {
  readonly functions: Pick<Functions, "current" | "resolve">;
  readonly runs: Pick<Runs, "test">;
  readonly catalog: Pick<Catalog, "find">;
  readonly answers: PageAnswerStore<Answer>;
  readonly bus: Bus;
  readonly appId: string;
  readonly living: () => number;
  readonly clock: Clock;
}

/** A page as it is fed; one that is not saved has a name of its own. */
export interface FedPage {
  readonly id: string;
  readonly version: number;
  readonly spec: Pick<PageSpec, "sources" | "refresh">;
}

interface LoadOptions {
  readonly filters: FilterValues;
  readonly viewer: Viewer;
  /** Whom functions act for. */
  readonly userId?: string | undefined;
  /** Asks again, whatever is at hand. */
  readonly fresh: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** One run for all who ask the same. What it answered is kept elsewhere, within a bounded memory. */
interface Load {
  readonly page: string;
  /** Until it is over. */
  work?: SharedWork<Answer>;
  /** What came of it: the id of an answer, or why there is none. */
  outcome?: { readonly answer: string } | { readonly error: unknown };
  /** When it was over, and until when it is at hand; milliseconds since 1970. */
  settledAt?: number;
  until?: number;
}

const changedPage = z.object({ page: z.string() });

/** How long an answer is at hand for whoever asks the same. */
const [leastKeptMs, mostKeptMs] = [5_000, 60_000];
/** What was answered so recently is fresh: the blocks of a page ask one after the other. */
const freshMs: Readonly<Record<Viewer, number>> = { maker: 300, embedded: 2_000 };
/** Loads of a page that start a run, for those who look at it on other sites, together. */
const maxEmbeddedLoads = 120;
const maxKnown = 2_000;
/** Of an answer: ten thousand rows of some size. */
const maxOutputBytes = 16 * 1024 * 1024;

/** Runs the sources of pages: once for all who ask the same at a time, and not for each of them. */
export function createFeed(deps: FeedDependencies) {
  const { functions, runs, catalog, bus, appId, living, clock } = deps;
  const answers = createAnswers({ store: deps.answers, clock });
  const limit = createLimit({ clock, perMinute: maxEmbeddedLoads, living });
  /** By page, version, source, function and input. The one made longest ago comes first. */
  const latest = new Map<string, Load>();
  const topic = `pages:${appId}`;
  const leave = [
    bus.subscribe(topic, (payload) => {
      const { data } = changedPage.safeParse(payload);
      if (data) expire(data.page);
    }),
    bus.onGap(() => latest.clear()),
  ];

  async function ask(
    version: FunctionVersion,
    input: Readonly<Record<string, unknown>>,
    page: FedPage,
    { source, userId }: { readonly source: string; readonly userId: string | undefined },
    signal: AbortSignal,
  ): Promise<Answer> {
    const run = await runs.test(version.name, input, {
      trigger: "page",
      userId,
      version: version.version,
      maxOutputBytes,
      signal,
    });
    if (run.status !== "succeeded") throw sourceFailed(run, source);
    if (typeof run.output === "string" && Buffer.byteLength(run.output) >= maxOutputBytes)
      throw new PatchbayError(
        "page/source-failed",
        `"${version.name}" answered more than ${maxOutputBytes / 1024 / 1024} MB, which is more than a page can show. Let it answer less, or narrow it down by a filter.`,
        { where: `sources.${source}`, extra: { run: run.id } },
      );
    return answers.keep({
      page: page.id,
      version: page.version,
      source,
      value: run.output,
      run: run.id,
      ...(userId === undefined ? {} : { userId }),
      loadedAt: clock.now(),
    });
  }

  /** What a source answers. Throws `page/source-failed`, `page/busy`. */
  async function load(page: FedPage, source: string, options: LoadOptions): Promise<Answer> {
    const wanted = page.spec.sources[source];
    if (!wanted)
      throw new PatchbayError(
        "page/source-failed",
        `The page has no source "${source}". Change the block that shows it.`,
      );
    const version = await functions.current(await functions.resolve(wanted.function));
    // It may have been changed since the page was saved.
    if (mayWrite(version, catalog))
      throw new PatchbayError(
        "page/source-failed",
        `"${version.name}" may change something by now, and would at every load of the page. Feed the page by a function that only reads.`,
        { where: `sources.${source}` },
      );
    const input = fitInput(version, wanted.input, { filters: options.filters });
    // What may depend on who asks is not shared with who else asks.
    const userId = isPersonal(version) ? options.userId : undefined;
    const key = JSON.stringify([
      userId ?? null,
      page.id,
      page.version,
      source,
      version.name,
      version.version,
      sorted(input),
    ]);
    const known = latest.get(key);
    const atHand = known && isGood(known, options) ? taken(known, options.signal) : undefined;
    if (atHand) return atHand;
    if (options.viewer === "embedded") limit.take(page.id);
    const work = shareWork((signal) => ask(version, input, page, { source, userId }, signal));
    const entry: Load = { page: page.id, work };
    const settle = (outcome: NonNullable<Load["outcome"]>, forMs: number) => {
      delete entry.work;
      entry.outcome = outcome;
      entry.settledAt = clock.now();
      entry.until = clock.now() + forMs;
    };
    void work.done.then(
      ({ id }) => settle({ answer: id }, keptMs(page.spec.refresh)),
      // Of what was given up nobody is told.
      (error: unknown) =>
        settle({ error }, work.isAbandoned() || isMended(error) ? 0 : leastKeptMs),
    );
    latest.delete(key);
    latest.set(key, entry);
    const [oldest] = latest.keys();
    if (latest.size > maxKnown && oldest !== undefined) latest.delete(oldest);
    return work.join(options.signal);
  }

  function isGood({ work, until, settledAt }: Load, { fresh, viewer }: LoadOptions): boolean {
    if (work) return !work.isAbandoned();
    if (until === undefined || settledAt === undefined) return false;
    const now = clock.now();
    return fresh ? now < settledAt + freshMs[viewer] : now < until;
  }

  /** What a load gives; undefined where its answer had to make room for others. */
  function taken({ work, outcome }: Load, signal?: AbortSignal): Promise<Answer> | undefined {
    if (work) return work.join(signal);
    if (outcome && "error" in outcome) return Promise.reject(outcome.error);
    const answer = outcome && answers.find(outcome.answer);
    return answer && Promise.resolve(answer);
  }

  function expire(page: string): void {
    for (const [key, entry] of latest) if (entry.page === page) latest.delete(key);
  }

  return {
    load,
    /** What was looked at, at whichever process, while it is kept. */
    find: answers.findAnywhere,
    /** Its rows can be acted on. */
    share: answers.share,
    /** Something was changed: what is at hand of a page may be old, at any process. Its rows can still be acted on. */
    async expire(page: string): Promise<void> {
      expire(page);
      await bus.publish(topic, { page });
    },
    close(): void {
      for (const one of leave) one();
    },
  };
}

/** Whether what it answers may depend on whom it acts for; the functions that it calls may, too. */
function isPersonal({ approvals, code }: FunctionVersion): boolean {
  return approvals.some(isOwn) || mayCallFunctions(code);
}

/** A person who connects their account goes on at once. */
function isMended(error: unknown): boolean {
  return error instanceof PatchbayError && error.code === "connection/required";
}

export type Feed = ReturnType<typeof createFeed>;

function keptMs(refresh = Infinity): number {
  return Math.max(leastKeptMs, Math.min(refresh * 1000, mostKeptMs));
}

function sourceFailed(
  { function: name, status, error, id }: RunView,
  source: string,
): PatchbayError {
  return new PatchbayError(
    "page/source-failed",
    `"${name}" ${status === "failed" ? "failed" : `ended as ${status}`}: ${error?.message ?? "it said nothing more."}`,
    { where: `sources.${source}`, extra: { run: id } },
  );
}

/** The same input in one way. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, entry]) => [key, sorted(entry)]);
}
