import type { PageSource } from "./edits.ts";
import type { Field } from "../../functions/inputs.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import { ChoiceField, TextField } from "./fields.tsx";
import { PathPicker } from "./path-picker.tsx";

const words = pagesEditWords.fields;

type Input = PageSource["input"];
type Value = Input[string];

interface InputsEditorProps {
  /** The place in the page: `sources.deals.input`. */
  readonly at: string;
  /** Whose inputs they are. */
  readonly of: string;
  readonly input: Input;
  /** Inputs that something else fills. */
  readonly without?: readonly string[];
  /** The list whose entries may be used as `item`. */
  readonly rows?: string | undefined;
  readonly change: (input: Input, field: string) => string | undefined;
}

/** A field for each input of a function, and one for those that are not known. */
export function InputsEditor({ at, of, input, without = [], rows, change }: InputsEditorProps) {
  const { functions } = useEditing();
  const known = functions.find(({ name }) => name === of)?.fields;
  const fields = (known ?? []).filter(({ name }) => !without.includes(name));
  const others = Object.fromEntries(
    Object.entries(input).filter(([name]) => !known?.some((field) => field.name === name)),
  );
  const set = (name: string, value: Value | undefined) => {
    const { [name]: _, ...rest } = input;
    return change(value === undefined ? rest : { ...rest, [name]: value }, `${at}.${name}`);
  };
  function setOthers(text: string): string | undefined {
    const read = text.trim() === "" ? {} : readJson(text);
    if (typeof read !== "object" || read === null || Array.isArray(read)) return words.notJson;
    const kept = Object.entries(input).filter(([name]) => fields.some((one) => one.name === name));
    return change({ ...Object.fromEntries(kept), ...read }, at);
  }
  const showsOthers = known === undefined || Object.keys(others).length > 0;
  return (
    <>
      {fields.map((field) => (
        <InputField
          key={field.name}
          at={`${at}.${field.name}`}
          field={field}
          value={input[field.name]}
          rows={rows}
          change={(value) => set(field.name, value)}
        />
      ))}
      {known?.length === 0 && !showsOthers && <p className="field-note">{words.noInputs}</p>}
      {showsOthers && (
        <TextField
          at={at}
          label={known === undefined ? words.inputs : words.otherInputs}
          note={words.otherInputsNote}
          isOptional
          isCode
          rows={2}
          value={Object.keys(others).length === 0 ? "" : JSON.stringify(others, null, 2)}
          change={setOthers}
        />
      )}
    </>
  );
}

interface InputFieldProps {
  readonly at: string;
  readonly field: Field;
  readonly value: Value | undefined;
  readonly rows: string | undefined;
  readonly change: (value: Value | undefined) => string | undefined;
}

function InputField({ at, field, value, rows, change }: InputFieldProps) {
  const { spec } = useEditing();
  const { name, type, description, required, text: preset } = field;
  const isPath = typeof value === "string" && value.includes("${");
  if (type === "boolean" && !isPath && spec.filters.length === 0) {
    return (
      <ChoiceField
        at={at}
        label={name}
        note={description}
        isOptional={!required}
        value={value === true ? "yes" : value === false ? "no" : ""}
        choices={[
          ["", words.leftOut],
          ["yes", words.yes],
          ["no", words.no],
        ]}
        change={(chosen) => change(chosen === "" ? undefined : chosen === "yes")}
      />
    );
  }
  function read(text: string): string | undefined {
    if (text === "") return change(undefined);
    if (type === "string" || text.includes("${")) {
      const parsed = type === "string" ? undefined : readJson(text);
      return change(isValue(parsed) && typeof parsed === "object" ? parsed : text);
    }
    const parsed = readJson(text);
    if (type === "number" && typeof parsed !== "number") return words.notNumber;
    return isValue(parsed) ? change(parsed) : words.notJson;
  }
  const isLong = type !== "number" && type !== "boolean";
  return (
    <TextField
      at={at}
      label={name}
      note={description}
      isOptional={!required}
      isCode={isPath || type === "array" || type === "object"}
      {...(isLong ? { rows: 2 } : {})}
      placeholder={preset === "" ? undefined : words.defaultIs(preset)}
      value={
        value === undefined
          ? ""
          : typeof value === "string"
            ? value
            : JSON.stringify(value, null, 2)
      }
      change={read}
      way={
        (spec.filters.length > 0 || rows !== undefined) && (
          <PathPicker
            label={name}
            want="value"
            rows={rows}
            hasSources={false}
            choose={(path) => void change(path)}
          />
        )
      }
    />
  );
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isValue(value: unknown): value is Value {
  return value !== undefined;
}
