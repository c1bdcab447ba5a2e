import { useEffect, useEffectEvent } from "react";
import { z } from "zod";
import { useMay } from "../data/rights.ts";
import { Allowed, Lacking } from "../access/allowed.tsx";
import type { FunctionView } from "../../src/contract/function.ts";
import { type RunView, runListShape } from "../../src/contract/run.ts";
import { useGet } from "../data/use-get.ts";
import { Link, replaceAddress, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Chip } from "../ui/chip.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { FirstRun } from "./first-run.tsx";
import { fieldsOf, readInput } from "./inputs.ts";
import { LiveRun } from "./live-run.tsx";
import { RunForm } from "./run-form.tsx";
import { RunResult } from "./run-result.tsx";
import { RunStatus } from "./run-status.tsx";
import { type Input, useTestRun } from "./use-test-run.ts";
import "./run-tab.css";

const words = strings.runs;

/** Runs the function, and shows this and earlier runs. */
export function RunTab({ current }: { readonly current: FunctionView }) {
  const name = encodeURIComponent(current.name);
  const { loaded, reload } = useGet(runListShape, `/api/runs?function=${name}`);
  const test = useTestRun(current, reload);
  const { isBusy, problem, confirm } = test;
  const mayRun = useMay("run");
  const writes = current.writes ?? false;
  const runs = loaded.status === "ready" ? loaded.value.runs : [];
  const shown = test.run ?? runs[0];

  /** Asked for in the list; what has to be said first is said in the form. */
  const isAsked = new URLSearchParams(useQuery()).get("start") === "dry";
  const begin = useEffectEvent(() => {
    replaceAddress(paths.function(current.name, "run"));
    const fields = fieldsOf(current.input) ?? [];
    const reading = readInput(
      fields,
      Object.fromEntries(fields.map((one) => [one.name, one.text])),
    );
    if (reading.status === "fits") test.rehearse(reading.input);
  });
  useEffect(() => {
    if (isAsked && mayRun) begin();
  }, [isAsked, mayRun]);

  return (
    <div className="run-tab">
      <aside>
        <Allowed right="run">
          <RunForm
            schema={current.input}
            busy={isBusy}
            last={inputOf(shown)}
            run={test.start}
            dryRun={writes ? test.rehearse : undefined}
          />
        </Allowed>
        <Lacking right="run" />
        {loaded.status === "failed" && (
          <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
        )}
        {runs.length > 0 && (
          <PastRuns name={current.name} runs={runs} shown={shown?.id} choose={test.show} />
        )}
      </aside>
      <div className="run-main" aria-live="polite" aria-busy={isBusy}>
        {problem && <Failure detail={problem.message} />}
        {isBusy && <LiveRun name={current.name} />}
        {loaded.status === "loading" && !shown && <Loading lines={5} />}
        {loaded.status === "ready" && !shown && !problem && !isBusy && (
          <Empty icon="play" title={words.none}>
            <p>{words.noneLead}</p>
          </Empty>
        )}
        {confirm && <FirstRun busy={isBusy} run={confirm} leave={test.leave} />}
        {shown && !isBusy && <RunResult run={shown} />}
      </div>
    </div>
  );
}

const inputShape = z.record(z.string(), z.unknown());

/** What a run was given, where that can be entered again. */
function inputOf(run: RunView | undefined): Input | undefined {
  if (!run || run.lost?.input) return undefined;
  return inputShape.safeParse(run.input).data;
}

interface PastRunsProps {
  readonly name: string;
  readonly runs: readonly RunView[];
  readonly shown: string | undefined;
  readonly choose: (run: RunView) => void;
}

function PastRuns({ name, runs, shown, choose }: PastRunsProps) {
  return (
    <section className="past-runs" aria-label={words.past}>
      <header>
        <h2>{words.past}</h2>
        <Link href={paths.runsOf(name)}>{words.all}</Link>
      </header>
      <ul role="list">
        {runs.map((run) => (
          <li key={run.id}>
            <button type="button" aria-pressed={run.id === shown} onClick={() => choose(run)}>
              <RunStatus status={run.status} ms={run.ms} />
              {run.dryRun && <Chip>{strings.dryRun.run}</Chip>}
              <span>
                {functionWords.version(run.version)} · {ago(run.startedAt, Date.now())}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
