import { useCallback, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { ask } from "./api.ts";
import { type Problem, problemOf, wantsSignIn } from "./problem.ts";
import { useReturns } from "./reach.ts";

const loading = { status: "loading" } as const;

/** How the loading of something stands. */
export type Loaded<Value> =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly problem: Problem }
  | { readonly status: "ready"; readonly value: Value };

/**
 * What stands at an address, and how to load it again; the old value stays until the new one is there.
 * It is loaded again when the server was gone and is back.
 * A key may be given that is asked with in place of the session.
 */
export function useGet<Shape extends z.ZodType>(shape: Shape, path: string, bearer?: string) {
  const [state, setState] = useState<{ path: string; loaded: Loaded<z.output<Shape>> }>();
  const [round, setRound] = useState(0);
  const returns = useReturns();
  // An answer that was asked for before the newest word came is not the newest.
  const newest = useRef<AbortController>(undefined);
  useEffect(() => {
    const leave = new AbortController();
    newest.current = leave;
    ask(shape, path, { bearer, signal: leave.signal }).then(
      (value) => {
        if (!leave.signal.aborted) setState({ path, loaded: { status: "ready", value } });
      },
      (error: unknown) => {
        if (leave.signal.aborted) return;
        const problem = problemOf(error);
        // What is shown stays while the server or the session is gone, with all that was typed into it.
        setState((last) =>
          (problem.code === "network" || wantsSignIn(problem)) &&
          last?.path === path &&
          last.loaded.status === "ready"
            ? last
            : { path, loaded: { status: "failed", problem } },
        );
      },
    );
    return () => leave.abort();
  }, [shape, path, bearer, round, returns]);
  const reload = useCallback(() => setRound((last) => last + 1), []);
  const set = useCallback(
    (value: z.output<Shape>) => {
      newest.current?.abort();
      setState({ path, loaded: { status: "ready", value } });
    },
    [path],
  );
  return { loaded: state?.path === path ? state.loaded : loading, reload, set };
}
