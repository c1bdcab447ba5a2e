import { under } from "../base.ts";
import { useEffect } from "react";
import type { runListEvents } from "../../src/contract/run.ts";
import { look, useReturns } from "../data/reach.ts";

/** What comes together is looked at once: a busy server starts hundreds in a second. */
const gatherMs = 150;
/** What starts by itself, where no automation is named. */
const anyAutomation = "trigger=schedule,webhook,event";

/** Tells that starts began or ended, of one automation or of any. */
export function useStarts(automation: string | undefined, changed: () => void): void {
  const returns = useReturns();
  useEffect(() => {
    const which =
      automation === undefined ? anyAutomation : `automation=${encodeURIComponent(automation)}`;
    const source = new EventSource(under(`/api/runs?${which}`));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        changed();
      }, gatherMs);
    };
    for (const event of ["started", "finished", "reset"] satisfies (keyof typeof runListEvents)[])
      source.addEventListener(event, hear);
    // What began between the answer that is shown and now is in neither.
    source.addEventListener("open", hear);
    source.addEventListener("error", () => void look());
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [automation, changed, returns]);
}
