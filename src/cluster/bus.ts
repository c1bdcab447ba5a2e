import type { Log } from "../core/log.ts";

export interface Heard {
  /** Published by this very process: what it has in memory is known to it already. */
  readonly isOwn: boolean;
}

export type Hear = (payload: unknown, heard: Heard) => unknown;

/** Tells all server processes on one database that something happened. A message may be lost, and says so by `onGap`. */
export interface Bus {
  /** Ids, not data: what is said has to fit into 8000 bytes. */
  publish(topic: string, payload: unknown): Promise<void>;
  /** Gives the way out of it. */
  subscribe(topic: string, hear: Hear): () => void;
  /** Messages of others may have been missed: what is in memory is to be read again. */
  onGap(again: () => unknown): () => void;
  close(): Promise<void>;
}

/** Who hears what, within a process; a listener that fails disturbs no other. */
export function createListeners(log: Log) {
  const topics = new Map<string, Set<Hear>>();
  const gaps = new Set<() => unknown>();
  const attempt = (work: () => unknown) =>
    void Promise.resolve()
      .then(work)
      .catch((error: unknown) =>
        log.write("error", `What another process told could not be followed: ${String(error)}`),
      );
  return {
    tell(topic: string, payload: unknown, heard: Heard): void {
      for (const hear of topics.get(topic) ?? []) attempt(() => hear(payload, heard));
    },
    subscribe(topic: string, hear: Hear): () => void {
      const of = topics.get(topic) ?? new Set();
      topics.set(topic, of.add(hear));
      return () => {
        of.delete(hear);
        if (of.size === 0 && topics.get(topic) === of) topics.delete(topic);
      };
    },
    onGap(again: () => unknown): () => void {
      gaps.add(again);
      return () => gaps.delete(again);
    },
    gap: () => {
      for (const again of gaps) attempt(again);
    },
  };
}

/** For a process that is alone on its database. */
export function createLocalBus(log: Log): Bus {
  const listeners = createListeners(log);
  return {
    publish: async (topic, payload) => listeners.tell(topic, payload, { isOwn: true }),
    subscribe: listeners.subscribe,
    onGap: listeners.onGap,
    close: async () => {},
  };
}
