import type { Bus } from "../cluster/bus.ts";
import type { RunView } from "../contract/run.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { ownAccount } from "../flow/schema.ts";
import { createLateWrites } from "../core/late-writes.ts";
import type { Log } from "../core/log.ts";
import { redact } from "../core/redact.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { RunCause, RunFilter, RunStore, RunTrigger, StoredRun } from "../store/runs.ts";
import { type RunChain, base44Headers, openBase44 } from "./base44.ts";
import { readRequest } from "./deno/read-request.ts";
import { type DryRun, createDryRun } from "./dry-run/dry-run.ts";
import { createElsewhere } from "./elsewhere.ts";
import { interrupted } from "./interrupted.ts";
import {
  type Canceller,
  type LiveRun,
  type SentEvent,
  createLiveRuns,
  endOf,
} from "./live-runs.ts";
import { readOutput } from "./output.ts";
import {
  type Blot,
  type RunBody,
  blotOf,
  hasText,
  inputOf,
  keepRequest,
  keepValue,
  viewOf,
} from "./record.ts";
import { requestOf, testRequest } from "./replay.ts";
import { sdkImportsOf } from "./sdk-imports.ts";
import type { FunctionRequest, RunOptions, RunOutcome, RunningFunction } from "./types.ts";

export type { RunBody } from "./record.ts";

interface RunsDependencies {
  /** Throws `function/not-found`. */
  readonly current: (name: string) => Promise<FunctionVersion>;
  readonly store: RunStore<RunBody>;
  readonly runner: { run(options: RunOptions): RunningFunction };
  /** Throws where it acts for whoever calls it, and cannot for this person or for nobody. */
  readonly requirePerson: (version: FunctionVersion, userId: string | undefined) => Promise<void>;
  /** Undefined where the runner's own limit will do. */
  readonly timeoutMsOf: (version: FunctionVersion) => number | undefined;
  readonly appId: string;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Of the app; never a value. */
  readonly secretNames: () => Promise<readonly string[]>;
  /** What must not stand in a record. */
  readonly secretValues: () => Promise<readonly string[]>;
  readonly log: Log;
}

interface Beginning {
  readonly trigger: RunTrigger;
  readonly automation?: RunCause | undefined;
  /** For whom it acts. */
  readonly userId: string | undefined;
  readonly input: unknown;
  readonly request: FunctionRequest;
  /** It was called by HTTP, so that a replay repeats the request. */
  readonly isCall?: boolean;
  readonly replayOf?: string;
  readonly signal?: AbortSignal | undefined;
  /** Of the run that began this one. */
  readonly chain?: RunChain | undefined;
  /** Holds back what would change something. */
  readonly dryRun?: DryRun | undefined;
}

/** A run under way: its record, and what it does. */
interface Begun {
  readonly run: StoredRun<RunBody>;
  readonly running: RunningFunction;
  readonly live: LiveRun;
  readonly blot: Blot;
  /** Whoever waits for it no longer decides over it. */
  readonly leave: () => void;
}

/** A list of runs, as it is asked for. */
export interface RunSearch extends RunFilter {
  /** In what it was given, gave back, logged or failed with. */
  readonly text?: string | undefined;
}

const maxRequestBytes = 10 * 1024 * 1024;

/** Runs functions and keeps what happened. */
export function createRuns({
  current,
  store,
  runner,
  requirePerson,
  timeoutMsOf,
  appId,
  bus,
  clock,
  secretNames,
  secretValues,
  log,
}: RunsDependencies) {
  const ends = createLateWrites(log);
  const liveRuns = createLiveRuns(store.keep, (event, id) => elsewhere.tell(event, id));
  const elsewhere = createElsewhere({ bus, appId, store, liveRuns, log });

  async function begin(
    version: FunctionVersion,
    {
      trigger,
      automation,
      userId,
      input: given,
      request,
      isCall = false,
      replayOf,
      signal,
      chain,
      ...beginning
    }: Beginning,
  ): Promise<Begun> {
    await requirePerson(version, userId);
    const whose = userId === undefined ? {} : { userId };
    const dryRun = beginning.dryRun ?? chain?.dryRun?.within();
    const blot = blotOf(await secretValues());
    const kept =
      given === undefined ? ({ value: null, lost: "binary" } as const) : keepValue(given, blot);
    const called = isCall ? keepRequest(request, blot) : undefined;
    const lost = kept.lost ?? called?.lost;
    const timeoutMs = timeoutMsOf(version);
    const { name, version: number, code, approvals } = version;
    const sdkAt = sdkImportsOf(code);
    // Base44's SDK tells code who calls, and calls other functions for them.
    const isPersonal =
      userId !== undefined &&
      (sdkAt.length > 0 || approvals.some(({ account }) => account === ownAccount));
    const base44 = sdkAt.length > 0 ? openBase44(chain, dryRun) : undefined;
    // Code that does not say the word has no use for them.
    const names = /\benv\b/.test(code) ? { secretNames: await secretNames() } : {};
    const run = await store.start({
      function: version.name,
      version: version.version,
      trigger,
      ...(automation ? { automation } : {}),
      ...whose,
      ...(isPersonal ? { isPersonal } : {}),
      body: {
        input: kept.value,
        output: null,
        ...(lost ? { lost: { input: lost } } : {}),
        ...(called ? { request: called.request } : {}),
        ...(replayOf === undefined ? {} : { replayOf }),
        error: null,
        logs: [],
        calls: [],
        phases: {},
        ...(dryRun ? { would: [] } : {}),
      },
    });
    const live = liveRuns.open(run, blot);
    const leave = endWith(live, signal);
    const running = runner.run({
      target: {
        function: name,
        version: number,
        code,
        // What one person's run leaves in memory is not there for another's.
        principal: userId === undefined ? `app:${appId}` : `app:${appId}:${userId}`,
        sdkAt,
        ...names,
      },
      rights: {
        runId: run.id,
        approvals,
        ...whose,
        ...(dryRun ? { dryRun } : {}),
        ...(base44 ? { base44 } : {}),
      },
      request,
      ...(base44 ? { headers: base44Headers(appId, base44) } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      signal: live.signal,
      observer: live.observer,
    });
    return { run, running, live, blot, leave };
  }

  async function finish(
    { run, live, blot, leave }: Begun,
    { status, error, phases, would, ms }: RunOutcome,
    answered: unknown,
  ): Promise<StoredRun<RunBody>> {
    leave();
    const { cancelledBy, ...known } = live.body();
    const { value: output, lost } = keepValue(answered, blot);
    const isCancelled = status === "cancelled" && cancelledBy;
    const why = isCancelled ? { message: cancelledWords[cancelledBy] } : error;
    const finished: StoredRun<RunBody> = {
      ...run,
      status,
      ms,
      body: {
        ...known,
        output,
        ...(lost ? { lost: { ...known.lost, output: lost } } : {}),
        ...(isCancelled ? { cancelledBy } : {}),
        error: why ? textsOf(why, blot) : null,
        phases,
        ...(would ? { would } : {}),
      },
    };
    try {
      await ends.write(`The end of run ${run.id}`, () => store.finish(finished));
    } catch (cause) {
      // It ran, and whoever waits for it is told so; a second run would do it twice.
      log.write("error", `The end of run ${run.id} is not on record yet: ${String(cause)}`);
    } finally {
      live.end(viewOf(finished));
    }
    return finished;
  }

  /** Waits for the end of a run that nobody gets the answer of. */
  async function complete(begun: Begun, judge: Judge, maxOutputBytes?: number): Promise<Completed> {
    const { running } = begun;
    const response = await running.response;
    const output = await readOutput(response, maxOutputBytes);
    const outcome = judge(await running.done, response.status, output);
    return { finished: await finish(begun, outcome, output), output };
  }

  async function found(id: string, seenBy?: string): Promise<StoredRun<RunBody>> {
    const run = await store.find(id);
    const isSeen = seenBy === undefined || !run?.isPersonal || run.userId === seenBy;
    if (run && isSeen) return run;
    throw new PatchbayError(
      "run/not-found",
      `There is no run "${id}"; GET /api/runs lists the latest. Old ones are deleted after RUN_RETENTION_DAYS.`,
    );
  }

  /** As it is by now. */
  const shown = (run: StoredRun<RunBody>): RunView => liveRuns.find(run.id)?.view() ?? viewOf(run);

  async function search({ text, ...filter }: RunSearch) {
    const part = text?.trim() ?? "";
    const page =
      part === ""
        ? await store.list(filter)
        : await store.search(filter, { part, isIn: (body) => hasText(body, part) });
    return { ...page, runs: page.runs.map(shown) };
  }

  return {
    /**
     * Runs the current version with this input and waits for the end. Where it has to be a certain
     * one, throws `run/changed` if that is not the current one: judged on what is run, not before.
     * Input and output are as they were, also where the record has less.
     */
    async test(
      name: string,
      input: unknown,
      {
        trigger,
        automation,
        userId,
        version: wanted,
        dryRun,
        maxOutputBytes,
        signal,
      }: {
        readonly trigger: RunTrigger;
        readonly automation?: RunCause;
        /** Whom it acts for: the person who calls, or who allowed it. */
        readonly userId?: string | undefined;
        readonly version?: number;
        /** Reads go through, writes are held back and told. */
        readonly dryRun?: boolean;
        /** More of the output than a record holds; what is longer comes as the start of its text. */
        readonly maxOutputBytes?: number;
        readonly signal?: AbortSignal | undefined;
      },
    ): Promise<RunView> {
      const version = await current(name);
      if (wanted !== undefined) requireVersion(version, wanted);
      const request = testRequest(name, input);
      const begun = await begin(version, {
        trigger,
        automation,
        userId,
        input,
        request,
        signal,
        ...(dryRun ? { dryRun: createDryRun(clock) } : {}),
      });
      const { finished, output } = await complete(begun, judgeTest, maxOutputBytes);
      return { ...viewOf(finished), input, output };
    },
    /**
     * Calls the current version as its users do, or as another function does; the answer streams,
     * the record follows at its end. Throws `request/too-large`.
     */
    async call(
      name: string,
      given: FunctionRequest,
      by: {
        readonly userId?: string | undefined;
        /** Of a function that calls it. */
        readonly chain?: RunChain;
        readonly signal?: AbortSignal;
      },
    ): Promise<Response> {
      const version = await current(name);
      // Read before it begins, so that the record has it whatever becomes of the run.
      const body = await readRequest(given, maxRequestBytes);
      if (body === "too-large")
        throw new PatchbayError(
          "request/too-large",
          `A function takes at most ${maxRequestBytes / 1024 / 1024} MB. Nothing ran.`,
        );
      const { method, url, headers } = given;
      const begun = await begin(version, {
        trigger: by.chain ? "function" : "http",
        userId: by.userId,
        input: inputOf(body, headers.get("content-type") ?? ""),
        request: { method, url, headers, body: body ?? null },
        isCall: true,
        chain: by.chain,
        signal: by.signal,
      });
      const { running, run } = begun;
      const response = await running.response;
      const [toCaller, toRecord] = response.body ? response.body.tee() : [null, null];
      const output = readOutput(new Response(toRecord, { headers: response.headers }));
      void Promise.all([running.done, output])
        .then(([outcome, text]) => finish(begun, outcome, text))
        // It was logged.
        .catch(() => {});
      const answer = new Response(toCaller, response);
      answer.headers.set("patchbay-run", run.id);
      return answer;
    },
    /**
     * Runs the current version with the input of an earlier run; answers as soon as it began. `same`
     * throws `run/changed` where the earlier run's version is no longer the current one. Throws
     * `run/not-found`, `run/not-replayable`; what ran for a person, only they repeat. What was a dry
     * run changes nothing this time either.
     */
    async replay(
      id: string,
      wanted: "current" | "same",
      userId: string | undefined,
    ): Promise<RunView> {
      const run = await found(id);
      if (run.isPersonal && run.userId !== userId)
        throw new PatchbayError(
          "run/not-replayable",
          "It ran for somebody, and only they can let it run for them again.",
        );
      const request = requestOf(run);
      const version = await current(run.function);
      if (wanted === "same") requireVersion(version, run.version);
      const { input, request: called, would } = run.body;
      const isCall = called !== undefined;
      const begun = await begin(version, {
        trigger: "replay",
        userId,
        input,
        request,
        isCall,
        replayOf: id,
        ...(would ? { dryRun: createDryRun(clock) } : {}),
      });
      void complete(begun, isCall ? (outcome) => outcome : judgeTest).catch(() => {});
      return begun.live.view();
    },
    /** Ends a run and waits until it is over. Throws `run/not-found`, `run/over`. */
    async cancel(id: string, by: Canceller): Promise<RunView> {
      const live = liveRuns.find(id);
      if (live) {
        live.cancel(by);
        return live.over;
      }
      const run = await found(id);
      const ended = run.status === "running" ? await elsewhere.cancel(id, by) : undefined;
      if (ended) return ended;
      const { status } = run;
      throw new PatchbayError(
        "run/over",
        status === "running"
          ? `Run "${id}" was told to end, and has not yet. Look at it again in a moment.`
          : `Run "${id}" is over: it ${status === "timed-out" ? "timed out" : status === "succeeded" || status === "failed" ? status : `was ${status}`}.`,
        { extra: { runStatus: status } },
      );
    },
    /** Whether this version ever ran for real; a dry run is none. */
    hasRun: ({ name, version }: Pick<FunctionVersion, "name" | "version">): Promise<boolean> =>
      store.hasRun(name, version),
    async find(id: string): Promise<RunView | undefined> {
      const run = await store.find(id);
      return run && shown(run);
    },
    /** Throws `run/not-found`, also for one that `seenBy` may not see. */
    async show(id: string, seenBy?: string): Promise<RunView> {
      return shown(await found(id, seenBy));
    },
    /** What happens in a run, up to its end; undefined for who heard it all. Throws `run/not-found`. */
    async follow(
      id: string,
      after: string | undefined,
      seenBy?: string,
    ): Promise<ReadableStream<SentEvent> | undefined> {
      const known = await found(id, seenBy);
      const here = liveRuns.follow(id, after);
      if (here) return here;
      const run = shown(known);
      return run.status === "running" ? elsewhere.follow(run) : endOf(run, after);
    },
    followList: liveRuns.followList,
    /** Newest first. */
    list: async (filter: RunSearch): Promise<readonly RunView[]> => (await search(filter)).runs,
    /** Newest first; `next` is the `before` of the next page. */
    search,
    /** Deletes all that ran for a person, and is over. */
    forgetOf: store.deleteOf,
    /** What ran in a process that is gone is said to be interrupted. */
    async recover(): Promise<void> {
      for (const run of await store.left())
        if (!liveRuns.find(run.id)) await store.finishLeft(interrupted(run));
    },
    close(): void {
      ends.close();
      elsewhere.close();
      liveRuns.close();
    },
  };
}

export type Runs = ReturnType<typeof createRuns>;

interface Completed {
  readonly finished: StoredRun<RunBody>;
  /** As the function gave it. */
  readonly output: unknown;
}

type Judge = (outcome: RunOutcome, status: number, output: unknown) => RunOutcome;

const cancelledWords: Readonly<Record<Canceller, string>> = {
  api: "The run was cancelled over the API.",
  page: "The run was cancelled on the page.",
  cli: "The run was cancelled from the command line.",
  caller: "The run was cancelled by whoever started it.",
};

/** A caller may want an answer such as 404; a test run that gets one did not do what it was run for. */
function judgeTest(outcome: RunOutcome, status: number, output: unknown): RunOutcome {
  if (outcome.status !== "succeeded" || status < 400) return outcome;
  const hasDetail = typeof output === "object" && output !== null && "detail" in output;
  const detail = hasDetail ? `: ${String(output.detail)}` : ".";
  return {
    ...outcome,
    status: "failed",
    error: { message: `The function answered ${status}${detail}` },
  };
}

function requireVersion({ name, version }: FunctionVersion, wanted: number): void {
  if (version === wanted) return;
  throw new PatchbayError(
    "run/changed",
    `"${name}" is at version ${version} by now; version ${wanted} was to be run. Nothing ran.`,
    { extra: { version } },
  );
}

/** Ends the run with what its caller gives up; gives the way out of that. */
function endWith(live: LiveRun, signal: AbortSignal | undefined): () => void {
  if (!signal) return () => {};
  const cancel = () => live.cancel("caller");
  if (signal.aborted) cancel();
  else signal.addEventListener("abort", cancel, { once: true });
  return () => signal.removeEventListener("abort", cancel);
}

function textsOf(
  { message, stack }: NonNullable<RunOutcome["error"]>,
  blot: Blot,
): NonNullable<RunBody["error"]> {
  const said = redact(blot(message));
  return stack === undefined ? { message: said } : { message: said, stack: blot(stack) };
}
