import type { PageBlock } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import { entryOf } from "./entry.ts";
import { ChoiceField } from "./fields.tsx";
import { ListEditor } from "./list-editor.tsx";
import { valuesIn } from "./sample.ts";
import { ValueField } from "./value-field.tsx";

const words = pagesEditWords.fields;

type Where = Extract<PageBlock, { type: "table" }>["where"];

interface ConditionsProps {
  readonly at: string;
  readonly rows: string;
  readonly where: Where;
  readonly change: (where: Where, field?: string) => string | undefined;
}

/** Which rows are shown. */
export function Conditions({ at, rows, where, change }: ConditionsProps) {
  const { spec, samples } = useEditing();
  /** One that the first row fits. */
  function fresh(): Where[number] {
    const some = valuesIn(entryOf(rows, spec.sources, samples)?.first, "item").find(
      ({ value }) => value !== null && value !== "",
    );
    const to = some?.value ?? words.value;
    return { value: some?.path ?? "${item}", is: "equals", to };
  }
  return (
    <ListEditor
      at={at}
      label={words.conditions}
      items={where}
      nameOf={words.condition}
      summaryOf={({ value, is, to }) => `${value} ${words.comparisons[is]} ${String(to)}`}
      change={(items, field) => change([...items], field)}
      addWord={words.addCondition}
      add={fresh}
      most={10}
    >
      {(condition, set, place) => (
        <>
          <ValueField
            at={`${place}.value`}
            label={words.value}
            rows={rows}
            value={condition.value}
            change={(value) => set({ ...condition, value }, "value")}
          />
          <ChoiceField
            at={`${place}.is`}
            label={words.comparison}
            value={condition.is}
            choices={words.comparisons}
            change={(is) => set({ ...condition, is })}
          />
          <ValueField
            at={`${place}.to`}
            label={words.to}
            note={words.toNote}
            rows={rows}
            value={String(condition.to)}
            change={(text) => set({ ...condition, to: readTo(text) }, "to")}
          />
        </>
      )}
    </ListEditor>
  );
}

/** What is compared with: a number or yes and no where it looks like one, else text. */
function readTo(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}
