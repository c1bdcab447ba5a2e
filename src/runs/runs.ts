import type { RunView } from "../contract/run.ts";
import { PatchbayError } from "../core/errors.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { RunStore, RunTrigger, StoredRun } from "../store/runs.ts";
import { readOutput } from "./output.ts";
import type {
  RunCall,
  RunLog,
  RunOptions,
  RunOutcome,
  RunPhases,
  RunningFunction,
} from "./types.ts";

/** What is kept of a run beside its status. */
export interface RunBody {
  readonly input: unknown;
  readonly output: unknown;
  readonly error: { readonly message: string; readonly stack?: string } | null;
  readonly logs: readonly RunLog[];
  readonly calls: readonly RunCall[];
  readonly phases: RunPhases | Record<string, never>;
}

interface RunsDependencies {
  /** Throws `function/not-found`. */
  readonly current: (name: string) => Promise<FunctionVersion>;
  readonly store: RunStore<RunBody>;
  readonly runner: { run(options: RunOptions): RunningFunction };
  /** Undefined where the runner's own limit will do. */
  readonly timeoutMsOf: (version: FunctionVersion) => number | undefined;
}

/** The app itself is the only principal until people have accounts. */
const principal = "app";

/** Runs functions and keeps what happened. */
export function createRuns({ current, store, runner, timeoutMsOf }: RunsDependencies) {
  async function begin(
    version: FunctionVersion,
    trigger: RunTrigger,
    input: unknown,
    request: Request,
    signal?: AbortSignal,
  ) {
    const empty = { input, output: null, error: null, logs: [], calls: [], phases: {} };
    const run = await store.start({
      function: version.name,
      version: version.version,
      trigger,
      body: empty,
    });
    const timeoutMs = timeoutMsOf(version);
    const running = runner.run({
      target: { function: version.name, version: version.version, code: version.code, principal },
      rights: { runId: run.id, approvals: version.approvals },
      request,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(signal ? { signal } : {}),
    });
    return { run, running };
  }

  async function finish(
    run: StoredRun<RunBody>,
    outcome: RunOutcome,
    output: unknown,
  ): Promise<StoredRun<RunBody>> {
    const { status, error, logs, calls, phases, ms } = outcome;
    const body = { input: run.body.input, output, error: error ?? null, logs, calls, phases };
    const finished = { ...run, status, ms, body };
    await store.finish(finished);
    return finished;
  }

  return {
    /**
     * Runs the current version with this input and waits for the end. Where it has to be a certain
     * one, throws `run/changed` if that is not the current one: judged on what is run, not before.
     */
    async test(
      name: string,
      input: Readonly<Record<string, unknown>>,
      {
        trigger,
        version: wanted,
        signal,
      }: {
        readonly trigger: RunTrigger;
        readonly version?: number;
        readonly signal?: AbortSignal | undefined;
      },
    ): Promise<RunView> {
      const version = await current(name);
      if (wanted !== undefined && version.version !== wanted)
        throw new PatchbayError(
          "run/changed",
          `"${name}" is at version ${version.version} by now; version ${wanted} was to be run. Nothing ran.`,
          { extra: { version: version.version } },
        );
      const request = new Request(`https://functions.invalid/${encodeURIComponent(name)}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(input),
      });
      const { run, running } = await begin(version, trigger, input, request, signal);
      const response = await running.response;
      const output = await readOutput(response);
      return viewOf(
        await finish(run, judgeTest(await running.done, response.status, output), output),
      );
    },
    /** Calls the current version as its users do; the answer streams, the record follows at its end. */
    async call(name: string, request: Request): Promise<Response> {
      const version = await current(name);
      const { run, running } = await begin(version, "http", null, request);
      const response = await running.response;
      const [toCaller, toRecord] = response.body ? response.body.tee() : [null, null];
      void readOutput(new Response(toRecord, { headers: response.headers })).then(async (output) =>
        finish(run, await running.done, output),
      );
      const answer = new Response(toCaller, response);
      answer.headers.set("patchbay-run", run.id);
      return answer;
    },
    async find(id: string): Promise<RunView | undefined> {
      const run = await store.find(id);
      return run && viewOf(run);
    },
    /** Newest first. */
    async list(filter: {
      readonly function?: string | undefined;
      readonly limit: number;
    }): Promise<readonly RunView[]> {
      return (await store.list(filter)).map(viewOf);
    },
  };
}

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

export type Runs = ReturnType<typeof createRuns>;

function viewOf({ body, ...run }: StoredRun<RunBody>): RunView {
  const { input, output, error, logs, calls, phases } = body;
  return {
    ...run,
    input,
    output,
    error,
    logs: [...logs],
    calls: [...calls],
    phases: { ...phases },
  };
}
