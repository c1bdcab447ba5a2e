import type { FormField, PageBlock } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import type { Change } from "./edits.ts";
import { TextField } from "./fields.tsx";
import { FormFieldFields } from "./form-field-fields.tsx";
import { FunctionField } from "./function-field.tsx";
import { InputsEditor } from "./inputs-editor.tsx";
import { ListEditor } from "./list-editor.tsx";
import { freeName } from "./names.ts";
import { formFieldOf, formOf, takesOf } from "./starts.ts";

const words = pagesEditWords.fields;

type Form = Extract<PageBlock, { type: "form" }>;

/** A form: the function it runs, its fields, and what nobody fills in. */
export function InspectForm({ block }: { readonly block: Form }) {
  const { edit, functions } = useEditing();
  const at = `blocks.${block.id}`;
  const { fields } = block;
  const change = (changed: Change<Form>, field?: string) =>
    edit({ type: "block", id: block.id, change: changed }, field);
  const takes = takesOf(functions.find(({ name }) => name === block.function)?.fields ?? []);

  function send(to: string) {
    const chosen = functions.find(({ name }) => name === to);
    const made = formOf({ name: to, fields: chosen?.fields ?? [] });
    if (made.type !== "form") return;
    change({
      function: to,
      fields: made.fields,
      input: {},
      ...(block.title === undefined ? { title: made.title } : {}),
    });
  }
  function fresh(): FormField {
    const missing = takes.find(({ name }) => !fields.some((field) => field.name === name));
    if (missing) return formFieldOf(missing);
    const name = freeName(
      "field",
      fields.map((field) => field.name),
    );
    return { name, label: words.formField(fields.length + 1), kind: "text", required: false };
  }
  return (
    <>
      <FunctionField
        at={`${at}.function`}
        label={words.formFunction}
        value={block.function}
        onlyReads={false}
        change={send}
      />
      <ListEditor
        at={`${at}.fields`}
        label={words.formFields}
        items={fields}
        nameOf={words.formField}
        summaryOf={({ label }) => label}
        change={(items, field) => change({ fields: [...items] }, field)}
        addWord={words.addField}
        add={fresh}
        least={1}
        most={40}
      >
        {(field, set, place) => (
          <FormFieldFields
            at={place}
            field={field}
            inputs={takes.map(({ name }) => name)}
            change={set}
          />
        )}
      </ListEditor>
      <section className="inspector-part" aria-label={words.fixedInputs}>
        <h3>{words.fixedInputs}</h3>
        <InputsEditor
          at={`${at}.input`}
          of={block.function}
          input={block.input}
          without={fields.map(({ name }) => name)}
          change={(input, field) => change({ input }, field)}
        />
      </section>
      <TextField
        at={`${at}.submit`}
        label={words.submit}
        value={block.submit}
        change={(submit) => change({ submit }, `${at}.submit`)}
      />
      <TextField
        at={`${at}.done`}
        label={words.done}
        isOptional
        value={block.done ?? ""}
        change={(text) => change({ done: text === "" ? undefined : text }, `${at}.done`)}
      />
    </>
  );
}
