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

/** A run that waits for a yes, with the dry run that shows what it would do. */
interface Waiting {
  readonly input: Input;
  readonly run: string;
}

/** Test runs of a function; one that writes is rehearsed before its first run. */
export function useTestRun(
  { name, writes = false, hasRun: ran = true }: Runnable,
  /** Told of the end of each, however it ended. */
  ended: () => void = () => undefined,
) {
  const [run, setRun] = useState<RunView>();
  const [hasRun, setHasRun] = useState(ran);
  const [waiting, setWaiting] = useState<Waiting>();
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
      ended();
    }
  }
  async function start(input: Input) {
    if (hasRun || !writes) return void (await go(input, false));
    const rehearsed = await go(input, true);
    if (rehearsed) setWaiting({ input, run: rehearsed.id });
  }
  return {
    run,
    isBusy,
    problem,
    start: (input: Input) => void start(input),
    rehearse: (input: Input) => void go(input, true),
    /** Shows another run, as an earlier one. */
    show: setRun,
    /** Given while the rehearsed run that is shown waits for a yes. */
    confirm: waiting && waiting.run === run?.id ? () => void go(waiting.input, false) : undefined,
    leave: () => setWaiting(undefined),
  };
}
