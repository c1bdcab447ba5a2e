import { strings } from "../strings.ts";
import "./code.css";
import "./diff.css";

const words = strings.functions;
const kinds = { "+": "added", "-": "removed" } as const;

interface PatchProps {
  /** A unified diff of one file. */
  readonly patch: string;
  readonly label: string;
}

/** A unified diff, its lines told apart. */
export function Patch({ patch, label }: PatchProps) {
  const lines = patch.split("\n").filter((line) => line !== "" && !isHeader.test(line));
  return (
    <pre className="code" tabIndex={0} role="region" aria-label={label}>
      <code>
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </code>
    </pre>
  );
}

const isHeader = /^(?:---|\+\+\+|===|Index:)(?: |=|$)/;

function Line({ line }: { readonly line: string }) {
  if (line.startsWith("@@")) return <span className="diff-gap">{line}</span>;
  const sign = line[0];
  const kind = sign === "+" || sign === "-" ? kinds[sign] : "same";
  return (
    <span className={`diff-line diff-${kind}`} data-sign={sign}>
      {kind !== "same" && <span className="visually-hidden">{words[kind]}: </span>}
      {line.slice(1)}
      {"\n"}
    </span>
  );
}
