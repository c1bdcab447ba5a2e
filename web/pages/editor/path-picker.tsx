import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Popover } from "../../ui/popover.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import type { Keys } from "./sample.ts";
import { entryOf } from "./entry.ts";
import { SampleTree } from "./sample-tree.tsx";
import { SourceSample } from "./source-sample.tsx";
import "./path-picker.css";

const words = pagesEditWords.sample;

export type ChoosePath = (path: string, keys: Keys, value: unknown, beside: unknown) => void;

interface PathPickerProps {
  /** What the path is for. */
  readonly label: string;
  readonly want: "list" | "value";
  /** The list whose entries are `item`; left out where there is none. */
  readonly rows?: string | undefined;
  /** Whether the answers of sources may be used: in inputs they may not. */
  readonly hasSources: boolean;
  readonly choose: ChoosePath;
}

/** A button that shows what can stand in `${…}`, with the values of a sample. */
export function PathPicker(props: PathPickerProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      button={<Icon name="target" />}
      label={words.chooseFor(props.label)}
      title={words.choose}
      open={open}
      change={setOpen}
    >
      {(close) => (
        <Paths
          {...props}
          choose={(...chosen) => {
            props.choose(...chosen);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function Paths({ want, rows, hasSources, choose }: PathPickerProps) {
  const { spec } = useEditing();
  const sources = hasSources ? Object.entries(spec.sources) : [];
  const filters = want === "value" ? spec.filters : [];
  if (filters.length === 0 && rows === undefined && sources.length === 0)
    return <p className="path-none">{words.nothing}</p>;
  return (
    <div className="paths">
      {rows !== undefined && want === "value" && (
        <section aria-label={words.row}>
          <h3>{words.row}</h3>
          <RowPaths rows={rows} choose={choose} />
        </section>
      )}
      {filters.length > 0 && (
        <section aria-label={words.filters}>
          <h3>{words.filters}</h3>
          {filters.map(({ id, label }) => (
            <Button
              key={id}
              look="quiet"
              onClick={() => choose(`\${filters.${id}}`, [id], "", undefined)}
            >
              {label} <code>{`filters.${id}`}</code>
            </Button>
          ))}
        </section>
      )}
      {sources.length > 0 && (
        <section aria-label={words.answers}>
          <h3>{words.answers}</h3>
          {sources.map(([name, source]) => (
            <SourceSample key={name} source={source}>
              {(answer) => (
                <SampleTree label={name} answer={answer} root={name} want={want} choose={choose} />
              )}
            </SourceSample>
          ))}
        </section>
      )}
    </div>
  );
}

interface RowPathsProps {
  readonly rows: string;
  readonly choose: ChoosePath;
  readonly chosen?: readonly string[];
}

/** The values of the first entry of a list. */
export function RowPaths({ rows, choose, chosen }: RowPathsProps) {
  const { spec, samples } = useEditing();
  const entry = entryOf(rows, spec.sources, samples);
  if (!entry) return <p className="path-none">{words.nothing}</p>;
  return (
    <SourceSample source={entry.source}>
      {() =>
        entry.first === undefined ? (
          <p className="path-none">{words.emptyAnswer}</p>
        ) : (
          <SampleTree
            label={words.row}
            answer={entry.first}
            root="item"
            want="value"
            choose={choose}
            {...(chosen ? { chosen } : {})}
          />
        )
      }
    </SourceSample>
  );
}
