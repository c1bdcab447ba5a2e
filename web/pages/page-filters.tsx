import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { PageFilter } from "../../src/contract/page-spec.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Switch } from "../ui/switch.tsx";
import { pageViewWords as words } from "../words/page-view.ts";
import { setFilter, valueOf } from "./filters.ts";
import type { FilterValues } from "./page-data.ts";
import "./page-filters.css";

interface PageFiltersProps {
  readonly filters: readonly PageFilter[];
  readonly values: FilterValues;
  readonly change: (values: FilterValues) => void;
}

/** What whoever looks at the page narrows it down with. */
export function PageFilters({ filters, values, change }: PageFiltersProps) {
  if (!filters.length) return null;
  const isIdle = !Object.keys(values).length;
  return (
    <form
      className="page-filters"
      aria-label={words.filters}
      onSubmit={(event: FormEvent) => event.preventDefault()}
    >
      {filters.map((filter) => (
        <Filter
          key={filter.id}
          filter={filter}
          value={valueOf(filter, values)}
          change={(value) => change(setFilter(values, filter, value))}
        />
      ))}
      <IconButton
        icon="restore"
        label={words.reset}
        title={words.reset}
        disabled={isIdle}
        onClick={() => change({})}
      />
    </form>
  );
}

type Value = FilterValues[string];

interface FilterProps {
  readonly filter: PageFilter;
  readonly value: Value;
  readonly change: (value: Value) => void;
}

function Filter({ filter, value, change }: FilterProps) {
  const id = useId();
  const { kind, label, choices = [], placeholder, default: usual } = filter;
  if (kind === "boolean" && usual !== undefined) {
    return <Switch label={label} on={value === true} change={change} />;
  }
  return (
    <div className="page-filter">
      <label htmlFor={id}>{label}</label>
      {kind === "choice" || kind === "boolean" ? (
        <select
          id={id}
          value={String(value)}
          onChange={({ target }) =>
            change(kind === "boolean" && target.value ? target.value === "true" : target.value)
          }
        >
          <option value="">{words.any}</option>
          {(kind === "boolean" ? yesAndNo : choices).map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : kind === "date" ? (
        <input
          id={id}
          type="date"
          value={String(value)}
          onChange={({ target }) => change(target.value)}
        />
      ) : (
        <Typed
          id={id}
          isNumber={kind === "number"}
          placeholder={placeholder}
          value={value}
          change={change}
        />
      )}
    </div>
  );
}

const yesAndNo = [
  { value: "true", label: words.yes },
  { value: "false", label: words.no },
];

/** Typing is over after this long. */
const pauseMs = 400;

interface TypedProps {
  readonly id: string;
  readonly isNumber: boolean;
  readonly placeholder: string | undefined;
  readonly value: Value;
  readonly change: (value: Value) => void;
}

function Typed({ id, isNumber, placeholder, value, change }: TypedProps) {
  const [text, setText] = useState(String(value));
  const [seen, setSeen] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Reset, or another address: what was typed gives way.
  if (seen !== value) {
    setSeen(value);
    if (String(value) !== text.trim()) setText(String(value));
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const isWrong = isNumber && text.trim() !== "" && !Number.isFinite(Number(text));
  function say(next: string) {
    clearTimeout(timer.current);
    const trimmed = next.trim();
    if (!isNumber || trimmed === "") change(trimmed);
    else if (Number.isFinite(Number(trimmed))) change(Number(trimmed));
  }
  return (
    <input
      id={id}
      value={text}
      placeholder={placeholder}
      inputMode={isNumber ? "decimal" : "text"}
      aria-invalid={isWrong}
      maxLength={2_000}
      onChange={({ target }) => {
        setText(target.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => say(target.value), pauseMs);
      }}
      onKeyDown={({ key }) => key === "Enter" && say(text)}
    />
  );
}
