/** Work that several callers wait for: it is given up when the last of them leaves. */
export interface SharedWork<T> {
  /** Rejects for a caller that leaves; the work goes on while somebody waits. */
  join(signal?: AbortSignal): Promise<T>;
  /** For who waits without being counted. */
  readonly done: Promise<T>;
  /** The last one left before it was done: nothing more comes of it. */
  isAbandoned(): boolean;
}

export function shareWork<T>(work: (signal: AbortSignal) => Promise<T>): SharedWork<T> {
  const controller = new AbortController();
  const done = work(controller.signal);
  // Each caller hears of a failure; where all have left, nobody does.
  done.catch(() => {});
  let waiting = 0;
  return {
    done,
    isAbandoned: () => controller.signal.aborted,
    async join(signal) {
      waiting += 1;
      try {
        return await (signal ? untilAborted(done, signal) : done);
      } finally {
        waiting -= 1;
        if (waiting === 0 && signal?.aborted) controller.abort(signal.reason);
      }
    },
  };
}

function untilAborted<T>(done: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) return leave();
    signal.addEventListener("abort", leave, { once: true });
    done.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
