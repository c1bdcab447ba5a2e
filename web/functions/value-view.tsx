import { useState } from "react";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { Copy } from "../ui/copy.tsx";
import { Json } from "../ui/json.tsx";
import { type Shape, shapeOf } from "./value-shape.ts";
import "./value-view.css";

const words = functionWords.values;
/** Rows and entries that are shown before somebody asks for all. */
const first = 50;

interface ValueViewProps {
  readonly value: unknown;
  readonly label: string;
}

/** What a function answered, to read: lists as tables, the rest unfolded; or as it was written. */
export function ValueView({ value, label }: ValueViewProps) {
  const [isRaw, setRaw] = useState(false);
  const isPlain = typeof value !== "object" || value === null;
  return (
    <div className="value">
      <div className="value-ways">
        {!isPlain && (
          <Button look="quiet" aria-pressed={isRaw} onClick={() => setRaw(!isRaw)}>
            {isRaw ? words.readable : words.raw}
          </Button>
        )}
        <Copy text={textOf(value)} of={label} />
      </div>
      {isRaw ? (
        <Json value={value} label={label} />
      ) : (
        <div className="value-body" tabIndex={0} role="region" aria-label={label}>
          <Value value={value} />
        </div>
      )}
    </div>
  );
}

const textOf = (value: unknown) =>
  typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");

function Value({ value }: { readonly value: unknown }) {
  const shape = shapeOf(value);
  if (shape.kind === "text") return <span className="value-text">{shape.text}</span>;
  if (shape.kind === "empty")
    return (
      <span className="value-faint">{shape.of === "list" ? words.empty : words.emptyObject}</span>
    );
  return shape.kind === "table" ? <Table shape={shape} /> : <Fields shape={shape} />;
}

function Table({ shape: { columns, rows } }: { readonly shape: Shape<"table"> }) {
  const [isWhole, setWhole] = useState(rows.length <= first);
  const shown = isWhole ? rows : rows.slice(0, first);
  return (
    <>
      <table className="value-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>
                  <Inner value={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && <Rest shown={shown.length} all={rows.length} show={() => setWhole(true)} />}
    </>
  );
}

function Fields({ shape: { entries } }: { readonly shape: Shape<"fields"> }) {
  const [isWhole, setWhole] = useState(entries.length <= first);
  const shown = isWhole ? entries : entries.slice(0, first);
  return (
    <>
      <dl className="value-fields">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{typeof name === "number" ? words.item(name + 1) : name}</dt>
            <dd>
              <Inner value={value} />
            </dd>
          </div>
        ))}
      </dl>
      {!isWhole && <Rest shown={shown.length} all={entries.length} show={() => setWhole(true)} />}
    </>
  );
}

interface RestProps {
  readonly shown: number;
  readonly all: number;
  readonly show: () => void;
}

function Rest({ shown, all, show }: RestProps) {
  return (
    <p className="value-rest">
      {words.rows(shown, all)}{" "}
      <Button look="quiet" onClick={show}>
        {words.all(all)}
      </Button>
    </p>
  );
}

/** What is within is folded until it is asked for, so that a deep answer stays short. */
function Inner({ value }: { readonly value: unknown }) {
  const [isOpen, setOpen] = useState(false);
  const shape = shapeOf(value);
  if (shape.kind === "text" || shape.kind === "empty") return <Value value={value} />;
  const title = Array.isArray(value)
    ? words.entries(value.length)
    : words.fields(shape.kind === "fields" ? shape.entries.length : 0);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <Value value={value} />}
    </details>
  );
}
