import type { PageBlock, PageColumn, PageSpec } from "../../../src/contract/page-spec.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import type { BlockChange, PageSource } from "./edits.ts";
import { ChoiceField, TextField } from "./fields.tsx";
import { FunctionField } from "./function-field.tsx";
import { InputsEditor } from "./inputs-editor.tsx";
import { freeName, identifierOf } from "./names.ts";
import { PathPicker } from "./path-picker.tsx";
import { listsIn } from "./sample.ts";
import { readPath, sourceOf } from "./sample-paths.ts";
import { SourceSample } from "./source-sample.tsx";
import { sourceWord, tableOf } from "./starts.ts";

const words = pagesEditWords.fields;

interface DataFieldsProps {
  readonly block: Extract<PageBlock, { type: "table" | "chart" | "figure" }>;
  /** A path of the block that leads to its source. */
  readonly path: string;
  /** Whether the path is a list of rows or one value. */
  readonly field: "rows" | "value";
}

/** What feeds a block: the function, its inputs, the list in what it answers. */
export function DataFields({ block, path, field }: DataFieldsProps) {
  const { spec, edit, samples } = useEditing();
  const at = `blocks.${block.id}`;
  const name = sourceOf(path, spec.sources);
  const source = name === undefined ? undefined : spec.sources[name];
  const change = (changed: BlockChange, typed?: string) =>
    edit({ type: "block", id: block.id, change: changed }, typed);

  async function feed(of: string) {
    const fed = sourceFor(of, spec.sources);
    const bare = `\${${fed.name}}`;
    const step = `${at} fed by ${of}`;
    const first = { type: "block", id: block.id, change: { [field]: bare } } as const;
    edit({ ...first, sources: { [fed.name]: fed.source } }, step);
    if (field === "value") return;
    const before = samples.of(fed.source);
    const sample = before?.status === "ready" ? before : await samples.run(fed.source);
    if (sample?.status !== "ready") return;
    edit({ type: "block", id: block.id, change: rowsOf(block, fed.name, of, sample.answer) }, step);
  }
  return (
    <>
      <FunctionField
        at={name === undefined ? `${at}.${field}` : `sources.${name}.function`}
        label={words.source}
        note={words.sourceNote}
        value={source?.function ?? ""}
        onlyReads
        change={(of) => void feed(of)}
      />
      {name !== undefined && source && <SourceInputs name={name} source={source} />}
      {field === "rows" && source && name !== undefined && (
        <SourceSample source={source}>
          {(answer) => (
            <RowsChoice at={`${at}.rows`} name={name} answer={answer} rows={path} change={change} />
          )}
        </SourceSample>
      )}
      {field === "rows" && (
        <TextField
          at={`${at}.rows`}
          label={words.path}
          note={words.rowsNote}
          isCode
          value={path}
          change={(rows) => change({ rows }, `${at}.rows`)}
          way={
            <PathPicker
              label={words.rows}
              want="list"
              hasSources
              choose={(rows) => void change({ rows })}
            />
          }
        />
      )}
    </>
  );
}

/** Rows of another function; a table that had nothing of its own gets columns as well. */
function rowsOf(
  block: DataFieldsProps["block"],
  source: string,
  of: string,
  answer: unknown,
): BlockChange {
  const made = tableOf(source, { name: of, fields: [], answer });
  if (made.type !== "table") return {};
  const { rows, columns } = made;
  const hasOwn = block.type !== "table" || block.columns.some(isOwn);
  return { rows, ...(hasOwn ? {} : { columns }) };
}

/** Whether somebody chose what a column shows: a new one shows the whole entry. */
export function isOwn({ value }: PageColumn): boolean {
  return value !== "${item}";
}

/** The source that a function is used by without inputs of its own, or a new one. */
function sourceFor(of: string, sources: PageSpec["sources"]) {
  const there = Object.entries(sources).find(
    ([, source]) => source.function === of && Object.keys(source.input).length === 0,
  );
  if (there) return { name: there[0], source: there[1] };
  const name = freeName(identifierOf(sourceWord(of), "source"), Object.keys(sources));
  return { name, source: { function: of, input: {} } };
}

interface RowsChoiceProps {
  readonly at: string;
  readonly name: string;
  readonly answer: unknown;
  readonly rows: string;
  readonly change: (changed: BlockChange) => string | undefined;
}

function RowsChoice({ at, name, answer, rows, change }: RowsChoiceProps) {
  const lists = listsIn(answer, name);
  if (lists.length < 2 && lists[0]?.path === rows) return null;
  const isOther = !lists.some(({ path }) => path === rows);
  return (
    <ChoiceField
      at={at}
      label={words.rows}
      value={rows}
      choices={[
        ...lists
          .slice(0, 12)
          .map(({ path, count }) => [path, words.rowsOf(listName(path), count)] as const),
        ...(isOther ? [[rows, words.ownPath] as const] : []),
      ]}
      change={(chosen) => change({ rows: chosen })}
    />
  );
}

/** `${deals.results}` is called `results`. */
function listName(path: string): string {
  const read = readPath(path);
  return read?.keys.join(" › ") || (read?.root ?? path);
}

interface SourceInputsProps {
  readonly name: string;
  readonly source: PageSource;
}

/** The inputs that a source gives its function. */
export function SourceInputs({ name, source }: SourceInputsProps) {
  const { edit } = useEditing();
  return (
    <InputsEditor
      at={`sources.${name}.input`}
      of={source.function}
      input={source.input}
      change={(input, typed) => edit({ type: "source", name, source: { ...source, input } }, typed)}
    />
  );
}
