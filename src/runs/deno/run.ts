import type { Clock } from "../../core/clock.ts";
import type { Broker } from "../broker/broker.ts";
import type { RunOptions, RunOutcome, RunPhases, RunningFunction } from "../types.ts";
import { createEgressChannel } from "./egress-channel.ts";
import { frameKinds } from "./frames.ts";
import type { EndHead, ResponseHead } from "./heads.ts";
import type { RunnerLimits } from "./limits.ts";
import { createRunLogs } from "./logs.ts";
import type { Pool, Seat } from "./pool.ts";
import { programOf } from "./program.ts";
import { problemResponse } from "./problem-response.ts";
import { type RunChannel, frameCost } from "./process.ts";
import { readRequest } from "./read-request.ts";
import { requestHeaders } from "./request-headers.ts";
import { type StreamedResponse, createStreamedResponse } from "./response-body.ts";
import { errorOf } from "./trace.ts";

interface RunDeps {
  readonly pool: Pool;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly limits: RunnerLimits;
}

type Failure = Exclude<RunOutcome["status"], "succeeded">;

/** Log text of one run beyond which it is no longer telling anything. */
const maxLogTextBytes = 16 * 1024 * 1024;

/** Runs a function once: from its place in the pool to its outcome. Neither promise rejects. */
export function startRun(
  { pool, broker, clock, limits }: RunDeps,
  { target, rights, request, headers, timeoutMs = limits.timeoutMs, signal, observer }: RunOptions,
): RunningFunction {
  const begun = performance.now();
  const response = Promise.withResolvers<Response>();
  const done = Promise.withResolvers<RunOutcome>();
  const logs = createRunLogs(limits, clock, observer?.log);
  const egress = broker.open(rights, clock.now() + timeoutMs, observer);
  const phases = { queue: 0, start: 0, run: 0 };
  let mark = begun;
  let phase: keyof RunPhases = "queue";
  let seat: Seat | undefined;
  let channel: RunChannel | undefined;
  let calls: ReturnType<typeof createEgressChannel> | undefined;
  let answer: StreamedResponse | undefined;
  let answerStatus = 0;
  let [logBytes, answerBytes] = [0, 0];
  let stopped: { readonly status: Failure; readonly why: string } | undefined;
  let kill: NodeJS.Timeout | undefined;
  let isOver = false;
  let isSecondTry = false;

  function enter(next: keyof RunPhases): void {
    const now = performance.now();
    phases[phase] += now - mark;
    [mark, phase] = [now, next];
    if (!isOver) observer?.phase(phase, { ...phases });
  }

  function finish(status: RunOutcome["status"], error?: RunOutcome["error"]): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    clearTimeout(kill);
    signal?.removeEventListener("abort", cancel);
    // The rights end here, whatever the function has left running.
    egress.close();
    calls?.close();
    channel?.close();
    // What a dry run made up must not stay in the memory of code that runs for real.
    if (stopped || rights.dryRun) seat?.retire();
    seat?.release();
    enter(phase);
    if (status !== "succeeded") {
      const why = error?.message ?? "The function failed.";
      if (answer && answerStatus < 500) answer.fail(why);
      else if (!answer) response.resolve(problemResponse(status, why));
    }
    answer?.close();
    done.resolve({
      status,
      ...(error ? { error } : {}),
      logs: logs.lines(),
      calls: egress.calls(),
      callsLeftOut: egress.callsLeftOut(),
      ...(rights.dryRun ? { would: rights.dryRun.would() } : {}),
      phases,
      ms: mark - begun,
    });
  }

  /** Asks the function to end, then ends its process. */
  function stop(status: Failure, why: string): void {
    if (isOver || stopped) return;
    stopped = { status, why };
    egress.close();
    calls?.close();
    if (!channel) return finish(status, { message: why });
    const { kill: killNow } = channel;
    channel.send(frameKinds.abort);
    kill = setTimeout(() => killNow(why), limits.graceMs);
    return undefined;
  }

  const cancel = () => stop("cancelled", "The run was cancelled.");
  /** Time in which a provider keeps its calls waiting is not the function's own. */
  function timeIsUp(): void {
    const allowedMs = Math.max(timeoutMs, Math.min(timeoutMs + egress.waitedMs(), limits.maxMs));
    const leftMs = allowedMs - (performance.now() - begun);
    if (leftMs > 0) {
      timer = setTimeout(timeIsUp, leftMs);
      return;
    }
    const why =
      allowedMs > timeoutMs
        ? `The function took longer than ${timeoutMs} ms beside what its calls waited for the limits of providers.`
        : `The function took longer than ${timeoutMs} ms.`;
    stop("timed-out", why);
  }
  let timer = setTimeout(timeIsUp, timeoutMs);

  function ended({ error, aborted }: EndHead): void {
    if (stopped) return finish(stopped.status, { message: stopped.why });
    if (error) return finish("failed", errorOf(error, target.function));
    if (aborted || !answer) return finish("failed", { message: "The function gave no response." });
    if (answerStatus < 500) return finish("succeeded");
    return finish("failed", { message: `The function answered ${answerStatus}.` });
  }

  function answered(head: ResponseHead): void {
    if (answer || stopped) return;
    try {
      answer = createStreamedResponse(head, cancel);
    } catch {
      return finish("failed", {
        message: "The function's response has a header that is not HTTP.",
      });
    }
    answerStatus = head.status;
    response.resolve(answer.response);
  }

  /** The process as this run hears it. */
  function listen(process: Awaited<Seat["process"]>): RunChannel {
    return process.begin({
      log(level, text) {
        logs.add(level, text);
        logBytes += frameCost(text);
        if (logBytes > maxLogTextBytes) channel?.kill("The function logged too much.");
      },
      fetch: (call, head, body) => calls?.start(call, head, body),
      fetchAbort: (call) => calls?.abort(call),
      response: answered,
      responseChunk(bytes) {
        answerBytes += frameCost(bytes);
        if (answerBytes <= limits.maxResponseBytes) return answer?.push(bytes);
        const megabytes = limits.maxResponseBytes / 1024 / 1024;
        return channel?.kill(`The response is larger than ${megabytes} MB, or in too many parts.`);
      },
      end: ended,
      lost(reason, culprit) {
        seat?.retire();
        if (stopped) return finish(stopped.status, { message: stopped.why });
        if (culprit) return finish("failed", { message: reason });
        // Nothing of this run has left the machine, so a second try does no harm.
        if (egress.calls().length === 0 && !answer && !isSecondTry) {
          isSecondTry = true;
          seat?.release();
          seat = undefined;
          channel = undefined;
          enter("queue");
          return orFail(begin());
        }
        const other = "Another run of this function ended its process: ";
        return finish("failed", { message: other + reason });
      },
    });
  }

  let body: ReturnType<typeof readRequest> | undefined;

  async function begin(): Promise<void> {
    body ??= readRequest(request, limits.maxRequestBytes);
    const bytes = await body;
    if (bytes === "too-large") {
      const megabytes = limits.maxRequestBytes / 1024 / 1024;
      return finish("failed", { message: `The request is larger than ${megabytes} MB.` });
    }
    const { function: name, version, principal, code, secretNames } = target;
    const own = rights.dryRun ? rights.runId : null;
    const key = JSON.stringify([
      name,
      version,
      principal,
      rights.approvals,
      code,
      secretNames,
      own,
    ]);
    const taken = await pool.take(key);
    if (isOver) return taken.release();
    seat = taken;
    const process = await seat.process;
    if (isOver) return undefined;
    const opened = listen(process);
    channel = opened;
    calls = createEgressChannel(egress, opened, limits);
    enter("start");
    const broken = await process.load(() => programOf(target));
    if (isOver || stopped || channel !== opened) return undefined;
    if (broken) {
      seat.retire();
      return finish("failed", errorOf(broken, name));
    }
    enter("run");
    const { method, url } = request;
    const head = { method, url, headers: requestHeaders(request.headers, headers) };
    opened.send(frameKinds.run, { head, ...(bytes ? { body: bytes } : {}) });
    return undefined;
  }

  function orFail(work: Promise<void>): void {
    work.catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      finish("failed", { message: why });
    });
  }

  if (signal?.aborted) cancel();
  else signal?.addEventListener("abort", cancel, { once: true });
  orFail(begin());
  return { response: response.promise, done: done.promise };
}
