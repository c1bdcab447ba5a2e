import { useCallback, useEffect, useRef, useState } from "react";
import { type AuditEntry, auditListShape } from "../../src/contract/audit.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";

const pageSize = 100;

/** The entries that fit, newest first; older ones are loaded as they come near. */
export function useEntries(asked: string) {
  const path = `/api/audit?${asked === "" ? "" : `${asked}&`}limit=${pageSize}`;
  const { loaded, reload } = useGet(auditListShape, path);
  const [older, setOlder] = useState<readonly AuditEntry[]>([]);
  const [next, setNext] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const busy = useRef<AbortController>(undefined);
  // Other filters, or a look anew: what was loaded behind the first page is of another list.
  useEffect(() => {
    busy.current?.abort();
    busy.current = undefined;
    setOlder([]);
    setProblem(undefined);
    setNext(loaded.status === "ready" ? loaded.value.next : undefined);
    return () => busy.current?.abort();
  }, [loaded]);

  const more = useCallback(async () => {
    if (next === undefined || busy.current) return;
    const own = new AbortController();
    busy.current = own;
    setProblem(undefined);
    try {
      const found = await ask(auditListShape, `${path}&before=${next}`, { signal: own.signal });
      setOlder((known) => [...known, ...found.entries]);
      setNext(found.next);
    } catch (error) {
      if (!own.signal.aborted) setProblem(problemOf(error));
    } finally {
      if (busy.current === own) busy.current = undefined;
    }
  }, [next, path]);

  const entries = loaded.status === "ready" ? [...loaded.value.entries, ...older] : [];
  return { loaded, reload, entries, hasMore: next !== undefined, problem, more };
}
