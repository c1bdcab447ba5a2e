import type { RunView } from "../contract/run.ts";
import { PatchbayError } from "../core/errors.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { RunCause, RunStore, RunTrigger, StoredRun } from "../store/runs.ts";
import { type RunChain, base44Headers, openBase44 } from "./base44.ts";
import { readOutput } from "./output.ts";
import { sdkImportsOf } from "./sdk-imports.ts";
import type {
  FunctionRequest,
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
  readonly appId: string;
  /** Of the app; never a value. */
  readonly secretNames: () => Promise<readonly string[]>;
}

interface Beginning {
  readonly trigger: RunTrigger;
  readonly automation?: RunCause | undefined;
  readonly input: unknown;
  readonly request: FunctionRequest;
  readonly signal?: AbortSignal | undefined;
  /** Of the run that began this one. */
  readonly chain?: RunChain | undefined;
}

/** The app itself is the only principal until people have accounts. */
const principal = "app";

/** Runs functions and keeps what happened. */
export function createRuns({
  current,
  store,
  runner,
  timeoutMsOf,
  appId,
  secretNames,
}: RunsDependencies) {
  async function begin(
    version: FunctionVersion,
    { trigger, automation, input, request, signal, chain }: Beginning,
  ) {
    const empty = { input, output: null, error: null, logs: [], calls: [], phases: {} };
    const run = await store.start({
      function: version.name,
      version: version.version,
      trigger,
      ...(automation ? { automation } : {}),
      body: empty,
    });
    const timeoutMs = timeoutMsOf(version);
    const { name, version: number, code, approvals } = version;
    const sdkAt = sdkImportsOf(code);
    const base44 = sdkAt.length > 0 ? openBase44(chain) : undefined;
    const running = runner.run({
      target: {
        function: name,
        version: number,
        code,
        principal,
        sdkAt,
        // Code that does not say the word has no use for them.
        ...(/\benv\b/.test(code) ? { secretNames: await secretNames() } : {}),
      },
      rights: { runId: run.id, approvals, ...(base44 ? { base44 } : {}) },
      request,
      ...(base44 ? { headers: base44Headers(appId, base44) } : {}),
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
      input: unknown,
      {
        trigger,
        automation,
        version: wanted,
        signal,
      }: {
        readonly trigger: RunTrigger;
        readonly automation?: RunCause;
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
      const { run, running } = await begin(version, {
        trigger,
        automation,
        input,
        request,
        signal,
      });
      const response = await running.response;
      const output = await readOutput(response);
      return viewOf(
        await finish(run, judgeTest(await running.done, response.status, output), output),
      );
    },
    /**
     * Calls the current version as its users do, or as another function does; the answer streams,
     * the record follows at its end.
     */
    async call(
      name: string,
      request: FunctionRequest,
      by?: { readonly chain: RunChain; readonly signal: AbortSignal },
    ): Promise<Response> {
      const version = await current(name);
      const trigger = by ? "function" : "http";
      const { run, running } = await begin(version, { trigger, input: null, request, ...by });
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
