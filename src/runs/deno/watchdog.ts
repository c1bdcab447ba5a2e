import { closeSync, openSync, readSync } from "node:fs";

const intervalMs = 50;
const pageBytes = 4096;

/** What a process holds now. */
export interface ProcessMemory {
  readonly residentBytes: number;
  /** Without what it shares with others, such as the pages of the binary: about its PSS. */
  readonly ownBytes: number;
}

type Seen = (memory: ProcessMemory) => void;

/**
 * Looks at the memory of processes. V8's own limit counts neither array buffers nor wasm memory nor
 * workers. It reads /proc: elsewhere than on Linux it sees nothing.
 */
export function createWatchdog() {
  /** By the open file: opening it anew each time would cost three times as much as reading it. */
  const watched = new Map<number, Seen>();
  const buffer = Buffer.alloc(128);
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    for (const [file, seen] of watched) {
      const memory = readStatm(file, buffer);
      if (memory) seen(memory);
    }
  }

  return {
    /** Tells the memory of a process about every 50 ms, until the answer is called. */
    watch(pid: number, seen: Seen): () => void {
      const file = openStatm(pid);
      if (file === undefined) return () => {};
      watched.set(file, seen);
      timer ??= setInterval(look, intervalMs).unref();
      return () => {
        if (watched.delete(file)) closeSync(file);
        if (watched.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

export type Watchdog = ReturnType<typeof createWatchdog>;

function openStatm(pid: number): number | undefined {
  try {
    return openSync(`/proc/${pid}/statm`, "r");
  } catch {
    // No Linux, or it has ended already.
    return undefined;
  }
}

/** The second and third number are the resident set and the part of it that files back, in pages; see proc_pid_statm(5). */
function readStatm(file: number, buffer: Buffer): ProcessMemory | undefined {
  try {
    const size = readSync(file, buffer, 0, buffer.byteLength, 0);
    const [, resident, shared] = buffer.toString("latin1", 0, size).split(" ").map(Number);
    if (resident === undefined || shared === undefined) return undefined;
    return { residentBytes: resident * pageBytes, ownBytes: (resident - shared) * pageBytes };
  } catch {
    // It ended between two looks.
    return undefined;
  }
}
