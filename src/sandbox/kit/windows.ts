/** A limit as a stand-in keeps it: so many calls in any time of this length, of one token. */
export interface StandInLimit {
  readonly key: string;
  readonly calls: number;
  readonly ms: number;
}

/** What was counted under each limit; in memory only, as a window is short. */
export function createWindows() {
  const times = new Map<string, number[]>();
  return {
    /** Counts a call; or says in how many whole seconds there is room for it. */
    take({ key, calls, ms }: StandInLimit, token: string, now: number): number | undefined {
      const of = `${token} ${key}`;
      const recent = (times.get(of) ?? []).filter((time) => time > now - ms);
      const [oldest] = recent;
      if (recent.length >= calls && oldest !== undefined)
        return Math.ceil((oldest + ms - now) / 1_000);
      times.set(of, [...recent, now]);
      return undefined;
    },
  };
}
