import { useEffect, useId, useState } from "react";
import {
  functionSorts,
  functionStates,
  functionTriggers,
} from "../../src/contract/function-summary.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { type ListFilter, isNarrowed, noFilter } from "./list-filter.ts";
import "./list-filters.css";

const words = functionWords.list;
/** Until who types made a pause. */
const typingMs = 250;

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
      <Search filter={filter} change={change} />
      <div className="list-choices">
        <Choice
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
        <Choice
          label={words.tool}
          value={connector}
          options={[
            ["", words.anyTool],
            ...connectors,
            ...(isKnown ? [] : [[connector, connector] as const]),
          ]}
          choose={(chosen) => change({ ...filter, connector: chosen })}
        />
        <Choice
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
        <Choice
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

function Search({ filter, change }: Pick<ListFiltersProps, "filter" | "change">) {
  const [typed, setTyped] = useState(filter.text);
  const [known, setKnown] = useState(filter.text);
  // The address changed without this field: by the back button, or as filters were cleared.
  if (known !== filter.text) {
    setKnown(filter.text);
    setTyped(filter.text);
  }
  useEffect(() => {
    const text = typed.trim();
    if (text === filter.text) return;
    const timer = setTimeout(() => {
      setKnown(text);
      change({ ...filter, text }, true);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed, filter, change]);
  return (
    <label className="list-search">
      <Icon name="search" />
      <input
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={words.search}
        aria-label={words.search}
        maxLength={200}
      />
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly choose: (value: string) => void;
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  const id = useId();
  return (
    <div className="list-choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
