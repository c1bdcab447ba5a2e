import { functionListShape } from "../../src/contract/function.ts";
import { runStatuses, runTriggers } from "../../src/contract/run.ts";
import { useGet } from "../data/use-get.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { type RunFilter, noFilter, queryOf } from "./filter.ts";
import { runListWords } from "../words/runs.ts";
import { LabelledSelect } from "../ui/labelled-select.tsx";
import { TypedSearch } from "../ui/typed-search.tsx";
import "./filters.css";

const words = runListWords;

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
      <TypedSearch
        label={words.search}
        text={filter.text}
        change={(text) => change({ ...filter, text }, true)}
      />
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
        <LabelledSelect
          className="run-choice"
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
    <LabelledSelect
      className="run-choice"
      label={words.function}
      value={name}
      options={[["", words.anyFunction], ...all.map((one) => [one, one] as const)]}
      choose={choose}
    />
  );
}
