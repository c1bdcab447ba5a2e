import { type ReactNode, useId } from "react";
import { acts, actShape, outcomes } from "../../src/contract/audit.ts";
import { auditWords as words } from "../words/audit.ts";
import { Button } from "../ui/button.tsx";
import { type AuditFilter, noFilter, queryOf } from "./filter.ts";
import type { Actors } from "./use-actors.ts";

interface FiltersProps {
  readonly filter: AuditFilter;
  readonly actors: Actors;
  readonly change: (filter: AuditFilter) => void;
}

/** What the log is narrowed to. */
export function Filters({ filter, actors, change }: FiltersProps) {
  const { act, actor, outcome, from, to } = filter;
  const people = [...actors.known];
  // Somebody who is gone has still done what they did.
  if (actor !== "" && !actors.known.has(actor)) people.unshift([actor, actor]);
  return (
    <section className="audit-filters" aria-label={words.filters}>
      <Choice
        label={words.act}
        value={act}
        any={words.anyAct}
        options={actShape.options.map((one) => [one, acts[one]])}
        choose={(chosen) => change({ ...filter, act: actShape.safeParse(chosen).data ?? "" })}
      />
      <Choice
        label={words.actor}
        value={actor}
        any={words.anyActor}
        options={people}
        choose={(chosen) => change({ ...filter, actor: chosen })}
      />
      <Choice
        label={words.outcome}
        value={outcome}
        any={words.anyOutcome}
        options={outcomes.map((one) => [one, words.outcomes[one]])}
        choose={(chosen) =>
          change({ ...filter, outcome: outcomes.find((one) => one === chosen) ?? "" })
        }
      />
      <Day label={words.from} value={from} choose={(day) => change({ ...filter, from: day })} />
      <Day label={words.to} value={to} choose={(day) => change({ ...filter, to: day })} />
      {queryOf(filter).size > 0 && (
        <Button look="quiet" onClick={() => change(noFilter)}>
          {words.clear}
        </Button>
      )}
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly any: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly choose: (value: string) => void;
}

function Choice({ label, value, any, options, choose }: ChoiceProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select id={id} value={value} onChange={({ target }) => choose(target.value)}>
          <option value="">{any}</option>
          {options.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (day: string) => void;
}

function Day({ label, value, choose }: DayProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input id={id} type="date" value={value} onChange={({ target }) => choose(target.value)} />
      )}
    </Labelled>
  );
}

interface LabelledProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="audit-filter">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
