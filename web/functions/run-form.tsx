import { type FormEvent, useState } from "react";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { InputField } from "./input-field.tsx";
import { type Field, fieldsOf, freeInput, readFreeInput, readInput, textsOf } from "./inputs.ts";
import "./run-form.css";

const words = strings.runs;
const own = functionWords.inputs;

type Input = Readonly<Record<string, unknown>>;

interface RunFormProps {
  /** What the function takes, as JSON Schema; undefined where nothing is known of it. */
  readonly schema: unknown;
  readonly busy: boolean;
  readonly run: (input: Input) => void;
  /** Left out where a run changes nothing anyway. */
  readonly dryRun: ((input: Input) => void) | undefined;
  /** What the run that is shown was given. */
  readonly last: Input | undefined;
}

/** The inputs of a function as a form, filled with their defaults; or all of it as JSON. */
export function RunForm({ schema, busy, run, dryRun, last }: RunFormProps) {
  const [known] = useState(() => fieldsOf(schema));
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => startOf(known));
  const [isJson, setJson] = useState(known === undefined);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const fields = isJson ? [free] : (known ?? []);
  const read = () =>
    isJson ? readFreeInput(texts[freeInputText] ?? "") : readInput(known ?? [], texts);

  function start(go: (input: Input) => void) {
    const reading = read();
    setProblems(reading.status === "wrong" ? reading.problems : {});
    if (reading.status === "fits") go(reading.input);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    start(run);
  }
  function fill(input: Input) {
    setProblems({});
    setTexts({
      ...(known ? textsOf(known, input) : {}),
      [freeInputText]: JSON.stringify(input, null, 2),
    });
  }
  /** What was entered goes along, as far as it can be read. */
  function show(json: boolean) {
    const reading = read();
    if (reading.status === "fits") fill(reading.input);
    else if (!json) return setProblems(reading.problems);
    setJson(json);
  }
  return (
    <form className="run-form" onSubmit={submit} aria-label={words.form} noValidate>
      {known && known.length > 0 && (
        <div className="run-view" role="group" aria-label={own.view}>
          {[false, true].map((json) => (
            <button
              key={String(json)}
              type="button"
              aria-pressed={isJson === json}
              onClick={() => isJson !== json && show(json)}
            >
              {json ? own.asJson : own.asForm}
            </button>
          ))}
        </div>
      )}
      {fields.length === 0 && <p className="run-note">{words.noInputs}</p>}
      {fields.map((field) => {
        const key = field === free ? freeInputText : field.name;
        return (
          <InputField
            key={key}
            field={field}
            {...(field === free ? { label: words.freeInput } : {})}
            text={texts[key] ?? ""}
            problem={problems[field.name]}
            change={(text) => {
              setTexts({ ...texts, [key]: text });
              const { [field.name]: _solved, ...others } = problems;
              setProblems(others);
            }}
          />
        );
      })}
      {last && fields.length > 0 && (
        <p>
          <Button look="quiet" onClick={() => fill(last)}>
            <Icon name="restore" />
            {own.again}
          </Button>
        </p>
      )}
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

/** The text of the whole input, beside those of the fields, whose names are identifiers. */
const freeInputText = "{}";

const free: Field = {
  name: freeInput,
  type: "object",
  description: undefined,
  required: false,
  choices: undefined,
  format: undefined,
  least: undefined,
  most: undefined,
  text: "{}",
};

function startOf(fields: readonly Field[] | undefined): Readonly<Record<string, string>> {
  const known = (fields ?? []).map(({ name, text }) => [name, text] as const);
  return Object.fromEntries([...known, [freeInputText, "{}"]]);
}
