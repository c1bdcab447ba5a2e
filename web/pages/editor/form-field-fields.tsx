import type { FormField } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { ChoicesEditor, firstChoices } from "./choices-editor.tsx";
import { CheckField, ChoiceField, NumberField, TextField } from "./fields.tsx";
import { labelOf } from "./sample.ts";

const words = pagesEditWords.fields;

interface FormFieldFieldsProps {
  readonly at: string;
  readonly field: FormField;
  /** Those of the function, where they are known. */
  readonly inputs: readonly string[];
  readonly change: (field: FormField, typed?: string) => string | undefined;
}

/** One field of a form. */
export function FormFieldFields({ at, field, inputs, change }: FormFieldFieldsProps) {
  const { kind } = field;
  /** Undefined takes a part of it away. */
  function set(
    changed: { [Part in keyof FormField]?: FormField[Part] | undefined },
    typed?: string,
  ) {
    const entries = Object.entries({ ...field, ...changed });
    const after = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    return change(after as FormField, typed);
  }
  const text = (value: string) => (value === "" ? undefined : value);
  const isText = ["text", "longtext", "email", "url"].includes(kind);
  return (
    <>
      <TextField
        at={`${at}.label`}
        label={words.label}
        value={field.label}
        change={(label) => set({ label }, "label")}
      />
      {inputs.length > 0 ? (
        <ChoiceField
          at={`${at}.name`}
          label={words.fieldInput}
          value={field.name}
          choices={[
            ...inputs.map((name) => [name, name] as const),
            ...(inputs.includes(field.name) ? [] : [[field.name, field.name] as const]),
          ]}
          change={(name) =>
            set({ name, ...(field.label === labelOf(field.name) ? { label: labelOf(name) } : {}) })
          }
        />
      ) : (
        <TextField
          at={`${at}.name`}
          label={words.fieldInput}
          isCode
          value={field.name}
          change={(name) => set({ name }, "name")}
        />
      )}
      <ChoiceField
        at={`${at}.kind`}
        label={words.fieldKind}
        value={kind}
        choices={words.fieldKinds}
        change={(chosen) =>
          set({
            kind: chosen,
            choices: chosen === "choice" ? (field.choices ?? firstChoices) : undefined,
            default: undefined,
            min: undefined,
            max: undefined,
          })
        }
      />
      {kind === "choice" && (
        <ChoicesEditor
          at={`${at}.choices`}
          choices={field.choices}
          change={(choices, typed) => set({ choices }, typed)}
        />
      )}
      <CheckField
        at={`${at}.required`}
        label={words.required}
        value={field.required}
        change={(required) => set({ required })}
      />
      <TextField
        at={`${at}.help`}
        label={words.help}
        isOptional
        value={field.help ?? ""}
        change={(help) => set({ help: text(help) }, "help")}
      />
      {isText && (
        <TextField
          at={`${at}.placeholder`}
          label={words.placeholder}
          isOptional
          value={field.placeholder ?? ""}
          change={(placeholder) => set({ placeholder: text(placeholder) }, "placeholder")}
        />
      )}
      <Preset
        at={`${at}.default`}
        field={field}
        set={(value, typed) => set({ default: value }, typed)}
      />
      {(isText || kind === "number") && (
        <div className="field-row">
          <NumberField
            at={`${at}.min`}
            label={words.min}
            note={isText ? words.characters : undefined}
            isOptional
            value={field.min}
            change={(min) => set({ min }, "min")}
          />
          <NumberField
            at={`${at}.max`}
            label={words.max}
            isOptional
            value={field.max}
            change={(max) => set({ max }, "max")}
          />
        </div>
      )}
    </>
  );
}

interface PresetProps {
  readonly at: string;
  readonly field: Pick<FormField, "kind" | "default" | "choices">;
  readonly set: (value: FormField["default"] | undefined, typed?: string) => string | undefined;
}

/** What stands in a field at first, as its kind is. */
export function Preset({ at, field, set }: PresetProps) {
  const { kind, default: value, choices = [] } = field;
  const shared = { at, label: words.preset, isOptional: true } as const;
  if (kind === "boolean") {
    return (
      <CheckField at={at} label={words.preset} value={value === true} change={(on) => set(on)} />
    );
  }
  if (kind === "number") {
    const number = typeof value === "number" ? value : undefined;
    return <NumberField {...shared} value={number} change={(after) => set(after, "default")} />;
  }
  if (kind === "choice") {
    return (
      <ChoiceField
        {...shared}
        value={String(value ?? "")}
        choices={[
          ["", words.leftOut],
          ...choices
            .filter((choice) => choice.value !== "")
            .map((choice) => [choice.value, choice.label] as const),
        ]}
        change={(chosen) => set(chosen === "" ? undefined : chosen)}
      />
    );
  }
  return (
    <TextField
      {...shared}
      {...(kind === "longtext" ? { rows: 3 } : {})}
      value={String(value ?? "")}
      change={(text) => set(text === "" ? undefined : text, "default")}
    />
  );
}
