import type { PageBlock } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { Conditions } from "./conditions.tsx";
import { DataFields } from "./data-fields.tsx";
import { useEditing } from "./editing.ts";
import type { Change } from "./edits.ts";
import { ChoiceField, TextField } from "./fields.tsx";
import { FormatFields } from "./format-fields.tsx";
import { columnOf, isScalar } from "./sample.ts";
import { ValueField } from "./value-field.tsx";

const words = pagesEditWords.fields;

type Figure = Extract<PageBlock, { type: "figure" }>;

/** A figure: one value, or something of the entries of a list. */
export function InspectFigure({ block }: { readonly block: Figure }) {
  const { spec, edit } = useEditing();
  const at = `blocks.${block.id}`;
  const { rows, value, aggregate } = block;
  const change = (changed: Change<Figure>, field?: string) =>
    edit({ type: "block", id: block.id, change: changed }, field);
  const [first] = Object.keys(spec.sources);
  const some = value ?? rows ?? (first === undefined ? "${source}" : `\${${first}}`);

  function show(what: "value" | "list"): string | undefined {
    if (what === "value") {
      return change({ value: rows ?? some, rows: undefined, aggregate: undefined, where: [] });
    }
    return change({ rows: some, value: undefined, aggregate: "count", format: "number" });
  }
  return (
    <>
      <ChoiceField
        at={`${at}.aggregate`}
        label={words.figureShows}
        value={rows === undefined ? "value" : "list"}
        choices={{ value: words.oneValue, list: words.aggregateOf }}
        change={show}
      />
      {rows === undefined ? (
        <>
          <DataFields block={block} path={value ?? ""} field="value" />
          <ValueField
            at={`${at}.value`}
            label={words.value}
            value={value ?? ""}
            change={(text) => change({ value: text }, `${at}.value`)}
            choose={(path, keys, chosen, beside) =>
              void change({
                value: path,
                ...(isScalar(chosen) && block.format === "text"
                  ? formatOnly(columnOf("item", keys, chosen, beside))
                  : {}),
              })
            }
          />
        </>
      ) : (
        <>
          <DataFields block={block} path={rows} field="rows" />
          <ChoiceField
            at={`${at}.aggregate`}
            label={words.aggregate}
            value={aggregate ?? "count"}
            choices={words.aggregates}
            change={(chosen) =>
              change({
                aggregate: chosen,
                value: chosen === "count" ? undefined : (value ?? "${item}"),
              })
            }
          />
          {aggregate !== "count" && (
            <ValueField
              at={`${at}.value`}
              label={words.eachValue}
              rows={rows}
              value={value ?? ""}
              change={(text) => change({ value: text }, `${at}.value`)}
              choose={(path, keys, chosen, beside) =>
                void change({
                  value: path,
                  ...(isScalar(chosen) ? formatOnly(columnOf("item", keys, chosen, beside)) : {}),
                })
              }
            />
          )}
          <Conditions
            at={`${at}.where`}
            rows={rows}
            where={block.where}
            change={(where, field) => change({ where }, field)}
          />
        </>
      )}
      <FormatFields
        at={at}
        value={block}
        change={({ format, currency }, field) => change({ format, currency }, field)}
      />
      <TextField
        at={`${at}.caption`}
        label={words.caption}
        isOptional
        value={block.caption ?? ""}
        change={(text) => change({ caption: text === "" ? undefined : text }, `${at}.caption`)}
      />
    </>
  );
}

function formatOnly({ format, currency }: ReturnType<typeof columnOf>) {
  return { format, currency };
}
