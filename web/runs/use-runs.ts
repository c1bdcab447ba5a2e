import { under } from "../base.ts";
import { useEffect, useRef, useState } from "react";
import {
  type RunSummary,
  runListEvents,
  runSummaryListShape,
  runSummaryShape,
} from "../../src/contract/run.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { look, useReturns } from "../data/reach.ts";
import { useGet } from "../data/use-get.ts";
import { type RunFilter, queryOf } from "./filter.ts";

/** Runs of a page. */
const limit = 50;
/** What came meanwhile is shown together: a busy server starts hundreds in a second. */
const gatherMs = 150;
/** New runs that are kept beside what was loaded. */
const maxNew = 200;

interface Older {
  readonly of: string;
  readonly runs: readonly RunSummary[];
  readonly next: string | undefined;
}

/** The runs that fit a filter, newest first, as they start and finish. */
export function useRuns(filter: RunFilter) {
  const query = queryOf(filter);
  const path = `/api/runs?${new URLSearchParams([...query, ["limit", String(limit)], ["fields", "summary"]])}`;
  const { loaded, reload } = useGet(runSummaryListShape, path);
  const news = useNews(filter, path, reload);
  const [older, setOlder] = useState<Older>();
  const [busy, setBusy] = useState(false);
  const isAsking = useRef(false);
  const [problem, setProblem] = useState<Problem>();
  const mine = older?.of === path ? older : undefined;
  if (loaded.status !== "ready") return { loaded, reload, news, busy, problem };

  const next = mine ? mine.next : loaded.value.next;
  async function more() {
    // The end of the list may come near again before the page has heard of the answer.
    if (next === undefined || isAsking.current) return;
    isAsking.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      const page = await ask(runSummaryListShape, `${path}&before=${encodeURIComponent(next)}`);
      const runs = [...(mine?.runs ?? []), ...page.runs];
      setOlder({ of: path, runs, next: page.next });
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      isAsking.current = false;
      setBusy(false);
    }
  }
  const runs = joined([...loaded.value.runs, ...(mine?.runs ?? [])], news, filter);
  const value = { runs, next };
  return { loaded: { status: "ready", value } as const, reload, busy, problem, more };
}

/** What started or finished since the list at a path was loaded, by id. */
function useNews(filter: RunFilter, path: string, reload: () => void) {
  const [news, setNews] = useState<{ of: string; runs: ReadonlyMap<string, RunSummary> }>();
  const gathered = useRef(new Map<string, RunSummary>());
  const returns = useReturns();
  const { name, trigger, text } = filter;
  useEffect(() => {
    // A text is looked for in records, of which the events tell nothing.
    if (text !== "") return;
    gathered.current = new Map();
    const query = queryOf({ name, trigger, text: "", status: [] });
    const source = new EventSource(under(`/api/runs?${query}`));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = ({ data }: MessageEvent<string>) => {
      const told = runSummaryShape.safeParse(JSON.parse(data));
      if (!told.success) return;
      gathered.current.set(told.data.id, told.data);
      timer ??= setTimeout(() => {
        timer = undefined;
        const runs = [...gathered.current].slice(-maxNew);
        gathered.current = new Map(runs);
        setNews({ of: path, runs: new Map(runs) });
      }, gatherMs);
    };
    for (const event of ["started", "finished"] satisfies (keyof typeof runListEvents)[])
      source.addEventListener(event, hear);
    source.addEventListener("reset", reload);
    // What began between the answer of the list and now is in neither.
    source.addEventListener("open", reload);
    source.addEventListener("error", () => void look());
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [name, trigger, text, path, reload, returns]);
  return news?.of === path ? news.runs : undefined;
}

/** The loaded runs with what is known of them by now, and the new ones before them. */
function joined(
  loaded: readonly RunSummary[],
  news: ReadonlyMap<string, RunSummary> = new Map(),
  { status }: RunFilter,
): readonly RunSummary[] {
  const all = new Map([...loaded.map((run) => [run.id, run] as const), ...news]);
  return [...all.values()]
    .filter((run) => status.length === 0 || status.includes(run.status))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
}
