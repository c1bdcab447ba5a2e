import { type ReactNode, useEffect } from "react";
import { Button } from "../../ui/button.tsx";
import { Failure } from "../../ui/states.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { useEditing } from "./editing.ts";
import type { PageSource } from "./edits.ts";
import "./source-sample.css";

const words = pagesEditWords.sample;

interface SourceSampleProps {
  readonly source: PageSource;
  readonly children: (answer: unknown) => ReactNode;
}

/** Runs a source once, where it only reads, and shows something of what it answers. */
export function SourceSample({ source, children }: SourceSampleProps) {
  const { samples, functions } = useEditing();
  const sample = samples.of(source);
  const reads = functions.find(({ name }) => name === source.function)?.writes === false;
  const isWanted = reads && sample === undefined;
  useEffect(() => {
    if (isWanted) void samples.run(source);
  });
  if (!sample) return <p className="sample-note">{words.nothing}</p>;
  if (sample.status === "running") {
    return (
      <p className="sample-note" role="status">
        {words.running(source.function)}
        <Button look="quiet" onClick={() => samples.stop(source)}>
          {words.stop}
        </Button>
      </p>
    );
  }
  if (sample.status === "stopped") {
    return (
      <p className="sample-note">
        <Button onClick={() => void samples.run(source)}>{words.tryIt(source.function)}</Button>
      </p>
    );
  }
  if (sample.status === "failed") {
    return (
      <Failure
        detail={words.failed(source.function) + sample.message}
        way={{ label: words.run, go: () => void samples.run(source) }}
      />
    );
  }
  return children(sample.answer);
}
