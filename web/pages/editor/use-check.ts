import { useEffect, useState } from "react";
import { type PageProblem, checkedPageShape } from "../../../src/contract/page.ts";
import type { PageSpec } from "../../../src/contract/page-spec.ts";
import { ask } from "../../data/api.ts";
import { type Problem, problemOf } from "../../data/problem.ts";

/** Editing that rests this long is checked. */
const restMs = 300;

/** What the server finds wrong with a page while it is edited; a newer state ends the check of an older one. */
export function useCheck(spec: PageSpec) {
  const [checked, setChecked] = useState<{ spec: PageSpec; problems: readonly PageProblem[] }>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const leave = new AbortController();
    const timer = setTimeout(() => {
      check(spec, leave.signal).then(
        (problems) => {
          if (leave.signal.aborted) return;
          setChecked({ spec, problems });
          setProblem(undefined);
        },
        (error: unknown) => {
          if (!leave.signal.aborted) setProblem(problemOf(error));
        },
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [spec]);
  /** At once. Throws `Problem`. */
  async function checkNow(): Promise<readonly PageProblem[]> {
    const problems = await check(spec);
    setChecked({ spec, problems });
    return problems;
  }
  return {
    /** As it was last checked, so that what is said does not flicker. */
    problems: checked?.problems ?? none,
    isChecking: checked?.spec !== spec && problem === undefined,
    problem,
    checkNow,
  };
}

const none: [] = [];

async function check(spec: PageSpec, signal?: AbortSignal): Promise<readonly PageProblem[]> {
  const { problems } = await ask(checkedPageShape, "/api/pages/check", {
    method: "POST",
    body: { spec },
    ...(signal ? { signal } : {}),
  });
  return problems;
}
