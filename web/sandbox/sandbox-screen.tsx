import { useState } from "react";
import type { StatusView } from "../../src/contract/chat.ts";
import { useServer } from "../data/server.tsx";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import "./sandbox-screen.css";

const words = strings.sandbox;

/** The stand-ins' inspectors. */
export function SandboxScreen() {
  const { status, reloadStatus } = useServer();
  return (
    <Page title={words.title} lead={words.lead}>
      {status.status === "loading" && <Loading lines={4} />}
      {status.status === "failed" && (
        <Failure detail={status.problem.message} way={{ label: strings.retry, go: reloadStatus }} />
      )}
      {status.status === "ready" && <StandIns providers={status.value.providers} />}
    </Page>
  );
}

type Provider = StatusView["providers"][number];

function StandIns({ providers }: { readonly providers: readonly Provider[] }) {
  const standIns = providers.filter(({ mode }) => mode === "sandbox");
  if (standIns.length === 0) {
    return (
      <Empty icon="flask" title={words.emptyTitle}>
        <p>{words.emptyLead}</p>
      </Empty>
    );
  }
  return standIns.map((provider) => <StandIn key={provider.id} provider={provider} />);
}

function StandIn({ provider: { id, name, inspector } }: { readonly provider: Provider }) {
  const { reloadStatus } = useServer();
  const [round, setRound] = useState(0);
  const title = `sandbox-${id}`;
  return (
    <section className="stand-in" aria-labelledby={title}>
      <header>
        <h2 id={title}>{name}</h2>
        <Button look="quiet" onClick={() => (inspector ? setRound(round + 1) : reloadStatus())}>
          <Icon name="restore" />
          {words.refresh}
        </Button>
        {inspector && (
          <a className="button button-quiet" href={inspector} target="_blank" rel="noreferrer">
            <Icon name="open" />
            {words.open}
          </a>
        )}
      </header>
      {inspector ? (
        <iframe key={round} src={inspector} title={words.frame(name)} />
      ) : (
        <p className="stand-in-note">{words.starting}</p>
      )}
    </section>
  );
}
