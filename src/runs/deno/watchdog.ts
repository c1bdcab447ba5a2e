import { readFileSync } from "node:fs";

const intervalMs = 50;
const pageBytes = 4096;

/**
 * Looks at the resident memory of processes. V8's own limit counts neither array buffers nor
 * wasm memory nor workers. It reads /proc: elsewhere than on Linux it sees nothing.
 */
export function createWatchdog() {
  const watched = new Map<number, (residentBytes: number) => void>();
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    for (const [pid, seen] of watched) {
      const bytes = residentBytes(pid);
      if (bytes !== undefined) seen(bytes);
    }
  }

  return {
    /** Tells the resident memory of a process about every 50 ms, until the answer is called. */
    watch(pid: number, seen: (residentBytes: number) => void): () => void {
      watched.set(pid, seen);
      timer ??= setInterval(look, intervalMs).unref();
      return () => {
        watched.delete(pid);
        if (watched.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

export type Watchdog = ReturnType<typeof createWatchdog>;

/** The second number of /proc/pid/statm is the resident set in pages; see proc_pid_statm(5). */
function residentBytes(pid: number): number | undefined {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, "latin1").split(" ");
    return Number(pages) * pageBytes;
  } catch {
    // It ended between two looks.
    return undefined;
  }
}
