import { useEffect, useId, useState } from "react";
import { functionListShape } from "../../src/contract/function.ts";
import { runStatuses, runTriggers } from "../../src/contract/run.ts";
import { useGet } from "../data/use-get.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { type RunFilter, noFilter, queryOf } from "./filter.ts";
import { runListWords } from "../words/runs.ts";
import "./filters.css";

const words = runListWords;
/** Until who types made a pause. */
const typingMs = 250;

interface FiltersProps {
  readonly filter: RunFilter;
  /** `typed` where more of the same will follow. */
  readonly change: (filter: RunFilter, typed?: boolean) => void;
}

/** What the list is narrowed to. */
export function Filters({ filter, change }: FiltersProps) {
  const { status, trigger, name } = filter;
  const toggle = (one: RunFilter["status"][number]) =>
    change({
      ...filter,
      status: status.includes(one) ? status.filter((other) => other !== one) : [...status, one],
    });
  return (
    <section className="run-filters" aria-label={words.filters}>
      <Search filter={filter} change={change} />
      <div className="run-filter-row">
        <div className="run-filter-chips" role="group" aria-label={words.statuses}>
          {runStatuses.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={status.includes(one)}
              onClick={() => toggle(one)}
            >
              {strings.runs.statuses[one]}
            </button>
          ))}
        </div>
        <FunctionChoice name={name} choose={(chosen) => change({ ...filter, name: chosen })} />
        <Choice
          label={words.trigger}
          value={trigger}
          options={[
            ["", words.anyTrigger],
            ...runTriggers.map((one) => [one, strings.runs.triggers[one]] as const),
          ]}
          choose={(chosen) =>
            change({ ...filter, trigger: runTriggers.find((one) => one === chosen) ?? "" })
          }
        />
        {queryOf(filter).size > 0 && (
          <Button look="quiet" onClick={() => change(noFilter)}>
            {words.clear}
          </Button>
        )}
      </div>
    </section>
  );
}

function Search({ filter, change }: FiltersProps) {
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
    <label className="run-search">
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

interface FunctionChoiceProps {
  readonly name: string;
  readonly choose: (name: string) => void;
}

function FunctionChoice({ name, choose }: FunctionChoiceProps) {
  const { loaded } = useGet(functionListShape, "/api/functions");
  const names = loaded.status === "ready" ? loaded.value.functions.map((one) => one.name) : [];
  // One that is gone may still have runs.
  const all = name === "" || names.includes(name) ? names : [name, ...names];
  return (
    <Choice
      label={words.function}
      value={name}
      options={[["", words.anyFunction], ...all.map((one) => [one, one] as const)]}
      choose={choose}
    />
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
    <div className="run-choice">
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
