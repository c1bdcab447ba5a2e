import { useCallback, useState } from "react";
import {
  type FunctionSummary,
  functionSummaryListShape,
} from "../../src/contract/function-summary.ts";
import { ask } from "../data/api.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { type ListFilter, queryOf } from "./list-filter.ts";

interface Further {
  readonly of: string;
  readonly functions: readonly FunctionSummary[];
  readonly next: string | undefined;
}

/** The functions that fit a filter, a page after the other. */
export function useSummaries(filter: ListFilter) {
  const path = `/api/function-summaries?${queryOf(filter)}`;
  const { loaded, reload } = useGet(functionSummaryListShape, path);
  const [further, setFurther] = useState<Further>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useComeBack(reload);
  const first = loaded.status === "ready" ? loaded.value : undefined;
  const mine = further?.of === path ? further : undefined;
  const next = mine ? mine.next : first?.next;
  const more = useCallback(async () => {
    if (next === undefined) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const asked = `${path}&cursor=${encodeURIComponent(next)}`;
      const page = await ask(functionSummaryListShape, asked);
      setFurther((last) => ({
        of: path,
        functions: [...(last?.of === path ? last.functions : []), ...page.functions],
        next: page.next,
      }));
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }, [path, next]);
  /** After a change: what came with later pages is loaded again when it is reached. */
  const startOver = useCallback(() => {
    setFurther(undefined);
    reload();
  }, [reload]);
  const all = [...(first?.functions ?? []), ...(mine?.functions ?? [])];
  return {
    loaded,
    /** Each once, where one moved from a page to another meanwhile. */
    functions: [...new Map(all.map((one) => [one.name, one])).values()],
    total: first?.total ?? 0,
    connectors: first?.connectors ?? [],
    hasMore: next !== undefined,
    busy,
    problem,
    more,
    startOver,
    reload,
  };
}
