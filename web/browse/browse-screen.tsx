import { useState } from "react";
import { useServer } from "../data/server.tsx";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ConnectorCard } from "./connector-card.tsx";
import { Found } from "./found.tsx";
import "./browse-screen.css";

const words = strings.browse;

/** Every tool with its examples, and a search over what they can do. */
export function BrowseScreen() {
  const { connectors } = useServer();
  const [query, setQuery] = useState("");
  const asked = query.trim();
  return (
    <Page title={words.title} lead={words.lead}>
      <label className="browse-search">
        <Icon name="search" />
        <input
          type="search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={words.placeholder}
          aria-label={words.search}
          maxLength={200}
        />
      </label>
      {asked !== "" && <Found query={asked} />}
      {asked === "" && connectors.status === "loading" && <Loading lines={6} />}
      {asked === "" && connectors.status === "failed" && (
        <Failure detail={connectors.problem.message} />
      )}
      {asked === "" && connectors.status === "ready" && (
        <div className="browse-tools">
          {connectors.value.connectors.map((connector) => (
            <ConnectorCard key={connector.id} connector={connector} />
          ))}
        </div>
      )}
    </Page>
  );
}
