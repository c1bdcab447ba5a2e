import { type ConnectionSummary, connectionStates } from "../../src/contract/connection.ts";
import { changeQuery, valueOf } from "../data/address.ts";
import { useServer } from "../data/server.tsx";
import { connectionWords as words } from "../words/connections.ts";
import { Button } from "../ui/button.tsx";
import { LabelledSelect } from "../ui/labelled-select.tsx";
import { TypedSearch } from "../ui/typed-search.tsx";
import "../ui/list-filters.css";

/** What the list is narrowed to, as its address has it. */
export interface AccountFilter {
  readonly q: string;
  readonly provider: string;
  readonly state: string;
}

const none: AccountFilter = { q: "", provider: "", state: "" };

export function filterOf(query: string): AccountFilter {
  const state = valueOf(query, "state");
  return {
    q: valueOf(query, "q"),
    provider: valueOf(query, "provider"),
    state: connectionStates.find((one) => one === state) ?? "",
  };
}

interface AccountFiltersProps {
  readonly filter: AccountFilter;
  readonly providers: ReadonlyMap<string, ConnectionSummary>;
  /** How many fit; absent until it is known. */
  readonly total: number | undefined;
}

/** What the accounts are looked for by. */
export function AccountFilters({ filter, providers, total }: AccountFiltersProps) {
  const { status } = useServer();
  const known = status.status === "ready" ? status.value.providers : [];
  const nameOf = (id: string) => known.find((one) => one.id === id)?.name ?? id;
  const ids = new Set([...providers.keys(), ...(filter.provider ? [filter.provider] : [])]);
  return (
    <section className="list-filters" aria-label={words.filters}>
      <TypedSearch label={words.search} text={filter.q} change={(q) => changeQuery({ q }, true)} />
      <div className="list-choices">
        <LabelledSelect
          className="list-choice"
          label={words.provider}
          value={filter.provider}
          options={[["", words.anyProvider], ...Array.from(ids, (id) => [id, nameOf(id)] as const)]}
          choose={(provider) => changeQuery({ provider })}
        />
        <LabelledSelect
          className="list-choice"
          label={words.state}
          value={filter.state}
          options={[
            ["", words.anyState],
            ...connectionStates.map((one) => [one, words.states[one]] as const),
          ]}
          choose={(state) => changeQuery({ state })}
        />
        {(filter.q || filter.provider || filter.state) && (
          <Button look="quiet" onClick={() => changeQuery({ ...none })}>
            {words.clear}
          </Button>
        )}
        <p role="status">{total !== undefined && words.count(total)}</p>
      </div>
    </section>
  );
}
