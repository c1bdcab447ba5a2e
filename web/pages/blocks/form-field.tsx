import type { FormField as Field } from "../../../src/contract/page-spec.ts";
import { pageViewWords as words } from "../../words/page-view.ts";
import "../../ui/field.css";

interface FormFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly text: string;
  readonly problem: string | undefined;
  readonly isOff: boolean;
  readonly change: (text: string) => void;
}

const types = {
  text: "text",
  number: "text",
  date: "date",
  datetime: "datetime-local",
  email: "email",
  url: "url",
} as const;

/** A field with its label, its help, and what is wrong with it. */
export function FormField({ id, field, text, problem, isOff, change }: FormFieldProps) {
  const { name, label, kind, required, help, placeholder, choices = [] } = field;
  const shared = {
    id,
    name,
    disabled: isOff,
    required,
    "aria-invalid": problem !== undefined,
    ...(problem || help ? { "aria-describedby": `${id}-note` } : {}),
  };
  const written = {
    ...shared,
    placeholder,
    value: text,
    onChange: ({ target }: { target: { value: string } }) => change(target.value),
  };
  const note = (problem || help) && (
    <p id={`${id}-note`} className={problem ? "field-problem" : "field-note"}>
      {problem ?? help}
    </p>
  );
  if (kind === "boolean") {
    return (
      <div className="field">
        <label className="page-form-box">
          <input
            {...shared}
            type="checkbox"
            checked={text === "true"}
            onChange={({ target }) => change(String(target.checked))}
          />
          {label}
        </label>
        {note}
      </div>
    );
  }
  return (
    <div className="field" data-long={kind === "longtext"}>
      <label htmlFor={id}>
        {label} {!required && <span>{words.optional}</span>}
      </label>
      {kind === "longtext" ? (
        <textarea {...written} rows={4} />
      ) : kind === "choice" ? (
        <select {...written}>
          <option value="">{words.choose}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...written}
          type={types[kind]}
          {...(kind === "number" ? { inputMode: "decimal" } : {})}
        />
      )}
      {note}
    </div>
  );
}
