import { useEffect, useRef } from "react";
import { type FunctionView, functionShape } from "../../../src/contract/function.ts";
import { runListShape } from "../../../src/contract/run.ts";
import { useGet } from "../../data/use-get.ts";
import { FirstRun } from "../../functions/first-run.tsx";
import { fieldsOf } from "../../functions/inputs.ts";
import { RunForm } from "../../functions/run-form.tsx";
import { useTestRun } from "../../functions/use-test-run.ts";
import { functionCardWords as words } from "../../words/chat.ts";
import { strings } from "../../words/strings.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Failure, Loading } from "../../ui/states.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { Ran } from "./run-function.tsx";

interface RunInPlaceProps {
  readonly name: string;
  /** What was pressed: without inputs it starts at once. */
  readonly way: "run" | "rehearse";
  readonly close: () => void;
}

/** The form of a function's inputs and what its last run came to, within a chat. */
export default function RunInPlace({ name, way, close }: RunInPlaceProps) {
  const { loaded, reload } = useGet(functionShape, `/api/functions/${encodeURIComponent(name)}`);
  return (
    <section className="run-in-place" aria-label={words.runOf(name)}>
      <header>
        <h3>{words.runOf(name)}</h3>
        <IconButton icon="close" label={words.close} title={words.close} onClick={close} />
      </header>
      {loaded.status === "loading" && <Loading lines={3} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && <Runner current={loaded.value} way={way} />}
    </section>
  );
}

const lastRun = (name: string) => `/api/runs?function=${encodeURIComponent(name)}&limit=1`;

function Runner({
  current,
  way,
}: {
  readonly current: FunctionView;
  readonly way: "run" | "rehearse";
}) {
  const { run, isBusy, problem, start, rehearse, confirm, leave } = useTestRun(current);
  const { loaded } = useGet(runListShape, lastRun(current.name));
  const takesNothing = fieldsOf(current.input)?.length === 0;
  const isBegun = useRef(false);
  useEffect(() => {
    if (!takesNothing || isBegun.current) return;
    isBegun.current = true;
    if (way === "run") start({});
    else rehearse({});
  });
  const last = loaded.status === "ready" ? loaded.value.runs[0] : undefined;
  const shown = run ?? (takesNothing ? undefined : last);
  return (
    <>
      {!takesNothing && (
        <RunForm
          schema={current.input}
          last={undefined}
          busy={isBusy}
          run={start}
          dryRun={current.writes ? rehearse : undefined}
        />
      )}
      <div className="run-in-place-result" aria-live="polite" aria-busy={isBusy}>
        {isBusy && <QuietLine state="doing" text={strings.runTool.running(current.name)} />}
        {problem && <Failure detail={problem.message} />}
        {confirm && <FirstRun busy={isBusy} run={confirm} leave={leave} />}
        {shown && !isBusy && (
          <>
            {!run && <p className="run-in-place-last">{words.last}</p>}
            <Ran name={current.name} run={shown} would={shown.would} />
          </>
        )}
      </div>
    </>
  );
}
