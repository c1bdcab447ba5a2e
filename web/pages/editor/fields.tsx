import { type ReactNode, useId, useState } from "react";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { problemsAt, useEditing } from "./editing.ts";
import "../../ui/field.css";
import "./fields.css";

const words = pagesEditWords.fields;

interface FieldProps {
  /** The place in the page: `blocks.deals.columns[1].value`. */
  readonly at: string;
  readonly label: string;
  readonly note?: ReactNode;
  readonly isOptional?: boolean;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  /** A sentence where it cannot be so; what stood before then stays. */
  readonly change: (text: string) => string | undefined;
  readonly placeholder?: string | undefined;
  /** More than one makes it a field of several lines. */
  readonly rows?: number;
  readonly isCode?: boolean;
  readonly inputMode?: "decimal";
  /** A button in the field. */
  readonly way?: ReactNode;
}

/**
 * A text of the page. What is typed goes into the page as soon as it fits; what does not is said at
 * the field, and gone when the field is left.
 */
export function TextField(props: TextFieldProps) {
  const { at, label, note, isOptional, value, change, rows = 1, isCode, way } = props;
  const { epoch, settle } = useEditing();
  const id = useId();
  const [typed, setTyped] = useState<{ text: string; unfit: string | undefined; epoch: number }>();
  const current = typed?.epoch === epoch ? typed : undefined;
  const { invalid, says } = useSaid(at, current?.unfit);
  const shared = {
    id,
    value: current?.text ?? value,
    placeholder: props.placeholder,
    spellCheck: !isCode,
    autoComplete: "off",
    className: isCode ? "field-code" : "",
    "aria-invalid": invalid,
    "aria-describedby": `${id}-note`,
    "data-at": at,
    "data-unfit": current?.unfit === undefined ? undefined : "",
    onChange: ({ target }: { target: { value: string } }) =>
      setTyped({ text: target.value, unfit: change(target.value), epoch }),
    onBlur: () => {
      setTyped(undefined);
      settle();
    },
  } as const;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isOptional && <span> {words.optional}</span>}
      </label>
      <div className={way ? "field-with-way" : "field-alone"}>
        {rows > 1 ? (
          <textarea {...shared} rows={rows} />
        ) : (
          <input {...shared} inputMode={props.inputMode} />
        )}
        {way}
      </div>
      <Said id={`${id}-note`} says={says} note={note} />
    </div>
  );
}

interface NumberFieldProps extends FieldProps {
  readonly value: number | undefined;
  /** Undefined where it is left empty. */
  readonly change: (value: number | undefined) => string | undefined;
}

/** A number of the page. */
export function NumberField({ value, change, ...rest }: NumberFieldProps) {
  function read(text: string): string | undefined {
    if (text.trim() === "") return change(undefined);
    const number = Number(text);
    return Number.isFinite(number) ? change(number) : pagesEditWords.fields.notNumber;
  }
  return (
    <TextField
      {...rest}
      inputMode="decimal"
      value={value === undefined ? "" : String(value)}
      change={read}
    />
  );
}

interface ChoiceFieldProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly choices: Readonly<Record<Value, string>> | readonly (readonly [Value, string])[];
  readonly change: (value: Value) => string | undefined;
}

/** One of a few. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { at, label, note, isOptional, value, choices, change } = props;
  const id = useId();
  const [unfit, setUnfit] = useState<string>();
  const { invalid, says } = useSaid(at, unfit);
  const pairs = Array.isArray(choices)
    ? (choices as readonly (readonly [Value, string])[])
    : (Object.entries(choices) as [Value, string][]);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isOptional && <span> {words.optional}</span>}
      </label>
      <select
        id={id}
        value={value}
        aria-invalid={invalid}
        aria-describedby={`${id}-note`}
        data-at={at}
        onBlur={() => setUnfit(undefined)}
        onChange={({ target }) => {
          const chosen = pairs.find(([one]) => one === target.value);
          if (chosen) setUnfit(change(chosen[0]));
        }}
      >
        {pairs.map(([one, word]) => (
          <option key={one} value={one}>
            {word}
          </option>
        ))}
      </select>
      <Said id={`${id}-note`} says={says} note={note} />
    </div>
  );
}

interface CheckFieldProps extends FieldProps {
  readonly value: boolean;
  readonly change: (value: boolean) => string | undefined;
}

/** Yes or no. */
export function CheckField({ at, label, note, value, change }: CheckFieldProps) {
  const id = useId();
  const { invalid, says } = useSaid(at, undefined);
  return (
    <div className="field field-check">
      <input
        id={id}
        type="checkbox"
        checked={value}
        aria-invalid={invalid}
        aria-describedby={`${id}-note`}
        data-at={at}
        onChange={({ target }) => change(target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      <Said id={`${id}-note`} says={says} note={note} />
    </div>
  );
}

/** What is wrong at a place: what was just typed before what the check found. */
export function useSaid(at: string, unfit: string | undefined) {
  const found = problemsAt(useEditing().problems, at);
  const says = unfit === undefined ? found.map(({ message }) => message) : [unfit];
  const invalid = unfit !== undefined || found.some(({ severity }) => severity === "error");
  return { invalid, says };
}

interface SaidProps {
  readonly id: string;
  readonly says: readonly string[];
  readonly note: ReactNode;
}

export function Said({ id, says, note }: SaidProps) {
  if (says.length === 0 && !note) return <p id={id} hidden />;
  return (
    <p id={id} className={says.length > 0 ? "field-problem" : "field-note"}>
      {says.length > 0 ? says.join(" ") : note}
    </p>
  );
}
