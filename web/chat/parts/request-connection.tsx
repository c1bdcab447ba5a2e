import { useEffect, useRef } from "react";
import type { ConnectionRequestView } from "../../../src/contract/connection.ts";
import { useConnectionRequest } from "../../data/use-connection-request.ts";
import { strings } from "../../strings.ts";
import { Button } from "../../ui/button.tsx";
import { Chip, type Tone } from "../../ui/chip.tsx";
import { Logo } from "../../ui/logo.tsx";
import { Failure, Loading } from "../../ui/states.tsx";
import type { ChatTools, PartOf } from "../message.ts";
import { Permissions } from "./permissions.tsx";
import "./request-connection.css";

const words = strings.connect;

export type CardOutput = ChatTools["request_connection"]["output"];

interface CardProps {
  readonly part: PartOf<"tool-request_connection">;
  /** Hands on how it ended, so that the turn goes on; left out where it no longer waits. */
  readonly answer: ((output: CardOutput) => void) | undefined;
}

/** The "Action required" card. */
export function RequestConnectionPart({ part, answer }: CardProps) {
  const request = part.input?.request;
  if (part.state === "input-streaming" || request === undefined) return <Loading lines={2} />;
  const output = part.state === "output-available" ? part.output : undefined;
  return (
    <Card key={request} request={request} output={output} answer={output ? undefined : answer} />
  );
}

interface InnerProps {
  readonly request: string;
  readonly output: CardOutput | undefined;
  readonly answer: CardProps["answer"];
}

function Card({ request, output, answer }: InnerProps) {
  const { loaded, reload, problem, busy, connect, skip } = useConnectionRequest(request);
  const view = loaded.status === "ready" ? loaded.value : undefined;
  useAnswer(view, answer);
  if (loaded.status === "loading") return <Loading lines={3} />;
  if (loaded.status === "failed") {
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  }
  const { id, providerName, connectors, mode, permissions } = loaded.value;
  const status = output?.status ?? loaded.value.status;
  const name = connectors.length === 1 ? (connectors[0]?.name ?? providerName) : providerName;
  const open = answer !== undefined && !isSettled(status);
  const title = `request-${id}`;
  return (
    <section className={`card card-${status}`} aria-labelledby={title}>
      <header className="card-head">
        <span className="card-logos">
          {connectors.map((connector) => (
            <Logo key={connector.id} svg={connector.logo} />
          ))}
        </span>
        <div>
          {open && <p className="card-eyebrow">{words.title}</p>}
          <h3 id={title}>{words.heading(name)}</h3>
        </div>
        {status !== "pending" && <Chip tone={tones[status]}>{words.label[status]}</Chip>}
      </header>
      <p className="card-mode">
        <Chip>{words.shared}</Chip> {words.sharedMeans}
      </p>
      {mode === "sandbox" && (
        <p className="card-mode">
          <Chip tone="info">{words.sandbox}</Chip> {words.sandboxMeans(name)}
        </p>
      )}
      <Permissions
        permissions={permissions}
        missing={isGranted(status) ? (output ?? loaded.value).missing : []}
      />
      <Outcome status={status} view={loaded.value} output={output} over={answer === undefined} />
      {problem && <Failure detail={problem.message} />}
      {open && (
        <div className="card-ways">
          <Button look="primary" onClick={() => void connect()} disabled={busy}>
            {status === "pending" ? words.connect(name) : words.again}
          </Button>
          <Button look="quiet" onClick={() => void skip()} disabled={busy}>
            {words.skip}
          </Button>
        </div>
      )}
    </section>
  );
}

interface OutcomeProps {
  readonly status: ConnectionRequestView["status"];
  readonly view: ConnectionRequestView;
  readonly output: CardOutput | undefined;
  readonly over: boolean;
}

function Outcome({ status, view, output, over }: OutcomeProps) {
  const account = output?.account ?? view.accountLabel;
  const detail = output?.detail ?? view.detail;
  const broken = output?.brokenSteps ?? brokenSteps(view);
  const lines = [
    over && !isSettled(status) ? words.over : words.status[status],
    isGranted(status) && account ? words.connectedAs(account) : "",
    status === "partly-granted" && broken.length ? words.brokenSteps(broken) : detail,
  ].filter(Boolean);
  return (
    <p className="card-outcome" aria-live="polite">
      {lines.join(" ")}
    </p>
  );
}

/** Tells the chat once how it ended. What a person can still mend stays with the card. */
function useAnswer(view: ConnectionRequestView | undefined, answer: CardProps["answer"]): void {
  const told = useRef(false);
  useEffect(() => {
    if (!view || !answer || told.current || !isSettled(view.status)) return;
    told.current = true;
    answer({
      status: view.status,
      missing: view.missing,
      brokenSteps: brokenSteps(view),
      ...(view.accountLabel === undefined ? {} : { account: view.accountLabel }),
      ...(view.detail === undefined ? {} : { detail: view.detail }),
    });
  }, [view, answer]);
}

function brokenSteps({ missing, permissions }: ConnectionRequestView): string[] {
  const steps = permissions
    .filter(({ scope }) => missing.includes(scope))
    .flatMap(({ neededBy }) => neededBy.map(({ step }) => step));
  return [...new Set(steps)];
}

function isGranted(status: ConnectionRequestView["status"]): boolean {
  return status === "granted" || status === "partly-granted";
}

function isSettled(status: ConnectionRequestView["status"]): boolean {
  return isGranted(status) || status === "skipped";
}

const tones: Readonly<Record<ConnectionRequestView["status"], Tone>> = {
  pending: "neutral",
  connecting: "info",
  granted: "good",
  "partly-granted": "warn",
  denied: "danger",
  failed: "danger",
  closed: "warn",
  expired: "warn",
  skipped: "neutral",
};
