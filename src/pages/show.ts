import type { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type { Bus } from "../cluster/bus.ts";
import type { BlockAnswer, actedShape, blockDataBody } from "../contract/page.ts";
import type { PageSpec } from "../contract/page-spec.ts";
import type { Clock } from "../core/clock.ts";
import { type ErrorCode, PatchbayError } from "../core/errors.ts";
import type { Functions } from "../functions/functions.ts";
import type { Runs } from "../runs/runs.ts";
import type { PageActStore } from "../store/page-acts.ts";
import type { PageAnswerStore } from "../store/page-answers.ts";
import { type Act, deedOf } from "./act.ts";
import type { Answer } from "./answers.ts";
import { blockOf, sourcesOf } from "./blocks.ts";
import { evaluate, isFed } from "./evaluate.ts";
import { type FedPage, createFeed } from "./feed.ts";
import { readFilters } from "./filters.ts";
import { fitInput } from "./input.ts";
import { createLimit } from "./limit.ts";
import { type Outcome, createOnce } from "./once.ts";
import type { Viewer } from "./viewer.ts";

export interface ShowDependencies {
  readonly functions: Pick<Functions, "current" | "resolve">;
  readonly runs: Pick<Runs, "test">;
  readonly catalog: Pick<Catalog, "find">;
  readonly answers: PageAnswerStore<Answer>;
  readonly acts: PageActStore<Outcome<Acted>>;
  readonly bus: Bus;
  readonly appId: string;
  /** Processes that share the limits. */
  readonly living: () => number;
  readonly clock: Clock;
}

type ShownPage = Omit<FedPage, "spec"> & { readonly spec: PageSpec };
type Wanted = z.output<typeof blockDataBody>;
export type Acted = z.output<typeof actedShape>;

export interface Looking {
  readonly viewer: Viewer;
  /** Whom functions act for; nobody where nobody is signed in. */
  readonly userId?: string | undefined;
  /** Of a client that may leave. */
  readonly signal?: AbortSignal | undefined;
}

const maxEmbeddedActs = 30;

/** What a page shows, and what is done on it. */
export function createShow(deps: ShowDependencies) {
  const { functions, runs, clock, living } = deps;
  const feed = createFeed(deps);
  const acts = createLimit({ clock, perMinute: maxEmbeddedActs, living });
  const once = createOnce<Acted>({ store: deps.acts, clock });

  /** Throws `page/block-not-found`, `page/source-failed`, `page/busy`, `request/invalid`. */
  async function data(
    page: ShownPage,
    blockId: string,
    { filters: given, fresh }: Wanted,
    { viewer, userId, signal }: Looking,
  ): Promise<BlockAnswer> {
    const block = blockOf(page.spec, blockId);
    if (!isFed(block))
      throw new PatchbayError(
        "request/invalid",
        `"${blockId}" is a ${block.type}: it shows no data.`,
        { where: "block" },
      );
    const filters = readFilters(page.spec.filters, given);
    return discreetly(viewer, loadingWords, async () => {
      const loaded = await Promise.all(
        sourcesOf(block, page.spec).map((source) =>
          feed.load(page, source, { filters, fresh, viewer, userId, signal }),
        ),
      );
      const answered = Object.fromEntries(loaded.map(({ source, value }) => [source, value]));
      const [first] = loaded;
      if (first && block.type === "table" && block.actions.length > 0) await feed.share(first);
      const times = loaded.map(({ loadedAt }) => loadedAt);
      return {
        data: evaluate(block, { ...answered, filters }),
        loadedAt: new Date(Math.min(clock.now(), ...times)).toISOString(),
        snapshot: first?.id ?? "",
        ...(viewer === "maker" ? { runs: loaded.map(({ run }) => run) } : {}),
      };
    });
  }

  /** Throws what {@link deedOf} does, `page/block-not-found`, `page/action-failed`, `page/busy`. */
  async function act(
    page: ShownPage,
    blockId: string,
    wanted: Act,
    { viewer, userId }: Omit<Looking, "signal">,
  ): Promise<Acted> {
    const block = blockOf(page.spec, blockId);
    return discreetly(viewer, actingWords, async () => {
      const looked = wanted.row && (await feed.find(wanted.row.snapshot));
      const isTheirs = looked?.userId === undefined || looked.userId === userId;
      const deed = deedOf(block, wanted, { ...page, looked: isTheirs ? looked : undefined });
      if (viewer === "embedded") acts.take(page.id);
      const version = await functions.current(await functions.resolve(deed.function));
      const input = fitInput(version, deed.input, deed.roots, deed.values);
      const go = async (): Promise<Acted> => {
        // Who leaves does not stop what has begun: it may be half done.
        const run = await runs.test(version.name, input, {
          trigger: "page",
          userId,
          version: version.version,
        });
        await feed.expire(page.id);
        if (run.status !== "succeeded")
          throw new PatchbayError(
            "page/action-failed",
            `"${version.name}" ${run.status === "failed" ? "failed" : `ended as ${run.status}`}: ${run.error?.message ?? "it said nothing more."}`,
            { extra: { run: run.id } },
          );
        return { message: deed.done, ...(viewer === "maker" ? { run: run.id } : {}) };
      };
      if (wanted.once === undefined) return go();
      return once(JSON.stringify([page.id, blockId, viewer, userId, wanted.once]), go);
    });
  }

  return { data, act, close: feed.close };
}

const loadingWords =
  "This part of the page could not be loaded. Try again in a moment; if it stays so, tell whoever made the page.";
const actingWords =
  "This did not work. Look whether it was done before you repeat it; if it stays so, tell whoever made the page.";

/** What is said of what the client itself sent. */
const toldToAll: readonly ErrorCode[] = [
  "page/busy",
  "page/changed",
  "page/snapshot-gone",
  "page/values",
  "request/invalid",
];

/** Who looks at a page on another site is not told what is behind it, whatever goes wrong. */
async function discreetly<T>(viewer: Viewer, words: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (viewer === "maker" || !(error instanceof PatchbayError) || toldToAll.includes(error.code))
      throw error;
    const code = words === loadingWords ? "page/source-failed" : "page/action-failed";
    throw new PatchbayError(code, words, { cause: error });
  }
}
