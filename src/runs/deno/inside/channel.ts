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

/** Writes one frame to the host; returns when the pipe has taken it, so a slow host slows us. */
export function send(...frame: Parameters<typeof encodeFrame>): void {
  let bytes = encodeFrame(...frame);
  while (bytes.byteLength > 0) bytes = bytes.subarray(stdout.writeSync(bytes));
}
