import type { Clock } from "../core/clock.ts";
import { createSecret } from "../core/ids.ts";
import type { PageAnswerStore } from "../store/page-answers.ts";

/** What a source answered. */
export interface Answer {
  /** Names it to who looks at it. */
  readonly id: string;
  /** The page and version that it was loaded for, and the source in it. */
  readonly page: string;
  readonly version: number;
  readonly source: string;
  readonly value: unknown;
  readonly run: string;
  /** Whose it is, where it was asked in a person's name: it is shown and acted on for nobody else. */
  readonly userId?: string;
  /** Milliseconds since 1970. */
  readonly loadedAt: number;
}

/** How long a row of what was looked at can still be acted on. */
const lifeMs = 15 * 60_000;
const maxBytes = 64 * 1024 * 1024;
/** An object in memory takes more than its JSON. */
const bytesPerCharacter = 2;

interface AnswersDependencies {
  readonly store: Pick<PageAnswerStore<Answer>, "keep" | "find">;
  readonly clock: Clock;
}

/**
 * Answers that are kept for the actions of their rows: for a time, and within a bounded memory. Those
 * that are shared can be acted on at any process.
 */
export function createAnswers({ store, clock }: AnswersDependencies, limit = maxBytes) {
  /** The one used longest ago comes first. */
  const kept = new Map<string, { readonly answer: Answer; readonly bytes: number }>();
  const shared = new WeakMap<Answer, Promise<void>>();
  let bytes = 0;

  function drop(id: string): void {
    bytes -= kept.get(id)?.bytes ?? 0;
    kept.delete(id);
  }

  function find(id: string): Answer | undefined {
    const found = kept.get(id);
    if (!found || found.answer.loadedAt + lifeMs < clock.now()) return undefined;
    kept.delete(id);
    kept.set(id, found);
    return found.answer;
  }

  return {
    keep(loaded: Omit<Answer, "id">): Answer {
      const answer = { ...loaded, id: createSecret() };
      const size = (JSON.stringify(loaded.value)?.length ?? 0) * bytesPerCharacter;
      kept.set(answer.id, { answer, bytes: size });
      bytes += size;
      for (const [id, { answer: old }] of kept)
        if (bytes > limit || old.loadedAt + lifeMs < clock.now()) drop(id);
      return answer;
    },
    /** Undefined where this process does not keep it any more. */
    find,
    /** Has rows that can be acted on: other processes are to know them. */
    async share(answer: Answer): Promise<void> {
      const sharing = shared.get(answer) ?? store.keep(answer, answer.loadedAt + lifeMs);
      shared.set(answer, sharing);
      await sharing;
    },
    /** Whoever loaded it. */
    findAnywhere: async (id: string): Promise<Answer | undefined> => find(id) ?? store.find(id),
    /** Bytes that it holds, as they are counted. */
    size: () => bytes,
  };
}
