import {
  functionSorts,
  functionStates,
  functionTriggers,
} from "../../src/contract/function-summary.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { type ListFilter, isNarrowed, noFilter } from "./list-filter.ts";
import { LabelledSelect } from "../ui/labelled-select.tsx";
import { TypedSearch } from "../ui/typed-search.tsx";
import "../ui/list-filters.css";

const words = functionWords.list;

interface ListFiltersProps {
  readonly filter: ListFilter;
  /** Tools that any function uses, with their names. */
  readonly connectors: readonly (readonly [id: string, name: string])[];
  /** `typed` where more of the same will follow. */
  readonly change: (filter: ListFilter, typed?: boolean) => void;
}

/** What the list is narrowed to, and how it is sorted. */
export function ListFilters({ filter, connectors, change }: ListFiltersProps) {
  const { state, connector, trigger, sort } = filter;
  const isKnown = connector === "" || connectors.some(([id]) => id === connector);
  return (
    <section className="list-filters" aria-label={words.filters}>
      <TypedSearch
        label={words.search}
        text={filter.text}
        change={(text) => change({ ...filter, text }, true)}
      />
      <div className="list-choices">
        <LabelledSelect
          className="list-choice"
          label={words.state}
          value={state}
          options={[
            ["", words.anyState],
            ...functionStates.map((one) => [one, words.states[one]] as const),
          ]}
          choose={(chosen) =>
            change({ ...filter, state: functionStates.find((one) => one === chosen) ?? "" })
          }
        />
        <LabelledSelect
          className="list-choice"
          label={words.tool}
          value={connector}
          options={[
            ["", words.anyTool],
            ...connectors,
            ...(isKnown ? [] : [[connector, connector] as const]),
          ]}
          choose={(chosen) => change({ ...filter, connector: chosen })}
        />
        <LabelledSelect
          className="list-choice"
          label={words.start}
          value={trigger}
          options={[
            ["", words.anyStart],
            ...functionTriggers.map((one) => [one, words.starts[one]] as const),
          ]}
          choose={(chosen) =>
            change({ ...filter, trigger: functionTriggers.find((one) => one === chosen) ?? "" })
          }
        />
        <LabelledSelect
          className="list-choice"
          label={words.sort}
          value={sort}
          options={functionSorts.map((one) => [one, words.sorts[one]] as const)}
          choose={(chosen) =>
            change({ ...filter, sort: functionSorts.find((one) => one === chosen) ?? "name" })
          }
        />
        {isNarrowed(filter) && (
          <Button look="quiet" onClick={() => change({ ...noFilter, sort })}>
            {words.clear}
          </Button>
        )}
      </div>
    </section>
  );
}
