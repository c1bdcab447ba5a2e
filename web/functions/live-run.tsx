import { useEffect, useState } from "react";
import { runShape, runSummaryListShape } from "../../src/contract/run.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { useRun } from "../runs/use-run.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Failure } from "../ui/states.tsx";
import { RunResult } from "./run-result.tsx";

const words = functionWords.live;
/** A run that is over sooner is not looked for. */
const patienceMs = 250;

/** The run that was just begun, as it goes on; it can be cancelled. */
export function LiveRun({ name }: { readonly name: string }) {
  const id = useRunning(name);
  return (
    <section className="run-live" aria-label={words.label}>
      {id === undefined ? (
        <p>
          {words.started} <Link href={paths.runsOf(name)}>{strings.runs.watch}</Link>
        </p>
      ) : (
        <Live id={id} />
      )}
    </section>
  );
}

/** The answer comes with the end of a run, so that its id is looked for among those that run. */
function useRunning(name: string): string | undefined {
  const [id, setId] = useState<string>();
  useEffect(() => {
    if (id !== undefined) return;
    const leave = new AbortController();
    const path = `/api/runs?function=${encodeURIComponent(name)}&status=running&trigger=test&limit=1&fields=summary`;
    const timer = setInterval(() => {
      ask(runSummaryListShape, path, { signal: leave.signal }).then(
        ({ runs: [run] }) => run && setId(run.id),
        // The next look may do better; the end is told in any case.
        () => undefined,
      );
    }, patienceMs);
    return () => {
      clearInterval(timer);
      leave.abort();
    };
  }, [name, id]);
  return id;
}

function Live({ id }: { readonly id: string }) {
  const { loaded } = useRun(id);
  const [isEnding, setEnding] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  async function cancel() {
    setEnding(true);
    try {
      await ask(runShape, `/api/runs/${encodeURIComponent(id)}/cancel`, { method: "POST" });
    } catch (error) {
      setProblem(problemOf(error));
      setEnding(false);
    }
  }
  return (
    <>
      <p>
        <Button disabled={isEnding} onClick={() => void cancel()}>
          <Icon name="stop" />
          {isEnding ? words.cancelling : words.cancel}
        </Button>
      </p>
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "ready" && <RunResult run={loaded.value} />}
    </>
  );
}
