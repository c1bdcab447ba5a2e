import type { ConnectorView } from "../../src/contract/catalog.ts";
import { connectorWords as words } from "../words/browse.ts";
import { Chip } from "../ui/chip.tsx";
import { sentencesOf } from "./scopes.ts";

/** What happens at a tool and can start a function. */
export function Events({ connector: { events, scopes } }: { readonly connector: ConnectorView }) {
  if (events.length === 0) return <p className="connector-none">{words.noEvents}</p>;
  const sentences = sentencesOf(scopes);
  return (
    <ul role="list" className="connector-list" aria-label={words.tabs.events}>
      {events.map(({ id, title, docs, via, scopes: { anyOf }, filters }) => {
        const [way] = via;
        const needs = (anyOf[0] ?? []).map((scope) => sentences.get(scope) ?? scope);
        return (
          <li key={id}>
            <div>
              <p>
                {title} {way && <Chip tone="info">{words.via[way]}</Chip>}
              </p>
              <p className="connector-facts">
                {needs.length > 0 ? `${words.needs}: ${needs.join("; ")}` : words.needsNothing}
              </p>
              {filters.length > 0 && (
                <p className="connector-facts">
                  {words.narrow}: {filters.map(({ description }) => description).join("; ")}
                </p>
              )}
              <p className="connector-facts">
                <code>{id}</code>
                <a href={docs} target="_blank" rel="noreferrer" aria-label={words.docsOf(title)}>
                  {words.docs}
                </a>
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
