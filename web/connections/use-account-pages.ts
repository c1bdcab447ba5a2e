import { useCallback, useState } from "react";
import {
  type ConnectionSummary,
  type ConnectionView,
  connectionsAnswer,
} from "../../src/contract/connection.ts";
import { ask } from "../data/api.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { useSignInNews } from "../data/use-sign-in-news.ts";

/** As the address of the list has them; what is empty is left out. */
type Asked = Readonly<Record<string, string>> & { readonly limit: string };

interface Further {
  readonly of: string;
  readonly connections: readonly ConnectionView[];
  readonly next: string | undefined;
}

/** The connected accounts that fit, a page after the other; loaded again when a sign-in came back. */
export function useAccountPages(asked: Asked) {
  const said = Object.entries(asked).filter(([, value]) => value !== "");
  const path = `/api/connections?${new URLSearchParams(said)}`;
  const { loaded, reload } = useGet(connectionsAnswer, path);
  const [further, setFurther] = useState<Further>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const first = loaded.status === "ready" ? loaded.value : undefined;
  /** What does not depend on what is looked for stays while it is loaded. */
  const [known, setKnown] = useState(first);
  if (first && first !== known) setKnown(first);
  const mine = further?.of === path ? further : undefined;
  const next = mine ? mine.next : first?.next;
  const more = useCallback(async () => {
    if (next === undefined) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const page = await ask(connectionsAnswer, `${path}&cursor=${encodeURIComponent(next)}`);
      setFurther((last) => ({
        of: path,
        connections: [...(last?.of === path ? last.connections : []), ...page.connections],
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
  useSignInNews(startOver);
  useComeBack(startOver);
  const all = [...(first?.connections ?? []), ...(mine?.connections ?? [])];
  return {
    loaded,
    /** Each once, where one moved from a page to another meanwhile. */
    connections: [...new Map(all.map((one) => [one.id, one])).values()],
    total: first?.total,
    /** What there is of each provider, whatever is looked for. */
    used: new Map<string, ConnectionSummary>(
      ((first ?? known)?.providers ?? []).map((one) => [one.provider, one]),
    ),
    hasMore: next !== undefined,
    busy,
    problem,
    more,
    startOver,
  };
}
