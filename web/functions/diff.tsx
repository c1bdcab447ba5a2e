import { functionWords } from "../words/functions.ts";
import { CodeLine, useHighlighted } from "./code.tsx";
import { type DiffRow, diffRows } from "./diff-rows.ts";
import type { Token } from "./highlight.ts";
import "./diff.css";

const words = functionWords;
const signs = { added: "+", removed: "−", same: " " } as const;

interface DiffProps {
  readonly before: string;
  readonly after: string;
  readonly label: string;
}

/** The lines that changed between two texts: side by side where there is room, else one below the other. */
export default function Diff({ before, after, label }: DiffProps) {
  const [old, now] = [useHighlighted(before), useHighlighted(after)];
  const rows = diffRows(before, after);
  if (rows.length === 0) return <p>{words.same}</p>;
  return (
    <pre className="code diff" tabIndex={0} role="region" aria-label={label}>
      <code>
        {rows.map((row, index) => (
          <Row key={index} row={row} tokens={tokensOf(row, old, now)} />
        ))}
      </code>
    </pre>
  );
}

type Lines = readonly (readonly Token[])[];

function tokensOf(row: DiffRow, old: Lines, now: Lines): readonly Token[] {
  if (row.kind === "gap") return [];
  return (row.kind === "removed" ? old : now)[row.line] ?? [];
}

/** Side by side, an unchanged line stands on the left too; for reading aloud and copying it is there once. */
function Row({ row, tokens }: { readonly row: DiffRow; readonly tokens: readonly Token[] }) {
  const style = { gridRow: row.row };
  if (row.kind === "gap") {
    return (
      <span className="diff-gap" style={style}>
        {words.unchanged(row.lines)}
      </span>
    );
  }
  return (
    <>
      {row.kind === "same" && (
        <span className="diff-line diff-left" style={style} aria-hidden="true">
          <CodeLine tokens={tokens} />
        </span>
      )}
      <span className={`diff-line diff-${row.kind}`} data-sign={signs[row.kind]} style={style}>
        {row.kind !== "same" && <span className="visually-hidden">{words[row.kind]}: </span>}
        <CodeLine tokens={tokens} />
        {"\n"}
      </span>
    </>
  );
}
