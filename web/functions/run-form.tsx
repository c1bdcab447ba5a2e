import { type FormEvent, useId, useState } from "react";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { type Field, fieldsOf, freeInput, readFreeInput, readInput } from "./inputs.ts";
import "../ui/field.css";
import "./run-form.css";

const words = strings.runs;

interface RunFormProps {
  readonly flow: unknown;
  readonly busy: boolean;
  readonly run: (input: Readonly<Record<string, unknown>>) => void;
  /** Left out where a run changes nothing anyway. */
  readonly dryRun: ((input: Readonly<Record<string, unknown>>) => void) | undefined;
}

/** The inputs of a function as a form, filled with their defaults. */
export function RunForm({ flow, busy, run, dryRun }: RunFormProps) {
  const [known] = useState(() => fieldsOf(flow));
  const fields = known ?? [free];
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(fields.map(({ name, text }) => [name, text])),
  );
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  function submit(event: FormEvent) {
    event.preventDefault();
    start(run);
  }
  function start(go: RunFormProps["run"]) {
    const reading = known ? readInput(known, texts) : readFreeInput(texts[freeInput] ?? "");
    setProblems(reading.status === "wrong" ? reading.problems : {});
    if (reading.status === "fits") go(reading.input);
  }
  return (
    <form className="run-form" onSubmit={submit} aria-label={words.form}>
      {fields.length === 0 && <p className="run-note">{words.noInputs}</p>}
      {fields.map((field) => (
        <FieldView
          key={field.name}
          field={field}
          text={texts[field.name] ?? ""}
          problem={problems[field.name]}
          change={(text) => setTexts({ ...texts, [field.name]: text })}
        />
      ))}
      <div className="run-ways">
        <Button type="submit" look="primary" disabled={busy}>
          <Icon name="play" />
          {busy ? words.running : words.run}
        </Button>
        {dryRun && (
          <Button disabled={busy} onClick={() => start(dryRun)}>
            {strings.dryRun.run}
          </Button>
        )}
      </div>
      <p className="run-note">{words.mayWrite}</p>
      {dryRun && <p className="run-note">{strings.dryRun.note}</p>}
    </form>
  );
}

const free: Field = {
  name: freeInput,
  type: "object",
  description: undefined,
  required: false,
  text: "{}",
};

interface FieldViewProps {
  readonly field: Field;
  readonly text: string;
  readonly problem: string | undefined;
  readonly change: (text: string) => void;
}

function FieldView({ field, text, problem, change }: FieldViewProps) {
  const id = useId();
  const { name, type, description, required } = field;
  const shared = { id, "aria-describedby": `${id}-note`, "aria-invalid": problem !== undefined };
  return (
    <div className="field">
      <label htmlFor={id}>
        {field === free ? words.freeInput : name}{" "}
        <span>
          {type}, {required ? words.required : words.optional}
        </span>
      </label>
      {type === "boolean" ? (
        <input
          {...shared}
          type="checkbox"
          checked={text === "true"}
          onChange={(event) => change(String(event.target.checked))}
        />
      ) : type === "number" ? (
        <input
          {...shared}
          inputMode="decimal"
          value={text}
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <textarea
          {...shared}
          rows={1}
          className={type === "string" ? "" : "field-json"}
          value={text}
          onChange={(event) => change(event.target.value)}
        />
      )}
      <p id={`${id}-note`} className={problem ? "field-problem" : "field-note"}>
        {problem ?? description}
      </p>
    </div>
  );
}
