import { type ProviderSetUp, providerSetUpShape } from "../../src/contract/settings.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { ProviderClient } from "./provider-client.tsx";
import { ProviderConsole } from "./provider-console.tsx";
import { ProviderEvents } from "./provider-events.tsx";
import { ProviderTest } from "./provider-test.tsx";
import "./section.css";
import "./provider-screen.css";

const words = settingsWords.provider;

/** Set-up of the OAuth client of one provider. */
export default function ProviderScreen({ id }: { readonly id: string }) {
  const path = `/api/settings/providers/${encodeURIComponent(id)}`;
  const { loaded, reload, set } = useGet(providerSetUpShape, path);
  const { reloadStatus } = useServer();
  const changed = (setUp: ProviderSetUp) => {
    set(setUp);
    reloadStatus();
  };
  const title = loaded.status === "ready" ? words.title(loaded.value.name) : strings.shell.provider;
  return (
    <Page
      title={
        <>
          {title}
          {loaded.status === "ready" && (
            <Chip tone={loaded.value.mode === "live" ? "good" : "neutral"}>
              {settingsWords.providers[loaded.value.mode]}
            </Chip>
          )}
        </>
      }
      lead={
        loaded.status === "ready"
          ? words.lead(loaded.value.connectors.map(({ name }) => name))
          : undefined
      }
      actions={
        <Link className="button button-quiet" href={`${paths.settings}#providers`}>
          <Icon name="back" />
          {words.back}
        </Link>
      }
    >
      {loaded.status === "loading" && <Loading lines={10} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <>
          <State setUp={loaded.value} />
          <ProviderConsole setUp={loaded.value} />
          <ProviderClient
            key={loaded.value.clientId ?? ""}
            setUp={loaded.value}
            changed={changed}
          />
          {loaded.value.clientId !== undefined && <ProviderTest setUp={loaded.value} />}
          {loaded.value.webhook && (
            <ProviderEvents webhook={loaded.value.webhook} changed={reload} />
          )}
        </>
      )}
    </Page>
  );
}

function State({ setUp }: { readonly setUp: ProviderSetUp }) {
  const { name, mode, kept, problem, setBy } = setUp;
  return (
    <div className="settings-box">
      <p>{mode === "live" ? words.liveNow(name) : words.sandboxNow(name)}</p>
      {kept > 0 && <p className="settings-note">{words.keptAccounts(kept, mode)}</p>}
      {setBy.length > 0 && <p className="settings-note">{settingsWords.setBy(setBy)}</p>}
      {problem !== undefined && <Failure detail={problem} />}
    </div>
  );
}
