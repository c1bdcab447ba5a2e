import { useEffect, useRef, useState } from "react";
import { type Problem, problemOf } from "./problem.ts";

/** Something a person started that takes a while: whether it is under way, what went wrong, and a way to stop it. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function run(act: (signal: AbortSignal) => Promise<void>): Promise<void> {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setProblem(undefined);
    setBusy(true);
    try {
      await act(own.signal);
    } catch (error) {
      if (!own.signal.aborted) setProblem(problemOf(error));
    } finally {
      if (running.current === own) setBusy(false);
    }
  }

  return { busy, problem, run, cancel: () => running.current?.abort() };
}
