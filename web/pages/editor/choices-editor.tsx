import type { PageFilter } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { TextField } from "./fields.tsx";
import { ListEditor } from "./list-editor.tsx";

const words = pagesEditWords.fields;

export type Choices = NonNullable<PageFilter["choices"]>;

interface ChoicesEditorProps {
  readonly at: string;
  readonly choices: Choices | undefined;
  readonly change: (choices: Choices, field?: string) => string | undefined;
}

/** With what a field or a filter that is a choice begins. */
export const firstChoices: Choices = [{ value: "one", label: "One" }];

/** What can be chosen in a field or a filter. */
export function ChoicesEditor({ at, choices = [], change }: ChoicesEditorProps) {
  return (
    <ListEditor
      at={at}
      label={words.choices}
      items={choices}
      nameOf={words.choice}
      summaryOf={({ label }) => label}
      change={(items, field) => change([...items], field)}
      addWord={words.addChoice}
      add={() => {
        const label = words.choice(choices.length + 1);
        return { value: label.toLowerCase(), label };
      }}
      least={1}
      most={200}
    >
      {(choice, set, place) => (
        <div className="field-row">
          <TextField
            at={`${place}.label`}
            label={words.label}
            value={choice.label}
            change={(label) => set({ ...choice, label }, "label")}
          />
          <TextField
            at={`${place}.value`}
            label={words.choiceValue}
            value={choice.value}
            change={(value) => set({ ...choice, value }, "value")}
          />
        </div>
      )}
    </ListEditor>
  );
}
