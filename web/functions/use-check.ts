import { useEffect, useRef, useState } from "react";
import { type InspectionView, inspectionShape } from "../../src/contract/function.ts";
import { ask } from "../data/api.ts";
import { Problem, problemOf } from "../data/problem.ts";

/** Typing that rests this long is checked. */
const restMs = 400;

/** What the server's checks say to code while it is typed; a newer text ends the check of an older one. */
export function useCheck(name: string, code: string) {
  const [checked, setChecked] = useState<{ code: string; result: InspectionView | Problem }>();
  const rest = useRef(0);
  useEffect(() => {
    const leave = new AbortController();
    const timer = setTimeout(() => {
      void check(name, code, leave.signal)
        .catch(problemOf)
        .then((result) => {
          if (!leave.signal.aborted) setChecked({ code, result });
        });
    }, rest.current);
    rest.current = restMs;
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [name, code]);
  /** At once. Throws `Problem`. */
  async function checkNow(): Promise<InspectionView> {
    const result = await check(name, code);
    setChecked({ code, result });
    return result;
  }
  const result = checked?.code === code ? checked.result : undefined;
  return {
    /** Of the code as it stands; undefined while it is not checked yet. */
    inspection: result instanceof Problem ? undefined : result,
    problem: result instanceof Problem ? result : undefined,
    /** Of the code as it was last checked, so that findings do not flicker. */
    last: checked?.result instanceof Problem ? undefined : checked?.result,
    checkNow,
  };
}

function check(name: string, code: string, signal?: AbortSignal): Promise<InspectionView> {
  return ask(inspectionShape, `/api/functions/${encodeURIComponent(name)}/check`, {
    method: "POST",
    body: { code },
    ...(signal ? { signal } : {}),
  });
}
