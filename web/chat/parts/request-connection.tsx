import { useEffect, useRef, useState } from "react";
import { useMay } from "../../data/rights.ts";
import { Lacking } from "../../access/allowed.tsx";
import type { ConnectionRequestView } from "../../../src/contract/connection.ts";
import { useConnectionRequest } from "../../data/use-connection-request.ts";
import { strings } from "../../words/strings.ts";
import { Button } from "../../ui/button.tsx";
import { Chip, type Tone } from "../../ui/chip.tsx";
import { Logo } from "../../ui/logo.tsx";
import { Failure, Loading } from "../../ui/states.tsx";
import type { ChatTools, PartOf } from "../message.ts";
import { LoginHost } from "./login-host.tsx";
import { Permissions } from "./permissions.tsx";
import { QuietLine } from "./quiet-line.tsx";
import "./request-connection.css";

const words = strings.connect;

/** How a card ended. */
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
  const isAnswered = part.state === "output-available";
  return <RequestCard key={request} request={request} answer={isAnswered ? undefined : answer} />;
}

interface RequestCardProps {
  /** Id of the connection request. */
  readonly request: string;
  readonly answer: CardProps["answer"];
}

/** A request as it stands at the server: what was granted in part can be allowed later. */
export function RequestCard({ request, answer }: RequestCardProps) {
  const { loaded, reload, problem, busy, connect, skip } = useConnectionRequest(request);
  const view = loaded.status === "ready" ? loaded.value : undefined;
  const [chosen, setChosen] = useState<string>();
  const connects = useMay("connect");
  useAnswer(view, answer);
  if (loaded.status === "loading") return <Loading lines={3} />;
  if (loaded.status === "failed") {
    // The chat was brought from another server, which keeps what came of it.
    if (loaded.problem.code === "connection/request-not-found")
      return <QuietLine state="done" text={words.elsewhere} />;
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  }
  const { id, providerName, connectors, mode, permissions, missing, status } = loaded.value;
  const { account, accountName, note, loginHosts } = loaded.value;
  const name = connectors.length === 1 ? (connectors[0]?.name ?? providerName) : providerName;
  const open = answer !== undefined && !isSettled(status);
  const title = `request-${id}`;
  const asked = (
    <Permissions
      permissions={permissions}
      missing={isGranted(status) ? missing : []}
      folded={!open && status !== "partly-granted"}
    />
  );
  const outcome = <Outcome view={loaded.value} />;
  return (
    <section className="card" aria-labelledby={title}>
      <header className="card-head">
        <span className="card-logos">
          {connectors.map((connector) => (
            <Logo key={connector.id} svg={connector.logo} />
          ))}
        </span>
        <h2 id={title}>
          {open && <span className="card-eyebrow">{words.title} </span>}
          {headingOf(loaded.value, name)}
        </h2>
        {status !== "pending" && <Chip tone={tones[status]}>{words.label[status]}</Chip>}
      </header>
      {open && <Mode account={account} mode={mode} name={name} note={note} />}
      {open ? asked : outcome}
      {open ? outcome : asked}
      {loginHosts && status !== "granted" && status !== "skipped" && (
        <LoginHost
          hosts={loginHosts}
          value={chosen ?? loginHosts.choices[0]?.host ?? ""}
          change={setChosen}
        />
      )}
      {problem && <Failure detail={problem.message} />}
      {!connects && <Lacking right="connect" />}
      {connects && status !== "granted" && status !== "skipped" && (
        <div className="card-ways">
          <Button
            look={open && status !== "connecting" ? "primary" : "plain"}
            onClick={() => void connect(chosen)}
            disabled={busy}
          >
            {wayOf(status, accountName === undefined ? name : `${name} as ${accountName}`)}
          </Button>
          {open && (
            <Button look="quiet" onClick={() => void skip()} disabled={busy}>
              {words.skip}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** Of several accounts the one that is asked for, by the name that it gets. */
function headingOf({ provider, accountName, widens }: ConnectionRequestView, name: string): string {
  if (accountName === undefined) return words.heading(name);
  return widens ? words.widen(`${provider}:${accountName}`) : words.headingAs(name, accountName);
}

function wayOf(status: ConnectionRequestView["status"], name: string): string {
  if (status === "pending") return words.connect(name);
  if (status === "partly-granted") return words.rest;
  return status === "connecting" ? words.reopen : words.again;
}

interface ModeProps extends Pick<ConnectionRequestView, "account" | "mode" | "note"> {
  readonly name: string;
}

function Mode({ account, mode, name, note }: ModeProps) {
  return (
    <div className="card-mode">
      <p>
        <Chip>{words.account[account].label}</Chip> {words.account[account].means}
      </p>
      {mode === "sandbox" && (
        <p>
          <Chip tone="info">{words.sandbox}</Chip> {words.sandboxMeans(name)}
        </p>
      )}
      {note !== undefined && <p>{note}</p>}
    </div>
  );
}

/** How it stands; the server's own sentence where it has one. */
function Outcome({ view }: { readonly view: ConnectionRequestView }) {
  const { status, accountLabel, detail } = view;
  const text = (status === "connecting" ? undefined : detail) ?? words.status[status];
  const named =
    isGranted(status) && accountLabel !== undefined ? words.connectedAs(accountLabel) : "";
  return (
    <p className="card-outcome" aria-live="polite">
      {status === "granted" && named ? named : [named, text].filter(Boolean).join(" ")}
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
