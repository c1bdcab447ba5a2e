import { AsyncLocalStorage } from "node:async_hooks";
import { encodeFrame } from "../frames.ts";
import { realDeno } from "./real.ts";

/** One run as the sandbox sees it. It says which frames belong together; it grants nothing. */
export interface SandboxRun {
  readonly id: number;
  readonly abort: AbortController;
  calls: number;
}

const { stdout } = realDeno;

/** Which run the code that is running now belongs to. */
export const currentRun = new AsyncLocalStorage<SandboxRun>();

/**
 * Promise turns that a frame waits for company. A write wakes the host, which costs both sides more
 * than the frame itself, and a handler without I/O answers within these turns.
 */
const turns = 50;

let outgoing: Uint8Array[] = [];

/** Sends one frame to the host, together with those that follow at once. */
export function send(...frame: Parameters<typeof encodeFrame>): void {
  outgoing.push(encodeFrame(...frame));
  if (outgoing.length === 1) void flushSoon();
}

/** Writes what waits; returns when the pipe has taken it, so that a slow host slows us. */
export function flush(): void {
  const frames = outgoing;
  outgoing = [];
  for (let bytes = join(frames); bytes.byteLength > 0;) {
    bytes = bytes.subarray(stdout.writeSync(bytes));
  }
}

async function flushSoon(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await undefined;
  flush();
}

function join(frames: readonly Uint8Array[]): Uint8Array {
  const [first] = frames;
  if (first && frames.length === 1) return first;
  const bytes = new Uint8Array(frames.reduce((size, frame) => size + frame.byteLength, 0));
  let at = 0;
  for (const frame of frames) {
    bytes.set(frame, at);
    at += frame.byteLength;
  }
  return bytes;
}
