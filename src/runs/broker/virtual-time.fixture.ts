/** A clock and waits that stand still until a test lets time pass. */
export function createVirtualTime(start = 0) {
  let now = start;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock: { now: () => now },
    wait: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const alarm = {
          at: now + ms,
          ring() {
            alarms.delete(alarm);
            resolve();
          },
        };
        alarms.add(alarm);
        signal.addEventListener("abort", () => {
          if (alarms.delete(alarm)) reject(signal.reason);
        });
      }),
    /** Lets so many milliseconds pass, and whatever is due in them happen in its order. */
    async pass(ms: number): Promise<void> {
      const until = now + ms;
      for (;;) {
        await settle();
        const [next] = [...alarms].toSorted((a, b) => a.at - b.at);
        if (!next || next.at > until) break;
        now = Math.max(now, next.at);
        next.ring();
      }
      now = until;
    },
    alarms: () => alarms.size,
  };
}
