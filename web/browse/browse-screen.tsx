import { useEffect, useMemo, useRef, useState } from "react";
import { Allowed, Lacking } from "../access/allowed.tsx";
import type { ConnectorSummary } from "../../src/contract/catalog.ts";
import { useAccounts } from "../connections/use-accounts.ts";
import { changeQuery, valueOf } from "../data/address.ts";
import { useServer } from "../data/server.tsx";
import { Link, navigate, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { browseWords as words } from "../words/browse.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { ConnectorCard } from "./connector-card.tsx";
import { Found } from "./found.tsx";
import { type Account, type Filter, accountsOf, filtersOf, fitting } from "./tools.ts";
import "./browse-screen.css";

const perPage = 60;

/** Every tool, and a search over tools and what they can do; both are in the address. */
export default function BrowseScreen() {
  const { connectors, reloadConnectors } = useServer();
  const { loaded: accounts } = useAccounts();
  const query = useQuery();
  const [asked, filter] = [valueOf(query, "q"), valueOf(query, "category") || "all"];
  const [held, setHeld] = useState(asked);
  const field = useRef<{ focus: () => void }>(null);
  useSlash(() => field.current?.focus());
  // What is typed is asked for when the fingers rest; the address has it at once.
  useEffect(() => {
    const wait = setTimeout(() => setHeld(asked.trim()), 150);
    return () => clearTimeout(wait);
  }, [asked]);
  const all = connectors.status === "ready" ? connectors.value.connectors : none;
  const connected = useMemo(
    () => accountsOf((accounts.status === "ready" && accounts.value.providers) || []),
    [accounts],
  );
  const shown = useMemo(
    () => fitting(all, { text: asked, filter, connected }),
    [all, asked, filter, connected],
  );
  const nothing = shown.length === 0 && connectors.status === "ready" && (
    <Nothing query={asked.trim()} filter={filter} />
  );
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Allowed right="connect">
          <Link className="button button-plain" href={paths.addTool}>
            <Icon name="plus" />
            {words.add}
          </Link>
        </Allowed>
      }
    >
      <Lacking right="connect" />
      <div className="browse-find">
        <SearchField
          label={words.search}
          clear={words.clear}
          placeholder={words.placeholder}
          value={asked}
          change={(q) => changeQuery({ q }, true)}
          enter={() => shown[0] && navigate(paths.connector(shown[0].id))}
          focus={field}
        />
        {all.length > 0 && (
          <Choices
            label={words.categories}
            current={filter}
            choose={(name) => changeQuery({ category: name === "all" ? "" : name })}
            choices={filtersOf(all, connected)}
          />
        )}
      </div>
      {connectors.status === "loading" && <Loading lines={8} />}
      {connectors.status === "failed" && (
        <Failure
          detail={connectors.problem.message}
          way={{ label: strings.retry, go: reloadConnectors }}
        />
      )}
      {connectors.status === "ready" && (
        <>
          <p className="visually-hidden" role="status">
            {words.shown(shown.length)}
          </p>
          <Tools key={`${filter} ${asked}`} tools={shown} connected={connected} />
        </>
      )}
      {held !== "" && <Found key={held} query={held} none={nothing} />}
      {held === "" && nothing}
    </Page>
  );
}

const none: readonly ConnectorSummary[] = [];

interface ToolsProps {
  readonly tools: readonly ConnectorSummary[];
  readonly connected: ReadonlyMap<string, Account>;
}

function Tools({ tools, connected }: ToolsProps) {
  const [pages, setPages] = useState(1);
  if (tools.length === 0) return null;
  return (
    <section className="browse-section">
      <h2 className="visually-hidden">{words.tools}</h2>
      <ul role="list" className="browse-tools" aria-label={words.tools}>
        {tools.slice(0, pages * perPage).map((connector) => (
          <ConnectorCard
            key={connector.id}
            connector={connector}
            account={connected.get(connector.id)}
          />
        ))}
      </ul>
      {tools.length > pages * perPage && (
        <Button className="browse-more" onClick={() => setPages(pages + 1)}>
          {words.more}
        </Button>
      )}
    </section>
  );
}

function Nothing({ query, filter }: { readonly query: string; readonly filter: Filter }) {
  return (
    <Empty icon="search" title={words.noneTitle}>
      <p>{words.none(query)}</p>
      {query !== "" || filter === "all" ? (
        <Allowed right="connect">
          <Link className="button button-plain" href={paths.addTool}>
            {words.add}
          </Link>
        </Allowed>
      ) : (
        <Button onClick={() => changeQuery({ category: "" })}>{words.all}</Button>
      )}
    </Empty>
  );
}

/** The key / goes to the search, but where something else is typed into. */
function useSlash(go: () => void): void {
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const { target, key, ctrlKey, metaKey, altKey } = event;
      const isTyping = target instanceof HTMLElement && target.matches("input, textarea, select");
      if (key !== "/" || ctrlKey || metaKey || altKey || isTyping) return;
      event.preventDefault();
      latest.current();
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
