import { useState } from "react";
import { Icon } from "../../ui/icon.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { type Keys, isObject, isScalar, pathTo } from "./sample.ts";
import "./sample-tree.css";

const words = pagesEditWords.sample;

interface SampleTreeProps {
  readonly label: string;
  readonly answer: unknown;
  /** What paths begin with: the name of a source, or `item`. */
  readonly root: string;
  /** Whether lists are what is looked for, or single values. */
  readonly want: "list" | "value";
  readonly choose: (path: string, keys: Keys, value: unknown, beside: unknown) => void;
  /** Paths that are chosen already. */
  readonly chosen?: readonly string[];
}

/** Entries of one object or list that are shown; an answer can be very long. */
const mostEntries = 40;

/** An answer as a tree: a click on a value chooses the path to it. */
export function SampleTree({ label, ...rest }: SampleTreeProps) {
  return (
    <div className="sample-tree" role="group" aria-label={label}>
      <Node {...rest} name={rest.root} keys={[]} value={rest.answer} beside={undefined} depth={0} />
    </div>
  );
}

interface NodeProps extends Omit<SampleTreeProps, "label" | "answer"> {
  readonly name: string;
  readonly keys: Keys;
  readonly value: unknown;
  readonly beside: unknown;
  readonly depth: number;
}

function Node(props: NodeProps) {
  const { name, keys, value, depth } = props;
  if (isScalar(value)) return <Leaf {...props} />;
  return <Branch key={keys.length} {...props} name={name} depth={depth} />;
}

function Leaf({ name, keys, value, beside, root, want, choose, chosen = [] }: NodeProps) {
  const path = pathTo(root, keys);
  const isChosen = chosen.includes(path);
  return (
    <button
      type="button"
      className="sample-leaf"
      disabled={want === "list"}
      aria-pressed={isChosen}
      onClick={() => choose(path, keys, value, beside)}
    >
      <span>{name}</span> <code>{shown(value)}</code>
      {isChosen && <Icon name="check" />}
    </button>
  );
}

function Branch(props: NodeProps) {
  const { name, keys, value, depth, root, want, choose, beside } = props;
  const isList = Array.isArray(value);
  const [open, setOpen] = useState(depth < 3 && !(isList && depth > 0));
  const entries: readonly (readonly [string | number, unknown])[] = isList
    ? value.map((one, index) => [index, one] as const)
    : Object.entries(isObject(value) ? value : {});
  return (
    <div className="sample-branch">
      <div className="sample-head">
        <button
          type="button"
          className="sample-fold"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "down" : "next"} />
          {name}
          {isList && <small>{words.list(value.length)}</small>}
        </button>
        {isList && want === "list" && (
          <button
            type="button"
            className="sample-take"
            onClick={() => choose(pathTo(root, keys), keys, value, beside)}
          >
            {words.takeList}
          </button>
        )}
      </div>
      {open && (
        <div className="sample-inner">
          {entries.slice(0, isList ? 3 : mostEntries).map(([key, inner]) => (
            <Node
              key={key}
              {...props}
              name={String(key)}
              keys={[...keys, key]}
              value={inner}
              beside={value}
              depth={depth + 1}
            />
          ))}
        </div>
      )}
    </div>
  );
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text || "“”";
}
