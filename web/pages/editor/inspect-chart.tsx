import type { PageBlock } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { Conditions } from "./conditions.tsx";
import { DataFields } from "./data-fields.tsx";
import { useEditing } from "./editing.ts";
import type { Change } from "./edits.ts";
import { CheckField, ChoiceField, TextField } from "./fields.tsx";
import { FormatFields } from "./format-fields.tsx";
import { ListEditor } from "./list-editor.tsx";
import { columnOf, isScalar } from "./sample.ts";
import { ValueField } from "./value-field.tsx";

const words = pagesEditWords.fields;

type Chart = Extract<PageBlock, { type: "chart" }>;
type Aggregate = NonNullable<Chart["series"][number]["aggregate"]>;

/** A chart: what stands along its axis, and a line or a row of bars for each series. */
export function InspectChart({ block }: { readonly block: Chart }) {
  const { edit } = useEditing();
  const at = `blocks.${block.id}`;
  const { rows, x, series } = block;
  const change = (changed: Change<Chart>, field?: string) =>
    edit({ type: "block", id: block.id, change: changed }, field);
  return (
    <>
      <DataFields block={block} path={rows} field="rows" />
      <ChoiceField
        at={`${at}.kind`}
        label={words.chartKind}
        value={block.kind}
        choices={words.chartKinds}
        change={(kind) => change({ kind })}
      />
      <ValueField
        at={`${at}.x.value`}
        label={words.x}
        rows={rows}
        value={x.value}
        change={(value) => change({ x: { ...x, value } }, `${at}.x.value`)}
        choose={(path, keys, value, beside) => {
          const { format } = isScalar(value)
            ? columnOf("item", keys, value, beside)
            : { format: x.format };
          change({ x: { ...x, value: path, format } });
        }}
      />
      <TextField
        at={`${at}.x.label`}
        label={words.xLabel}
        isOptional
        value={x.label ?? ""}
        change={(text) => {
          const { label: _, ...rest } = x;
          return change({ x: text === "" ? rest : { ...rest, label: text } }, `${at}.x.label`);
        }}
      />
      <FormatFields
        at={`${at}.x`}
        value={x}
        change={({ format, currency }, field) => {
          const { currency: _, ...rest } = x;
          return change({ x: { ...rest, format, ...(currency ? { currency } : {}) } }, field);
        }}
      />
      <ListEditor
        at={`${at}.series`}
        label={words.series}
        items={series}
        nameOf={words.seriesOf}
        summaryOf={({ label, aggregate }) =>
          `${label} – ${aggregate ? words.aggregates[aggregate].toLowerCase() : words.value.toLowerCase()}`
        }
        change={(items, field) => change({ series: [...items] }, field)}
        addWord={words.addSeries}
        add={() => ({ label: words.seriesOf(series.length + 1), aggregate: "count" as const })}
        least={1}
        most={8}
      >
        {(one, set, place) => (
          <>
            <TextField
              at={`${place}.label`}
              label={words.label}
              value={one.label}
              change={(label) => set({ ...one, label }, "label")}
            />
            <ChoiceField<Aggregate | "">
              at={`${place}.aggregate`}
              label={words.aggregate}
              value={one.aggregate ?? ""}
              choices={[
                ...(Object.entries(words.aggregates) as [Aggregate, string][]),
                ["", words.noAggregate] as const,
              ]}
              change={(chosen) => {
                const value = chosen === "count" ? undefined : (one.value ?? "${item}");
                return set({
                  label: one.label,
                  ...(chosen === "" ? {} : { aggregate: chosen }),
                  ...(value === undefined ? {} : { value }),
                });
              }}
            />
            {one.aggregate !== "count" && (
              <ValueField
                at={`${place}.value`}
                label={words.value}
                rows={rows}
                value={one.value ?? ""}
                change={(value) => set({ ...one, value }, "value")}
              />
            )}
          </>
        )}
      </ListEditor>
      {series.length > 1 && (
        <CheckField
          at={`${at}.stacked`}
          label={words.stacked}
          value={block.stacked}
          change={(stacked) => change({ stacked })}
        />
      )}
      <FormatFields
        at={at}
        label={words.seriesFormat}
        value={block}
        change={({ format, currency }, field) => change({ format, currency }, field)}
      />
      <Conditions
        at={`${at}.where`}
        rows={rows}
        where={block.where}
        change={(where, field) => change({ where }, field)}
      />
    </>
  );
}
