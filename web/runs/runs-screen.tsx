import { useCallback, useMemo } from "react";
import type { RunSummary } from "../../src/contract/run.ts";
import { RunStatus } from "../functions/run-status.tsx";
import { Link, navigate, replaceAddress, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { VirtualList } from "../ui/virtual-list.tsx";
import { type RunFilter, noFilter, queryOf, readFilter } from "./filter.ts";
import { Filters } from "./filters.tsx";
import { useRuns } from "./use-runs.ts";
import { runListWords } from "../words/runs.ts";
import "./runs-screen.css";

const words = runListWords;

/** All runs, as they start and finish; the filter is in the address. */
export default function RunsScreen() {
  const query = useQuery();
  const filter = useMemo(() => readFilter(query), [query]);
  const { loaded, reload, busy, problem, more } = useRuns(filter);
  const change = useCallback((next: RunFilter, typed = false) => {
    const asked = queryOf(next);
    const path = asked.size === 0 ? paths.runs : `${paths.runs}?${asked}`;
    if (typed) replaceAddress(path);
    else navigate(path);
  }, []);
  return (
    <Page title={words.title} lead={words.lead}>
      <Filters filter={filter} change={change} />
      {loaded.status === "loading" && <Loading lines={6} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <>
          {loaded.value.runs.length > 0 ? (
            <RunList
              runs={loaded.value.runs}
              // Looking through records for a text takes long: on goes who wants to.
              reached={more && !problem && filter.text === "" ? () => void more() : undefined}
            />
          ) : (
            <None
              isFiltered={query !== "" && queryOf(filter).size > 0}
              hasOlder={loaded.value.next !== undefined}
              clear={() => change(noFilter)}
            />
          )}
          {problem && <Failure detail={problem.message} />}
          {loaded.value.next !== undefined && (
            <p className="runs-more">
              <Button disabled={busy} onClick={() => void more?.()}>
                {busy ? words.loadingMore : filter.text === "" ? words.more : words.lookOn}
              </Button>
            </p>
          )}
        </>
      )}
    </Page>
  );
}

interface RunListProps {
  readonly runs: readonly RunSummary[];
  readonly reached: (() => void) | undefined;
}

function RunList({ runs, reached }: RunListProps) {
  const now = Date.now();
  return (
    <div className="run-list">
      <VirtualList
        label={words.title}
        items={runs}
        keyOf={({ id }) => id}
        height={48}
        {...(reached ? { reached } : {})}
      >
        {(run) => (
          <Link href={paths.run(run.id)}>
            <RunStatus status={run.status} ms={run.ms} />
            <span className="run-list-name">
              {run.function} {run.dryRun && <Chip tone="info">{strings.dryRun.run}</Chip>}
            </span>
            <span className="run-list-facts">
              {strings.functions.version(run.version)} · {strings.runs.triggers[run.trigger]} ·{" "}
              <time dateTime={run.startedAt} title={run.startedAt}>
                {ago(run.startedAt, now)}
              </time>
            </span>
            {run.error && <span className="run-list-error">{run.error.message}</span>}
          </Link>
        )}
      </VirtualList>
    </div>
  );
}

interface NoneProps {
  readonly isFiltered: boolean;
  readonly hasOlder: boolean;
  readonly clear: () => void;
}

function None({ isFiltered, hasOlder, clear }: NoneProps) {
  if (hasOlder) return <p className="runs-none">{words.noneYet}</p>;
  if (isFiltered)
    return (
      <Empty icon="search" title={words.noneTitle}>
        <p>{words.noneLead}</p>
        <Button onClick={clear}>{words.clear}</Button>
      </Empty>
    );
  return (
    <Empty icon="pulse" title={words.emptyTitle}>
      <p>{words.emptyLead}</p>
      <Link className="button button-primary" href={paths.functions}>
        {words.toFunctions}
      </Link>
    </Empty>
  );
}
