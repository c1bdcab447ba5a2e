import { useEffect, useState } from "react";
import { useMay } from "../data/rights.ts";
import { Allowed, Lacking } from "../access/allowed.tsx";
import type { ConnectorView } from "../../src/contract/catalog.ts";
import { connectorShape } from "../../src/contract/catalog.ts";
import type { ConnectionRequestView, ConnectionView } from "../../src/contract/connection.ts";
import { SigningIn } from "../connections/signing-in.tsx";
import { useAccounts } from "../connections/use-accounts.ts";
import { useSignIn } from "../connections/use-sign-in.ts";
import { changeQuery, valueOf } from "../data/address.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { Link, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { browseWords, connectorWords as words } from "../words/browse.ts";
import { connectionWords } from "../words/connections.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { Logo } from "../ui/logo.tsx";
import { Page } from "../ui/page.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useToast } from "../ui/toast.tsx";
import { ConnectDialog, type Connecting } from "./connect-dialog.tsx";
import { ConnectorAccounts } from "./connector-accounts.tsx";
import { ConnectorUsers } from "./connector-users.tsx";
import { Events } from "./events.tsx";
import { Examples } from "./examples.tsx";
import { Operations } from "./operations.tsx";
import { Permissions } from "./permissions.tsx";
import { RemoveTool } from "./remove-tool.tsx";
import "./connector-screen.css";

const mostAccounts = 20;

/** One tool: what it can do, what that takes, and its accounts. */
export default function ConnectorScreen({ id }: { readonly id: string }) {
  const { loaded, reload } = useGet(connectorShape, `/api/connectors/${encodeURIComponent(id)}`);
  const name = loaded.status === "ready" ? loaded.value.name : undefined;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} – ${strings.product}`;
  }, [name]);
  if (loaded.status === "ready") return <Known connector={loaded.value} />;
  if (loaded.status === "loading") return <Waiting />;
  return (
    <Page title={words.loadingName} actions={<Back />}>
      <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
    </Page>
  );
}

function Waiting() {
  return (
    <Page title={words.loadingName} actions={<Back />}>
      <Loading lines={8} />
    </Page>
  );
}

function Known({ connector }: { readonly connector: ConnectorView }) {
  const { provider } = connector;
  const { loaded: accounts, reload } = useAccounts({ provider, limit: mostAccounts });
  const { status } = useServer();
  // All at once: what came later would push the rest down.
  if (accounts.status === "loading" || status.status === "loading") return <Waiting />;
  const { connections = [], total = 0 } = accounts.status === "ready" ? accounts.value : {};
  return (
    <Tool connector={connector} accounts={connections} total={total} reloadAccounts={reload} />
  );
}

function Back() {
  return (
    <Link className="button button-quiet" href={paths.browse}>
      <Icon name="back" />
      {words.back}
    </Link>
  );
}

interface ToolProps {
  readonly connector: ConnectorView;
  /** The first of them. */
  readonly accounts: readonly ConnectionView[];
  /** How many there are. */
  readonly total: number;
  readonly reloadAccounts: () => void;
}

function Tool({ connector, accounts, total, reloadAccounts }: ToolProps) {
  const { id, name, description, logo, category, provider, needsModel, scopes } = connector;
  const { status } = useServer();
  const known = status.status === "ready" ? status.value : undefined;
  const about = known?.providers.find((one) => one.id === provider);
  const toast = useToast();
  const [choosing, setChoosing] = useState(false);
  const { signIn, problem, begin, end } = useSignIn();
  const takesAccounts = !needsModel && scopes.length > 0;
  const canConnect = useMay("connect") && takesAccounts;

  function connect(chosen: Connecting) {
    setChoosing(false);
    void begin("/api/connections", () => ({ connector: id, ...chosen }));
  }
  function signedIn({ status: how, accountLabel = "", detail }: ConnectionRequestView) {
    end();
    const text =
      how === "skipped"
        ? connectionWords.stopped
        : (detail ?? connectionWords.connectedAs(accountLabel));
    toast({ text });
    reloadAccounts();
  }

  return (
    <Page
      title={
        <>
          <Logo svg={logo} />
          {name}
        </>
      }
      lead={description}
      actions={
        <>
          <Back />
          {about?.inspector && (
            <a
              className="button button-plain"
              href={about.inspector}
              target="_blank"
              rel="noreferrer"
            >
              <Icon name="flask" />
              {words.inspector}
            </a>
          )}
          {canConnect && (
            <Button
              look={accounts.length === 0 ? "primary" : "plain"}
              disabled={signIn !== undefined}
              onClick={() => setChoosing(true)}
            >
              {accounts.length === 0 ? words.connect(name) : words.connectMore}
            </Button>
          )}
        </>
      }
    >
      <div className="connector-about">
        <Chip>{browseWords.category[category] ?? category}</Chip>
        {about && (
          <>
            <Chip tone={about.mode === "sandbox" ? "info" : "neutral"}>
              {browseWords.modes[about.mode]}
            </Chip>
            <span>{words.modeMeans[about.mode](about.name)}</span>
          </>
        )}
      </div>
      {needsModel && known?.model.builtin !== false && (
        <p className="connector-note" role="note">
          {words.needsModel} <Link href={paths.settings}>{words.toModel}</Link>
        </p>
      )}
      {problem && <Failure detail={problem.message} />}
      {signIn && <SigningIn key={signIn.request} signIn={signIn} done={signedIn} />}
      <Lacking right="connect" />
      {takesAccounts && <ConnectorAccounts accounts={accounts} total={total} />}
      <Allowed right="build">
        <Examples prompts={connector.examplePrompts} />
      </Allowed>
      <Views connector={connector} accounts={accounts} />
      {category === "custom" && (
        <Allowed right="connect">
          <RemoveTool id={id} name={name} />
        </Allowed>
      )}
      {choosing && (
        <ConnectDialog
          connector={connector}
          mode={about?.mode ?? "live"}
          used={accounts.find(({ inUse }) => inUse)}
          connect={connect}
          close={() => setChoosing(false)}
        />
      )}
    </Page>
  );
}

const views = ["operations", "events", "permissions", "functions"] as const;
type View = (typeof views)[number];

interface ViewsProps {
  readonly connector: ConnectorView;
  readonly accounts: readonly ConnectionView[];
}

/** What there is to know of it, a view at a time; which one is in the address. */
function Views({ connector, accounts }: ViewsProps) {
  const asked = valueOf(useQuery(), "view");
  const view = views.find((one) => one === asked) ?? "operations";
  const counts: Readonly<Record<View, number | undefined>> = {
    operations: connector.operations.length,
    events: connector.events.length,
    permissions: connector.scopes.length,
    functions: undefined,
  };
  return (
    <section className="connector-views" aria-label={words.views}>
      <Tabs
        label={words.views}
        current={view}
        choose={(name) => changeQuery({ view: name === "operations" ? "" : name, q: "" })}
        tabs={views.map((name) => ({
          name,
          label: (
            <>
              {words.tabs[name]}
              {counts[name] !== undefined && (
                <span className="connector-count"> {counts[name].toLocaleString("en")}</span>
              )}
            </>
          ),
        }))}
      >
        {view === "operations" && <Operations connector={connector} />}
        {view === "events" && <Events connector={connector} />}
        {view === "permissions" && <Permissions connector={connector} accounts={accounts} />}
        {view === "functions" && <ConnectorUsers id={connector.id} />}
      </Tabs>
    </section>
  );
}
