import { useMemo } from "react";
import type { ConnectorView } from "../../src/contract/catalog.ts";
import { changeQuery, valueOf } from "../data/address.ts";
import { useQuery } from "../router.tsx";
import { connectorWords as words } from "../words/browse.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Choices } from "../ui/choices.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { sentencesOf } from "./scopes.ts";
import "./operations.css";

type Operation = ConnectorView["operations"][number];
type Kind = Operation["kind"];
/** A line of the list: an operation, or the heading of those of a kind. */
type Line = Operation | { readonly heading: Kind; readonly count: number };

const kinds = ["read", "write", "destructive"] as const satisfies readonly Kind[];

/** Everything a tool can do, by what it does to things there; search and kind are in the address. */
export function Operations({ connector }: { readonly connector: ConnectorView }) {
  const { operations, scopes } = connector;
  const query = useQuery();
  const text = valueOf(query, "q");
  const asked = valueOf(query, "kind");
  const kind = kinds.find((one) => one === asked) ?? "all";
  const sentences = useMemo(() => sentencesOf(scopes), [scopes]);
  const lines = useMemo(
    () => linesOf(operations, { text, kind, sentences }),
    [operations, text, kind, sentences],
  );
  const shown = lines.filter((line) => "id" in line).length;
  return (
    <div className="operations">
      <div className="operations-find">
        <SearchField
          label={words.search}
          clear={words.clear}
          placeholder={words.search}
          value={text}
          change={(q) => changeQuery({ q }, true)}
        />
        <Choices
          label={words.filter}
          current={kind}
          choose={(name) => changeQuery({ kind: name === "all" ? "" : name })}
          choices={[
            { name: "all", label: words.allKinds, count: operations.length },
            ...kinds.map((name) => ({
              name,
              label: words.kinds[name],
              count: operations.filter((one) => one.kind === name).length,
            })),
          ]}
        />
      </div>
      <p className="operations-count" role="status">
        {words.shown(shown)}
      </p>
      {shown === 0 ? (
        <div className="operations-none">
          <p>{words.nothing}</p>
          <Button onClick={() => changeQuery({ q: "", kind: "" })}>{words.clear}</Button>
        </div>
      ) : (
        <VirtualList
          key={`${kind} ${text}`}
          label={words.tabs.operations}
          items={lines}
          keyOf={(line) => ("id" in line ? line.id : line.heading)}
          height={88}
        >
          {(line) =>
            "id" in line ? (
              <OperationLine operation={line} sentences={sentences} />
            ) : (
              <h3 className="operations-heading">
                {words.groups[line.heading]}{" "}
                <span className="connector-count">{line.count.toLocaleString("en")}</span>
              </h3>
            )
          }
        </VirtualList>
      )}
    </div>
  );
}

interface Wanted {
  readonly text: string;
  readonly kind: Kind | "all";
  readonly sentences: ReadonlyMap<string, string>;
}

/** Those of which every word is in title, id or permission, with a heading before each kind. */
function linesOf(
  operations: readonly Operation[],
  { text, kind, sentences }: Wanted,
): readonly Line[] {
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = operations.filter((one) => {
    const needs = one.scopes.narrowest.map((scope) => `${scope} ${sentences.get(scope) ?? ""}`);
    const whole = [one.title, one.id, ...needs].join("\n").toLowerCase();
    return (kind === "all" || one.kind === kind) && terms.every((term) => whole.includes(term));
  });
  return kinds.flatMap((heading): readonly Line[] => {
    const group = fits.filter((one) => one.kind === heading);
    return group.length > 0 ? [{ heading, count: group.length }, ...group] : [];
  });
}

interface OperationLineProps {
  readonly operation: Operation;
  readonly sentences: ReadonlyMap<string, string>;
}

function OperationLine({ operation, sentences }: OperationLineProps) {
  const { id, title, kind, scopes, rateLimit, docs } = operation;
  const needs = scopes.narrowest.map((scope) => sentences.get(scope) ?? scope);
  return (
    <div className="operation">
      <p className="operation-title">
        {title} <Chip tone={tones[kind]}>{words.kinds[kind]}</Chip>
      </p>
      <p className="connector-facts">
        {needs.length > 0 ? `${words.needs}: ${needs.join("; ")}` : words.needsNothing}
      </p>
      <p className="connector-facts">
        <code>{id}</code>
        {rateLimit !== undefined && <span>{words.limit(rateLimit)}</span>}
        <a href={docs} target="_blank" rel="noreferrer" aria-label={words.docsOf(title)}>
          {words.docs}
        </a>
      </p>
    </div>
  );
}

const tones = { read: "info", write: "warn", destructive: "danger" } as const;
