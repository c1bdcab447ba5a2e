import { useState } from "react";
import type { PageBlock, PageColumn } from "../../../src/contract/page-spec.ts";
import { Icon } from "../../ui/icon.tsx";
import { Popover } from "../../ui/popover.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { ActionsEditor } from "./actions-editor.tsx";
import { Conditions } from "./conditions.tsx";
import { DataFields, isOwn } from "./data-fields.tsx";
import { useEditing } from "./editing.ts";
import type { Change } from "./edits.ts";
import { ChoiceField, NumberField, TextField } from "./fields.tsx";
import { FormatFields } from "./format-fields.tsx";
import { ListEditor } from "./list-editor.tsx";
import { type ChoosePath, RowPaths } from "./path-picker.tsx";
import { columnOf, isScalar } from "./sample.ts";
import { ValueField } from "./value-field.tsx";

const words = pagesEditWords.fields;

type Table = Extract<PageBlock, { type: "table" }>;

/** A table: what feeds it, its columns, which rows it has, what can be done with each. */
export function InspectTable({ block }: { readonly block: Table }) {
  const { edit } = useEditing();
  const at = `blocks.${block.id}`;
  const { rows, columns, sort } = block;
  const change = (changed: Change<Table>, field?: string) =>
    edit({ type: "block", id: block.id, change: changed }, field);

  /** What it is sorted by stays the same column, wherever that goes. */
  function changeColumns(after: readonly PageColumn[], field?: string): string | undefined {
    const sorted = sort && columns[sort.column];
    const position = sorted ? after.indexOf(sorted) : -1;
    const stays = sort && after.length === columns.length && position < 0 ? sort.column : position;
    return change(
      {
        columns: [...after],
        sort: sort && stays >= 0 ? { ...sort, column: stays } : undefined,
      },
      field,
    );
  }
  const toggle: ChoosePath = (path, keys, value, beside) => {
    if (!isScalar(value)) return;
    const others = columns.filter((column) => column.value !== path);
    const own = columns.filter(isOwn);
    if (others.length < columns.length) changeColumns(others);
    else changeColumns([...own, columnOf("item", keys, value, beside)]);
  };
  return (
    <>
      <DataFields block={block} path={rows} field="rows" />
      <ListEditor
        at={`${at}.columns`}
        label={words.columns}
        items={columns}
        nameOf={words.column}
        summaryOf={({ label }) => label}
        change={changeColumns}
        addWord={words.addColumn}
        add={() => ({
          label: words.column(columns.length + 1),
          value: "${item}",
          format: "text" as const,
        })}
        least={1}
        most={30}
        ways={<ColumnPicker rows={rows} columns={columns} toggle={toggle} />}
      >
        {(column, set, place) => (
          <>
            <TextField
              at={`${place}.label`}
              label={words.label}
              value={column.label}
              change={(label) => set({ ...column, label }, "label")}
            />
            <ValueField
              at={`${place}.value`}
              label={words.value}
              rows={rows}
              value={column.value}
              change={(value) => set({ ...column, value }, "value")}
              choose={(path, keys, value, beside) =>
                void set(
                  isScalar(value) && !isOwn(column)
                    ? { ...columnOf("item", keys, value, beside), value: path }
                    : { ...column, value: path },
                )
              }
            />
            <FormatFields
              at={place}
              value={column}
              change={(format, field) =>
                set({ label: column.label, value: column.value, ...format }, field)
              }
            />
          </>
        )}
      </ListEditor>
      <div className="field-row">
        <ChoiceField
          at={`${at}.sort.column`}
          label={words.sort}
          value={sort === undefined ? "" : String(sort.column)}
          choices={[
            ["", words.notSorted],
            ...columns.map(({ label }, index) => [String(index), label] as const),
          ]}
          change={(chosen) =>
            change({
              sort:
                chosen === ""
                  ? undefined
                  : { column: Number(chosen), direction: sort?.direction ?? "ascending" },
            })
          }
        />
        {sort && (
          <ChoiceField
            at={`${at}.sort.direction`}
            label={words.direction}
            value={sort.direction}
            choices={{ ascending: words.ascending, descending: words.descending }}
            change={(direction) => change({ sort: { ...sort, direction } })}
          />
        )}
      </div>
      <NumberField
        at={`${at}.pageSize`}
        label={words.pageSize}
        value={block.pageSize}
        change={(pageSize) => change({ pageSize }, `${at}.pageSize`)}
      />
      <Conditions
        at={`${at}.where`}
        rows={rows}
        where={block.where}
        change={(where, field) => change({ where }, field)}
      />
      <ActionsEditor
        at={`${at}.actions`}
        label={words.rowActions}
        actions={block.actions}
        rows={rows}
        least={0}
        most={5}
        change={(actions, field) => change({ actions: [...actions] }, field)}
      />
    </>
  );
}

interface ColumnPickerProps {
  readonly rows: string;
  readonly columns: readonly PageColumn[];
  readonly toggle: ChoosePath;
}

/** Columns chosen from the first row; it stays open, so that several can be. */
function ColumnPicker({ rows, columns, toggle }: ColumnPickerProps) {
  const [open, setOpen] = useState(false);
  const title = pagesEditWords.sample.chooseColumns;
  return (
    <Popover
      className="button button-quiet"
      button={
        <>
          <Icon name="target" />
          {words.chooseColumns}
        </>
      }
      label={title}
      title={title}
      open={open}
      change={setOpen}
    >
      {() => (
        <div className="paths">
          <RowPaths rows={rows} choose={toggle} chosen={columns.map(({ value }) => value)} />
        </div>
      )}
    </Popover>
  );
}
