import { useState } from "react";
import { connectorShape } from "../../src/contract/catalog.ts";
import {
  type ConnectionView,
  connectAnswer,
  disconnectedShape,
  givenBackShape,
} from "../../src/contract/connection.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { openSignIn } from "../data/sign-in.ts";
import { useGet } from "../data/use-get.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Logo } from "../ui/logo.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ago, day } from "../ui/time.ts";
import { Reconnecting } from "./reconnecting.tsx";
import "./account.css";

const words = strings.connections;

interface AccountProps {
  readonly connection: ConnectionView;
  /** Told what happened, so that the list is loaded again. */
  readonly changed: (note: string) => void;
}

/** A connected account: what it allows, and how to end or renew it. */
export function Account({ connection, changed }: AccountProps) {
  const { id, account, status, statusReason, createdAt, endsAt } = connection;
  const { connectors } = useServer();
  const [problem, setProblem] = useState<Problem>();
  const [request, setRequest] = useState<string>();
  const path = `/api/connections/${encodeURIComponent(id)}`;
  const known = connectors.status === "ready" ? connectors.value.connectors : [];
  const own = known.filter((connector) => connection.connectors.includes(connector.id));
  const title = `connection-${id}`;

  async function disconnect() {
    if (!confirm(words.confirmDisconnect(account.label))) return;
    try {
      const { revoked, detail } = await ask(disconnectedShape, path, { method: "DELETE" });
      changed(revoked ? words.disconnected : (detail ?? words.disconnectedOnly));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function giveBack(connector: string) {
    setProblem(undefined);
    try {
      const body = { connector };
      const { detail } = await ask(givenBackShape, `${path}/give-back`, { method: "POST", body });
      changed(detail ?? words.disconnected);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function reconnect() {
    setProblem(undefined);
    try {
      const begin = () => ask(connectAnswer, `${path}/reconnect`, { method: "POST" });
      setRequest((await openSignIn(begin))?.request);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <section className="account" aria-labelledby={title}>
      <header>
        {own.map(({ id: connector, logo }) => (
          <Logo key={connector} svg={logo} />
        ))}
        <div>
          <h2 id={title}>{own.map(({ name }) => name).join(", ") || connection.provider}</h2>
          <p className="account-label">
            {account.label} · {words.since(ago(createdAt, Date.now()))}
          </p>
        </div>
        <Chip tone={status === "active" ? "good" : "warn"}>
          {status === "active" ? words.active : words.reconnectNeeded}
        </Chip>
      </header>
      {statusReason && <p className="account-reason">{statusReason}</p>}
      {endsAt !== undefined && status === "active" && <End endsAt={endsAt} />}
      {connection.connectors.map((connector) => (
        <div key={connector} className="account-tool">
          <Granted connector={connector} scopes={connection.scopes} />
          {connection.connectors.length > 1 && (
            <Button look="quiet" onClick={() => void giveBack(connector)}>
              {words.giveBack(known.find(({ id: one }) => one === connector)?.name ?? connector)}
            </Button>
          )}
        </div>
      ))}
      {problem && <Failure detail={problem.message} />}
      {request && (
        <Reconnecting
          key={request}
          request={request}
          done={(note) => (setRequest(undefined), changed(note))}
        />
      )}
      <div className="account-ways">
        <Button look={status === "active" ? "plain" : "primary"} onClick={() => void reconnect()}>
          {words.reconnect}
        </Button>
        <Button look="danger" onClick={() => void disconnect()}>
          {words.disconnect}
        </Button>
      </div>
    </section>
  );
}

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** When the connection is over; a warning in its last week. */
function End({ endsAt }: { readonly endsAt: string }) {
  const isSoon = Date.parse(endsAt) - Date.now() <= weekMs;
  return isSoon ? (
    <p role="alert" className="account-reason">
      {words.endsSoon(day(endsAt))}
    </p>
  ) : (
    <p className="account-label">{words.endsOn(day(endsAt))}</p>
  );
}

interface GrantedProps {
  readonly connector: string;
  readonly scopes: ConnectionView["scopes"];
}

/** What the account allows, as the sentences that were approved. */
function Granted({ connector, scopes }: GrantedProps) {
  const { loaded } = useGet(connectorShape, `/api/connectors/${encodeURIComponent(connector)}`);
  if (loaded.status === "loading") return <Loading lines={2} />;
  const known = loaded.status === "ready" ? loaded.value.scopes : [];
  const granted = (["bot", "user"] as const).flatMap((token) =>
    (scopes[token] ?? []).flatMap((scope) => {
      const about = known.find((one) => one.scope === scope);
      // Of an account with several tools each lists its own.
      if (!about && known.length > 0) return [];
      return {
        token,
        scope,
        sentence: about?.sentenceByToken?.[token] ?? about?.sentence ?? scope,
      };
    }),
  );
  return (
    <ul role="list" className="account-scopes" aria-label={words.permissions}>
      {granted.map(({ token, scope, sentence }) => (
        <li key={`${token} ${scope}`}>
          {sentence} <code>{scope}</code>
        </li>
      ))}
    </ul>
  );
}
