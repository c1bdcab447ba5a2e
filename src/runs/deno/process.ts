import { spawn } from "node:child_process";
import { once } from "node:events";
import { redact } from "../../core/redact.ts";
import type { SandboxCommand } from "./command.ts";
import type { Program } from "./program.ts";
import { type Frame, FrameError, createFrameReader, encodeFrame, frameKinds } from "./frames.ts";
import {
  type EndHead,
  type FetchHead,
  type LogHead,
  type ResponseHead,
  type Thrown,
  endHead,
  fetchHead,
  loadedHead,
  logHead,
  responseHead,
} from "./heads.ts";

/** What one run hears from its process. */
export interface RunListener {
  log(level: LogHead["level"], text: Uint8Array): void;
  fetch(call: number, head: FetchHead, body: Uint8Array): void;
  fetchAbort(call: number): void;
  response(head: ResponseHead): void;
  responseChunk(bytes: Uint8Array): void;
  end(head: EndHead): void;
  /** The process is gone; `culprit` where it was ended because of this very run. */
  lost(reason: string, culprit: boolean): void;
}

/** The frames of one run. */
export interface RunChannel {
  send(kind: Frame["kind"], frame?: { call?: number; head?: unknown; body?: Uint8Array }): void;
  /** Settles when the pipe has room again, or the process is gone. */
  drained(): Promise<void>;
  /** Ends the process because of this run. */
  kill(reason: string): void;
  /** From now on frames of this run are dropped. */
  close(): void;
}

/** Of frames that nobody waits for; a run that was stopped leaves some behind, and no more than the pipe holds. */
const maxStrayBytes = 16 * 1024 * 1024;

/** Crash text of V8 that is kept. */
const maxStderrBytes = 4 * 1024;

/** Starts one Deno. It is bound to one function and principal by its owner, and never to another. */
export function startProcess(command: SandboxCommand, maxBodyBytes: number) {
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    stdio: "pipe",
    windowsHide: true,
  });
  const reader = createFrameReader({ maxBodyBytes });
  const listeners = new Map<number, RunListener>();
  const up = Promise.withResolvers<void>();
  const loaded = Promise.withResolvers<Thrown | undefined>();
  const gone = Promise.withResolvers<void>();
  const exited = Promise.withResolvers<void>();
  let stderr = "";
  let alive = true;
  let corked = false;
  let loading = false;
  let runs = 0;
  let residentBytes = 0;
  /** Since the last run began. */
  let strayBytes = 0;

  function end(reason: string, culprit?: RunListener): void {
    if (!alive) return;
    alive = false;
    child.kill("SIGKILL");
    const lost = new Error(reason);
    up.reject(lost);
    loaded.resolve({ message: reason });
    const listening = [...listeners.values()];
    listeners.clear();
    for (const listener of listening) {
      listener.lost(reason, culprit === undefined || culprit === listener);
    }
    gone.resolve();
  }

  /** Frames of one turn of the event loop go out in one write. */
  function write(bytes: Uint8Array): void {
    if (!alive) return;
    if (!corked) {
      corked = true;
      child.stdin.cork();
      setImmediate(() => {
        corked = false;
        child.stdin.uncork();
      });
    }
    child.stdin.write(bytes);
  }

  /** They cost the host its time, so there is an end to them. */
  function drop({ body }: Frame): void {
    strayBytes += frameCost(body);
    if (strayBytes > maxStrayBytes) {
      end("The function wrote more to its standard output by itself than anyone waits for.");
    }
  }

  function take(frame: Frame): void {
    const { kind, run, call, head, body } = frame;
    if (run === 0) drop(frame);
    if (kind === frameKinds.up) return up.resolve();
    if (kind === frameKinds.loaded) return loaded.resolve(loadedHead.parse(head).error);
    if (kind === frameKinds.log) {
      const { level } = logHead.parse(head);
      // Late errors and timers do not say whose they are; all runs here have the same owner.
      const hearers = run === 0 ? [...listeners.values()] : [listeners.get(run)];
      for (const listener of hearers) listener?.log(level, body);
      return;
    }
    // A number nobody has: a run that is over, or one made up by the function.
    const listener = listeners.get(run);
    if (!listener || kind === frameKinds.fetchAbort) drop(frame);
    if (!listener) return;
    if (kind === frameKinds.fetch) listener.fetch(call, fetchHead.parse(head), body);
    else if (kind === frameKinds.fetchAbort) listener.fetchAbort(call);
    else if (kind === frameKinds.response) listener.response(responseHead.parse(head));
    else if (kind === frameKinds.responseChunk) listener.responseChunk(body);
    else if (kind === frameKinds.end) listener.end(endHead.parse(head));
    else throw new FrameError("a frame that only the host sends");
  }

  child.stdout.on("data", (chunk: Buffer) => {
    if (!alive) return;
    try {
      for (const frame of reader.push(chunk)) take(frame);
    } catch (error) {
      const why = error instanceof FrameError ? error.message : "unreadable";
      end(`The function wrote to its standard output by itself (${why}). Use console.log.`);
    }
  });
  child.stderr.on("data", (chunk: Buffer) => {
    if (stderr.length < maxStderrBytes) stderr += chunk.toString("utf8");
  });
  // The pipe of a process that just ended; `exit` tells what happened.
  child.stdin.on("error", () => {});
  child.on("error", (error) => {
    end(`Deno could not be started: ${error.message}`);
    exited.resolve();
  });
  // After `close` nothing is left in the pipes.
  child.on("close", (code, signal) => {
    end(endingOf(code, signal, stderr));
    exited.resolve();
  });
  up.promise.catch(() => {});

  return {
    pid: child.pid ?? 0,
    /** Settles when it can take code; throws where it ended before. */
    up: up.promise,
    /** Settles once it can serve nobody any more. */
    gone: gone.promise,
    /** Settles once the operating system has let go of it. */
    exited: exited.promise,
    isAlive: () => alive,
    /** Runs that were begun. */
    runs: () => runs,
    residentBytes: () => residentBytes,
    /** Ends it where that is too much; says whether it lives. */
    noteMemory(bytes: number, maxBytes: number): boolean {
      residentBytes = bytes;
      if (bytes > maxBytes) {
        end(`The function used more than ${Math.round(maxBytes / 1024 / 1024)} MB of memory.`);
      }
      return alive;
    },
    /** Loads the code on the first call; answers what the file threw. */
    load(program: () => Promise<Program>): Promise<Thrown | undefined> {
      if (!loading) {
        loading = true;
        program().then(
          ({ code, sdk, ...head }) => {
            if (sdk) write(encodeFrame(frameKinds.sdk, 0, { body: sdk }));
            write(encodeFrame(frameKinds.load, 0, { head, body: Buffer.from(code) }));
          },
          (error: unknown) => loaded.resolve({ message: String(error) }),
        );
      }
      return loaded.promise;
    },
    begin(listener: RunListener): RunChannel {
      const id = ++runs;
      strayBytes = 0;
      listeners.set(id, listener);
      return {
        send(kind, frame) {
          write(encodeFrame(kind, id, frame));
        },
        async drained() {
          if (alive && child.stdin.writableNeedDrain) {
            await Promise.race([once(child.stdin, "drain").catch(() => {}), gone.promise]);
          }
        },
        kill: (reason) => end(reason, listener),
        close: () => listeners.delete(id),
      };
    },
    kill: (reason: string) => end(reason),
  };
}

/** Bytes that a frame counts for: an empty one takes the host's time and memory as well. */
export function frameCost(body: Uint8Array): number {
  return Math.max(body.byteLength, 128);
}

export type SandboxProcess = ReturnType<typeof startProcess>;

function endingOf(code: number | null, signal: string | null, stderr: string): string {
  if (/out of memory|heap limit/i.test(stderr)) {
    return "The function ran out of JavaScript memory (64 MB).";
  }
  if (/stack overflow/i.test(stderr)) return "The function overflowed its stack.";
  const [line = ""] = redact(stderr).trim().split("\n");
  const how = signal ? `signal ${signal}` : `exit code ${code}`;
  return `The function ended its own process (${how}).${line ? ` It said: ${line}` : ""}`;
}
