import { type ReactNode, useState } from "react";
import { Allowed, Lacking } from "../access/allowed.tsx";
import { type RunView, runShape } from "../../src/contract/run.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { RunStatus } from "../functions/run-status.tsx";
import { WouldList } from "../functions/would.tsx";
import { Link, navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { Json } from "../ui/json.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { moment } from "../ui/time.ts";
import { RunLogs } from "./run-logs.tsx";
import { Timeline } from "./timeline.tsx";
import { useRun } from "./use-run.ts";
import { runPageWords } from "../words/runs.ts";
import "./run-screen.css";

const words = runPageWords;

/** One run, while it goes on and afterwards. */
export default function RunScreen({ id }: { readonly id: string }) {
  const { loaded, reload, set } = useRun(id);
  const [problem, setProblem] = useState<Problem>();
  const run = loaded.status === "ready" ? loaded.value : undefined;
  const isGone = loaded.status === "failed" && loaded.problem.code === "run/not-found";
  return (
    <Page
      title={run ? <Title run={run} /> : words.title}
      lead={run && <Lead run={run} />}
      actions={
        <>
          <Link className="button button-quiet" href={paths.runs}>
            {words.back}
          </Link>
          {run && <Actions run={run} changed={set} failed={setProblem} />}
        </>
      }
    >
      <Lacking right="run" />
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "loading" && <Loading lines={6} />}
      {isGone && (
        <Empty icon="pulse" title={words.gone}>
          <p>{words.goneLead}</p>
        </Empty>
      )}
      {loaded.status === "failed" && !isGone && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {run && <Run run={run} />}
    </Page>
  );
}

function Title({
  run: { function: name, version, status, ms, dryRun },
}: {
  readonly run: RunView;
}) {
  return (
    <>
      <Link className="run-title" href={paths.function(name)}>
        {name}
      </Link>{" "}
      <Chip>{strings.functions.version(version)}</Chip>{" "}
      {dryRun && (
        <>
          <Chip tone="info">{strings.dryRun.run}</Chip>{" "}
        </>
      )}
      <span className="run-title-status" role="status">
        <RunStatus status={status} ms={ms} />
      </span>
    </>
  );
}

function Lead({ run: { trigger, startedAt, replayOf, automation } }: { readonly run: RunView }) {
  return (
    <>
      {words.started(strings.runs.triggers[trigger], moment(startedAt))}
      {automation && (
        <>
          {" · "}
          <Link href={paths.start(automation.id, automation.delivery)}>{words.automation}</Link>
          {`, ${words.attempt(automation.attempt)}`}
        </>
      )}
      {replayOf !== undefined && (
        <>
          {" · "}
          {words.replayOf} <Link href={paths.run(replayOf)}>{replayOf}</Link>
        </>
      )}
    </>
  );
}

interface ActionsProps {
  readonly run: RunView;
  readonly changed: (run: RunView) => void;
  readonly failed: (problem: Problem | undefined) => void;
}

function Actions(props: ActionsProps) {
  return (
    <Allowed right="run">
      <Ways {...props} />
    </Allowed>
  );
}

function Ways({ run, changed, failed }: ActionsProps) {
  const [busy, setBusy] = useState(false);
  const isRunning = run.status === "running";
  async function act(what: "cancel" | "replay") {
    setBusy(true);
    failed(undefined);
    try {
      const path = `/api/runs/${encodeURIComponent(run.id)}/${what}`;
      const answer = await ask(runShape, path, { method: "POST" });
      if (what === "replay") navigate(paths.run(answer.id));
      else changed(answer);
    } catch (error) {
      failed(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  if (isRunning)
    return (
      <Button look="danger" disabled={busy} onClick={() => void act("cancel")}>
        <Icon name="stop" />
        {busy ? words.cancelling : words.cancel}
      </Button>
    );
  return (
    <Button look="primary" disabled={busy} onClick={() => void act("replay")}>
      <Icon name="restore" />
      {run.dryRun ? words.replayDry : words.replay}
    </Button>
  );
}

function Run({ run }: { readonly run: RunView }) {
  const { error, logs, input, output, lost, status, would } = run;
  return (
    <article className="run-page" aria-label={words.title}>
      {would && status !== "running" && (
        <Section title={strings.dryRun.would}>
          <WouldList would={would} />
        </Section>
      )}
      {error && (
        <Section title={strings.runs.error}>
          <p className="run-page-error">{error.message}</p>
          {run.calls.some(({ refused }) => refused !== undefined) && (
            <div>
              <Link className="button button-plain" href={paths.connections}>
                {words.toConnections}
              </Link>
            </div>
          )}
          {error.stack && (
            <details>
              <summary>{strings.runs.stack}</summary>
              <pre className="run-page-stack">{error.stack}</pre>
            </details>
          )}
        </Section>
      )}
      <Section title={words.timeline}>
        <Timeline run={run} />
      </Section>
      <Section title={strings.runs.logs}>
        <RunLogs logs={logs} isRunning={status === "running"} />
      </Section>
      <div className="run-page-values">
        <Section title={words.input}>
          <Value value={input} label={words.input} none={words.noInput} lost={lost?.input} />
        </Section>
        {status !== "running" && (
          <Section title={strings.runs.output}>
            <Value
              value={output}
              label={strings.runs.output}
              none={strings.runs.noOutput}
              lost={lost?.output}
            />
            {would && <p className="run-page-none">{strings.dryRun.madeUp}</p>}
          </Section>
        )}
      </div>
    </article>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface ValueProps {
  readonly value: unknown;
  readonly label: string;
  readonly none: string;
  readonly lost: keyof typeof words.lost | undefined;
}

function Value({ value, label, none, lost }: ValueProps) {
  const isNone = value === null || value === undefined;
  return (
    <>
      {lost && <p className="run-page-lost">{words.lost[lost]}</p>}
      {isNone ? (
        lost === undefined && <p className="run-page-none">{none}</p>
      ) : (
        <Json value={value} label={label} />
      )}
    </>
  );
}
