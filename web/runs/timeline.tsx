import { useEffect, useState } from "react";
import type { RunView } from "../../src/contract/run.ts";
import { strings } from "../words/strings.ts";
import { Chip } from "../ui/chip.tsx";
import { duration } from "../ui/time.ts";
import { type Bar, barsOf } from "./bars.ts";
import { runPageWords } from "../words/runs.ts";
import "./timeline.css";

const words = runPageWords;
type RunCall = RunView["calls"][number];

/** How often the time of a run that goes on is drawn anew. */
const tickMs = 250;

/** The parts of a run, and its outbound calls where they lie in it. */
export function Timeline({ run }: { readonly run: RunView }) {
  const now = useNow(run.ms === null);
  const { phases, calls } = barsOf(run, now);
  return (
    <div className="timeline">
      <div className="timeline-track timeline-phases" aria-hidden="true">
        {phases.map(({ name, bar }) => (
          <span key={name} className={`timeline-${name}`} style={placeOf(bar)} />
        ))}
      </div>
      <ul role="list" className="timeline-legend">
        {phases.map(({ name, ms }) => (
          <li key={name}>
            <span className={`timeline-dot timeline-${name}`} aria-hidden="true" />
            {words.phases[name] ?? name} <b>{duration(ms)}</b>
          </li>
        ))}
      </ul>
      {run.calls.length === 0 ? (
        <p className="run-page-none">{strings.runs.noCalls}</p>
      ) : (
        <ol role="list" className="timeline-calls" aria-label={words.calls}>
          {run.calls.map((call, index) => (
            <Call key={index} call={call} bar={calls[index]} isRunning={run.ms === null} />
          ))}
        </ol>
      )}
      {run.callsLeftOut !== undefined && (
        <p className="run-page-none">{words.callsLeftOut(run.callsLeftOut)}</p>
      )}
    </div>
  );
}

interface CallProps {
  readonly call: RunCall;
  readonly bar: Bar | undefined;
  readonly isRunning: boolean;
}

function Call({ call, bar, isRunning }: CallProps) {
  const { method, url, operation, account, status, ms, attempts, phases } = call;
  const { refused, failed, held, advice, differs = [] } = call;
  const isBad = refused !== undefined || failed !== undefined || (status ?? 0) >= 400;
  const isOpen = status === undefined && refused === undefined && failed === undefined && !held;
  return (
    <li>
      <p className="timeline-call">
        <code title={url}>
          {method} {shortened(url)}
        </code>
        <span className="timeline-facts">
          {operation && <span>{operation}</span>}
          {account !== undefined && <span>{strings.runs.withAccount(account)}</span>}
          {attempts > 1 && <span>{strings.runs.attempts(attempts)}</span>}
          {!(isOpen && isRunning) && <span>{duration(ms)}</span>}
          <Outcome call={call} isRunning={isRunning} />
        </span>
      </p>
      {bar && (
        <div className="timeline-track" aria-hidden="true">
          <span
            className={isBad ? "timeline-bad" : isOpen ? "timeline-open" : "timeline-good"}
            style={placeOf(bar)}
          />
        </div>
      )}
      {[refused, failed, advice].map(
        (text, at) =>
          text && (
            <p key={at} className="timeline-why">
              {text}
            </p>
          ),
      )}
      {differs.map(({ path, expected, received }) => (
        <p key={path} className="timeline-why">
          {strings.runs.differs(path, expected)} <code>{received}</code>
        </p>
      ))}
      {phases && <CallPhases phases={phases} />}
    </li>
  );
}

const callPhaseNames = ["wait", "credential", "firstByte", "body"] as const;

function CallPhases({ phases }: { readonly phases: NonNullable<RunCall["phases"]> }) {
  return (
    <details className="timeline-parts">
      <summary>{words.callTime}</summary>
      <dl>
        {callPhaseNames.map((name) => (
          <div key={name}>
            <dt>{words.callPhases[name]}</dt>
            <dd>{duration(phases[name])}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Outcome({ call: { status, refused, failed, held }, isRunning }: Omit<CallProps, "bar">) {
  if (held) return <Chip tone="info">{strings.dryRun.held}</Chip>;
  if (refused !== undefined) return <Chip tone="danger">{strings.runs.refused}</Chip>;
  if (status !== undefined) return <Chip tone={status < 400 ? "good" : "danger"}>{status}</Chip>;
  return isRunning && failed === undefined ? (
    <Chip tone="info">{words.underWay}</Chip>
  ) : (
    <Chip tone="warn">{strings.runs.unanswered}</Chip>
  );
}

function placeOf({ start, length }: Bar) {
  return { left: `${start * 100}%`, width: `${length * 100}%` };
}

/** Host and path; a query is in the title. */
function shortened(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function useNow(isTicking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isTicking) return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [isTicking]);
  return now;
}
