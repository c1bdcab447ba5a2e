import { useEffect, useEffectEvent, useState } from "react";
import { z } from "zod";
import type { FunctionView } from "../../src/contract/function.ts";
import { type RunView, runListShape, runShape } from "../../src/contract/run.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
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
import "./run-tab.css";

const words = strings.runs;

/** Runs the function, and shows this and earlier runs. */
export function RunTab({ current }: { readonly current: FunctionView }) {
  const name = encodeURIComponent(current.name);
  const { loaded, reload } = useGet(runListShape, `/api/runs?function=${name}`);
  const [chosen, setChosen] = useState<RunView>();
  const [hasRun, setHasRun] = useState(current.hasRun ?? true);
  const [waiting, setWaiting] = useState<Waiting>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const writes = current.writes ?? false;
  const runs = loaded.status === "ready" ? loaded.value.runs : [];
  const shown = chosen ?? runs[0];

  async function run(input: Input, { dryRun }: { readonly dryRun: boolean }) {
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { input, dryRun };
      const ran = await ask(runShape, `/api/functions/${name}/run`, { method: "POST", body });
      setChosen(ran);
      if (!dryRun) setHasRun(true);
      return ran;
    } catch (error) {
      setProblem(problemOf(error));
      return undefined;
    } finally {
      setBusy(false);
      reload();
    }
  }

  /** Shows what would happen before a version that writes runs for the first time. */
  async function start(input: Input) {
    setWaiting(undefined);
    if (hasRun || !writes) return void (await run(input, { dryRun: false }));
    const rehearsed = await run(input, { dryRun: true });
    return rehearsed && setWaiting({ input, run: rehearsed.id });
  }

  /** Asked for in the list; what has to be said first is said in the form. */
  const isAsked = new URLSearchParams(useQuery()).get("start") === "dry";
  const begin = useEffectEvent(() => {
    replaceAddress(paths.function(current.name, "run"));
    const fields = fieldsOf(current.input) ?? [];
    const reading = readInput(
      fields,
      Object.fromEntries(fields.map((one) => [one.name, one.text])),
    );
    if (reading.status === "fits") void run(reading.input, { dryRun: true });
  });
  useEffect(() => {
    if (isAsked) begin();
  }, [isAsked]);

  return (
    <div className="run-tab">
      <aside>
        <RunForm
          schema={current.input}
          busy={busy}
          last={inputOf(shown)}
          run={(input) => void start(input)}
          dryRun={writes ? (input) => void run(input, { dryRun: true }) : undefined}
        />
        {loaded.status === "failed" && (
          <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
        )}
        {runs.length > 0 && (
          <PastRuns name={current.name} runs={runs} shown={shown?.id} choose={setChosen} />
        )}
      </aside>
      <div className="run-main" aria-live="polite" aria-busy={busy}>
        {problem && <Failure detail={problem.message} />}
        {busy && <LiveRun name={current.name} />}
        {loaded.status === "loading" && !shown && <Loading lines={5} />}
        {loaded.status === "ready" && !shown && !problem && !busy && (
          <Empty icon="play" title={words.none}>
            <p>{words.noneLead}</p>
          </Empty>
        )}
        {waiting && shown?.id === waiting.run && (
          <FirstRun
            busy={busy}
            run={() => {
              setHasRun(true);
              void run(waiting.input, { dryRun: false });
            }}
            leave={() => setWaiting(undefined)}
          />
        )}
        {shown && !busy && <RunResult run={shown} />}
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

type Input = Readonly<Record<string, unknown>>;

/** A run that waits for a yes, with the dry run that shows what it would do. */
interface Waiting {
  readonly input: Input;
  readonly run: string;
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
