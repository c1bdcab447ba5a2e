import { strings } from "../../words/strings.ts";
import type { PartOf } from "../message.ts";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";

/** The operations that were found. */
export function SearchCatalogPart({ part }: { readonly part: PartOf<"tool-search_catalog"> }) {
  const words = strings.tools.searchCatalog;
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.doing} />;
  return (
    <QuietLine state="done" text={words.done}>
      <ul role="list">
        {part.output.operations.map(({ id, title }) => (
          <li key={id}>
            {title} <code>{id}</code>
          </li>
        ))}
      </ul>
    </QuietLine>
  );
}
