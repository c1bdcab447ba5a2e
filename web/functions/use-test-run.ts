import { useState } from "react";
import { type RunView, runShape } from "../../src/contract/run.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";

export type Input = Readonly<Record<string, unknown>>;

interface Runnable {
  readonly name: string;
  /** Whether a run may change something, and whether this version ever ran for real. */
  readonly writes?: boolean | undefined;
  readonly hasRun?: boolean | undefined;
}

/** Test runs of a function; one that writes is rehearsed before its first run. */
export function useTestRun({ name, writes = false, hasRun: ran = true }: Runnable) {
  const [run, setRun] = useState<RunView>();
  const [hasRun, setHasRun] = useState(ran);
  const [waiting, setWaiting] = useState<Input>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function go(input: Input, dryRun: boolean): Promise<RunView | undefined> {
    setBusy(true);
    setProblem(undefined);
    setWaiting(undefined);
    try {
      const path = `/api/functions/${encodeURIComponent(name)}/run`;
      const done = await ask(runShape, path, { method: "POST", body: { input, dryRun } });
      setRun(done);
      if (!dryRun) setHasRun(true);
      return done;
    } catch (error) {
      setProblem(problemOf(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  }
  async function start(input: Input) {
    if (hasRun || !writes) return void (await go(input, false));
    if (await go(input, true)) setWaiting(input);
  }
  return {
    run,
    isBusy,
    problem,
    start: (input: Input) => void start(input),
    rehearse: (input: Input) => void go(input, true),
    /** Given while a rehearsed run waits for a yes. */
    confirm: waiting && (() => void go(waiting, false)),
    leave: () => setWaiting(undefined),
  };
}
