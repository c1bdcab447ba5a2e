import { Suspense, lazy, useId, useState } from "react";
import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { functionCardWords as words } from "../../words/chat.ts";
import { strings } from "../../words/strings.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Loading } from "../../ui/states.tsx";
import { Unfold } from "../../ui/unfold.tsx";
import "./function-card.css";

const RunInPlace = lazy(() => import("./run-in-place.tsx"));
const WhatChanged = lazy(() => import("./what-changed.tsx"));

interface FunctionCardProps {
  readonly name: string;
  readonly title: string;
  readonly operations: readonly string[];
  /** What it does, in a sentence. */
  readonly description?: string | undefined;
  /** The version that was saved; undefined where it is not known. */
  readonly version?: number | undefined;
  readonly isNew?: boolean;
}

/** A function that was made or changed: what it does, what changed, and the ways to open and run it here. */
export function FunctionCard(props: FunctionCardProps) {
  const { name, title, operations, description, version, isNew = true } = props;
  const [way, setWay] = useState<"run" | "rehearse">();
  const id = useId();
  return (
    <section className="function-card" aria-labelledby={id}>
      <header>
        <span className="function-card-icon">
          <Icon name="code" />
        </span>
        <div>
          <h2 id={id}>{title}</h2>
          {description !== undefined && <p>{description}</p>}
          {operations.length > 0 && (
            <p className="function-card-operations">{[...new Set(operations)].join(", ")}</p>
          )}
        </div>
      </header>
      {!isNew && version !== undefined && version > 1 && (
        <Unfold className="function-card-changes" summary={words.changes}>
          <Suspense fallback={<Loading lines={3} />}>
            <WhatChanged name={name} version={version} />
          </Suspense>
        </Unfold>
      )}
      <nav aria-label={words.ways(name)}>
        <Link className="button button-plain" href={paths.function(name)}>
          {strings.written.open}
        </Link>
        <Button aria-expanded={way !== undefined} onClick={() => setWay("run")}>
          {strings.written.run}
        </Button>
        <Button onClick={() => setWay("rehearse")}>{strings.dryRun.run}</Button>
      </nav>
      {way && (
        <Suspense fallback={<Loading lines={3} />}>
          <RunInPlace key={way} name={name} way={way} close={() => setWay(undefined)} />
        </Suspense>
      )}
    </section>
  );
}
