import type { ReactNode } from "react";
import type { RunView } from "../../src/contract/run.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Chip, type Tone } from "../ui/chip.tsx";
import { duration } from "../ui/time.ts";
import { ValueView } from "./value-view.tsx";
import { RunStatus } from "./run-status.tsx";
import { WouldList } from "./would.tsx";
import "./run-result.css";

const words = strings.runs;

/** Everything that is known about a run. */
export function RunResult({ run }: { readonly run: RunView }) {
  const { version, status, ms, output, error, logs, calls, would } = run;
  const title = would ? strings.dryRun.run_of(version) : words.run_of(version);
  return (
    <article className="run-result" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <RunStatus status={status} ms={ms} />
        <Link href={paths.run(run.id)}>{words.open}</Link>
      </header>
      {would && (
        <Section title={strings.dryRun.would}>
          <WouldList would={would} />
        </Section>
      )}
      {error && (
        <Section title={words.error}>
          <p className="run-error">{error.message}</p>
          {error.stack && (
            <details>
              <summary>{words.stack}</summary>
              <pre className="run-stack">{error.stack}</pre>
            </details>
          )}
        </Section>
      )}
      <Section title={words.output}>
        {output === null || output === undefined ? (
          <p className="run-none">{words.noOutput}</p>
        ) : (
          <ValueView value={output} label={words.output} />
        )}
        {would && <p className="run-none">{strings.dryRun.madeUp}</p>}
      </Section>
      <Section title={words.logs}>
        {logs.length === 0 ? <p className="run-none">{words.noLogs}</p> : <Logs logs={logs} />}
      </Section>
      <Section title={words.calls}>
        {calls.length === 0 ? <p className="run-none">{words.noCalls}</p> : <Calls calls={calls} />}
      </Section>
    </article>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

const levelTones: Readonly<Record<RunView["logs"][number]["level"], Tone>> = {
  debug: "neutral",
  info: "info",
  warn: "warn",
  error: "danger",
};

function Logs({ logs }: Pick<RunView, "logs">) {
  return (
    <ol role="list" className="run-logs" aria-label={words.logs}>
      {logs.map(({ time, level, message }, index) => (
        <li key={index}>
          <Chip tone={levelTones[level]}>{level}</Chip>
          <time dateTime={time}>{time.slice(11, 23)}</time>
          <span>{message}</span>
        </li>
      ))}
    </ol>
  );
}

function Calls({ calls }: Pick<RunView, "calls">) {
  return (
    <div className="run-calls" tabIndex={0} role="region" aria-label={words.calls}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.call}</th>
            <th scope="col">{words.operation}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.time}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call, index) => (
            <Call key={index} call={call} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Call({ call }: { readonly call: RunView["calls"][number] }) {
  const {
    method,
    url,
    operation,
    status,
    ms,
    attempts,
    refused,
    failed,
    held,
    advice,
    differs = [],
  } = call;
  return (
    <tr>
      <td>
        <code>
          {method} {url}
        </code>
        {refused && <p className="run-refused">{refused}</p>}
        {failed && <p className="run-refused">{failed}</p>}
        {advice && <p className="run-refused">{advice}</p>}
        {differs.map(({ path, expected, received }) => (
          <p key={path} className="run-refused">
            {words.differs(path, expected)} <code>{received}</code>
          </p>
        ))}
      </td>
      <td>{operation ? <code>{operation}</code> : "–"}</td>
      <td>
        {refused ? (
          <Chip tone="danger">{words.refused}</Chip>
        ) : held ? (
          <Chip tone="info">{strings.dryRun.held}</Chip>
        ) : (
          <Chip tone={status !== undefined && status < 400 ? "good" : "danger"}>
            {status ?? words.unanswered}
          </Chip>
        )}
      </td>
      <td>
        {duration(ms)}
        {attempts > 1 && ` · ${words.attempts(attempts)}`}
      </td>
    </tr>
  );
}
