import { stepWords as words } from "../../words/chat.ts";

const mostItems = 8;
const mostLetters = 240;
const deepest = 3;

/** Any value as words: names beside what they hold, long things cut short. */
export function Readable({
  value,
  depth = 0,
}: {
  readonly value: unknown;
  readonly depth?: number;
}) {
  if (value === null || value === undefined || value === "") return <span>{words.nothing}</span>;
  if (typeof value === "string") return <span>{cut(value)}</span>;
  if (typeof value !== "object") return <span>{String(value)}</span>;
  if (depth >= deepest) return <span>…</span>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span>{words.nothing}</span>;
    return (
      <ul className="readable">
        {value.slice(0, mostItems).map((item, index) => (
          <li key={index}>
            <Readable value={item} depth={depth + 1} />
          </li>
        ))}
        {value.length > mostItems && <li>{words.more(value.length - mostItems)}</li>}
      </ul>
    );
  }
  const entries = Object.entries(value);
  return (
    <dl className="readable">
      {entries.slice(0, mostItems).map(([name, held]) => (
        <div key={name}>
          <dt>{spoken(name)}</dt>
          <dd>
            <Readable value={held} depth={depth + 1} />
          </dd>
        </div>
      ))}
      {entries.length > mostItems && <div>{words.more(entries.length - mostItems)}</div>}
    </dl>
  );
}

/** `createdAt` and `created_at` as "Created at". */
function spoken(name: string): string {
  const said = name
    .replace(/_/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return said.charAt(0).toUpperCase() + said.slice(1);
}

function cut(text: string): string {
  return text.length > mostLetters ? `${text.slice(0, mostLetters)}…` : text;
}
