import { useCallback, useEffect, useRef, useState } from "react";
import type { BlockAnswer, BlockView } from "../../src/contract/page.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import type { FilterValues, LoadBlock } from "./page-data.ts";

/** How a block that shows data stands. */
export interface BlockState {
  /** The last answer; while it is loaded anew it stays. */
  readonly answer: BlockAnswer | undefined;
  readonly problem: Problem | undefined;
  readonly isLoading: boolean;
}

type Reload = (options?: {
  /** All where it is left out. */
  readonly ids?: readonly string[];
  /** Whatever the server has at hand. */
  readonly fresh?: boolean;
}) => void;

const waiting: BlockState = { answer: undefined, problem: undefined, isLoading: true };
const fed: ReadonlySet<BlockView["type"]> = new Set(["figure", "table", "chart"]);

/** Loads what the blocks of a page show, each by itself, and again with other filters. */
export function useBlocks(blocks: readonly BlockView[], filters: FilterValues, load: LoadBlock) {
  const [states, setStates] = useState<Readonly<Record<string, BlockState>>>({});
  const asked = useRef(new Map<string, AbortController>());
  const ids = useStable(blocks.filter(({ type }) => fed.has(type)).map(({ id }) => id));
  const chosen = useStable(filters);

  const start = useCallback(
    (id: string, fresh: boolean, keepsAnswer: boolean) => {
      const leave = new AbortController();
      asked.current.get(id)?.abort();
      asked.current.set(id, leave);
      const put = (state: (last: BlockState) => BlockState) => {
        if (!leave.signal.aborted)
          setStates((all) => ({ ...all, [id]: state(all[id] ?? waiting) }));
      };
      put((last) => ({ ...last, isLoading: true }));
      load(id, chosen, fresh, leave.signal).then(
        (answer) => put(() => ({ answer, problem: undefined, isLoading: false })),
        (error: unknown) =>
          put(({ answer }) => ({
            // What other filters gave would be taken for what these give.
            answer: keepsAnswer ? answer : undefined,
            problem: problemOf(error),
            isLoading: false,
          })),
      );
    },
    [chosen, load],
  );

  useEffect(() => {
    const all = asked.current;
    for (const id of ids) start(id, false, false);
    return () => {
      for (const request of all.values()) request.abort();
    };
  }, [ids, start]);

  const reload = useCallback<Reload>(
    ({ ids: only = ids, fresh = false } = {}) => {
      for (const id of only) start(id, fresh, true);
    },
    [ids, start],
  );
  const shown = ids.map((id) => states[id] ?? waiting);
  const times = shown.flatMap(({ answer }) => (answer ? [answer.loadedAt] : []));
  return {
    stateOf: (id: string) => states[id] ?? waiting,
    reload,
    isLoading: shown.some(({ isLoading }) => isLoading),
    /** When the oldest of what is shown was loaded. */
    loadedAt: times.toSorted()[0],
  };
}

/** The same object as long as what is in it is the same. */
function useStable<Value>(value: Value): Value {
  const [kept, setKept] = useState(value);
  if (JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}
