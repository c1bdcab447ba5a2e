import { functionWords } from "../words/functions.ts";
import "./code.css";
import "./diff.css";

const words = functionWords;
const kinds = { "+": "added", "-": "removed" } as const;

interface PatchProps {
  /** A unified diff of one file. */
  readonly patch: string;
  readonly label: string;
}

/** A unified diff, its lines told apart. */
export function Patch({ patch, label }: PatchProps) {
  const all = patch.trimEnd().split("\n");
  // Before the first part stands only what the file is called.
  const lines = all.slice(all.findIndex((line) => line.startsWith("@@")));
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

function Line({ line }: { readonly line: string }) {
  const sign = line[0];
  if (sign === "@" || sign === "\\") return <span className="diff-gap">{line}</span>;
  const kind = sign === "+" || sign === "-" ? kinds[sign] : "same";
  return (
    <span className={`diff-line diff-${kind}`} data-sign={sign}>
      {kind !== "same" && <span className="visually-hidden">{words[kind]}: </span>}
      {line.slice(1)}
      {"\n"}
    </span>
  );
}
