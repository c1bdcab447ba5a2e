import { useId } from "react";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { type Field, type Format, jsonProblem } from "./inputs.ts";
import "../ui/field.css";

const words = strings.runs;
const own = functionWords.inputs;

interface InputFieldProps {
  readonly field: Field;
  readonly label?: string;
  readonly text: string;
  readonly problem: string | undefined;
  readonly change: (text: string) => void;
}

const controls: Readonly<Record<Format, string>> = {
  date: "date",
  "date-time": "datetime-local",
  time: "time",
  email: "email",
  uri: "url",
};

/** One input of a function, with the control that fits what it takes. */
export function InputField({ field, label = field.name, text, problem, change }: InputFieldProps) {
  const id = useId();
  const { type, format, description, required, choices } = field;
  const isJson = type === "array" || type === "object";
  const wrong = problem ?? (isJson ? jsonProblem(text) : undefined);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}{" "}
        <span>
          {choices ? "" : `${format ? own.hints[format] : type}, `}
          {required ? words.required : words.optional}
        </span>
      </label>
      <Control
        field={field}
        text={text}
        change={change}
        shared={{
          id,
          "aria-describedby": `${id}-note`,
          "aria-invalid": wrong !== undefined,
          "aria-required": required,
        }}
      />
      <p id={`${id}-note`} className={wrong ? "field-problem" : "field-note"}>
        {wrong ?? description}
      </p>
    </div>
  );
}

interface ControlProps extends Pick<InputFieldProps, "field" | "text" | "change"> {
  readonly shared: {
    readonly id: string;
    readonly "aria-describedby": string;
    readonly "aria-invalid": boolean;
    readonly "aria-required": boolean;
  };
}

function Control({ field, text, change, shared }: ControlProps) {
  const { type, format, choices } = field;
  if (choices)
    return (
      <select {...shared} value={text} onChange={(event) => change(event.target.value)}>
        <option value="">{own.choose}</option>
        {/* A default may be none of them. */}
        {[...new Set([...choices, ...(text === "" ? [] : [text])])].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    );
  if (type === "boolean") {
    const { "aria-required": _required, ...rest } = shared;
    return (
      <input
        {...rest}
        type="checkbox"
        checked={text === "true"}
        onChange={(event) => change(String(event.target.checked))}
      />
    );
  }
  if (type === "number" || format)
    return (
      <input
        {...shared}
        {...(format ? { type: controls[format] } : { inputMode: "decimal" })}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
    );
  return (
    <textarea
      {...shared}
      rows={1}
      spellCheck={type === "string"}
      className={type === "string" ? "" : "field-json"}
      value={text}
      onChange={(event) => change(event.target.value)}
    />
  );
}
