import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";

/** State that lives in memory and is written to a file after each change. */
export interface StateFile<State> {
  readonly current: State;
  /** Takes another state in place of the current one; it is written with the next `save`. */
  replace(state: State): void;
  /** Resolves when what stands now is on the disk; calls that come together share one write. */
  save(): Promise<void>;
}

/**
 * Reads the state, or makes a new one where there is no file. The file holds tokens and has mode
 * 0600. A file of another shape is put aside as `….unreadable`: a stand-in always starts.
 */
export function openStateFile<State>(
  file: string,
  shape: z.ZodType<State>,
  seed: () => State,
): StateFile<State> {
  let current = readState(file, shape) ?? seed();
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function write(): Promise<void> {
    next = undefined;
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const draft = `${file}.${process.pid}.draft`;
    await writeFile(draft, JSON.stringify(current), { mode: 0o600 });
    await rename(draft, file);
  }

  return {
    get current() {
      return current;
    },
    replace(state) {
      current = state;
    },
    save() {
      if (!next) {
        next = running.then(write);
        // A failed write is told to who asked for it; the next one tries again.
        running = next.catch(() => {});
      }
      return next;
    },
  };
}

function readState<State>(file: string, shape: z.ZodType<State>): State | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const parsed = shape.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  renameSync(file, `${file}.unreadable`);
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
