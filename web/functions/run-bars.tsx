import { healthRuns } from "../../src/contract/function-summary.ts";
import type { RunView } from "../../src/contract/run.ts";
import { functionWords } from "../words/functions.ts";
import "./run-bars.css";

const words = functionWords.list;
const isFailed = (status: RunView["status"]) =>
  status === "failed" || status === "timed-out" || status === "interrupted";

/** The last runs, the oldest first, and how many of them failed. */
export function RunBars({ recent }: { readonly recent: readonly RunView["status"][] }) {
  if (recent.length === 0) return null;
  return (
    <p className="run-bars">
      <span className="run-bars-row" aria-hidden="true">
        {recent.toReversed().map((status, index) => (
          <span key={index} className={isFailed(status) ? "run-bar run-bar-failed" : "run-bar"} />
        ))}
      </span>
      {words.failed(recent.filter(isFailed).length, recent.length, recent.length === healthRuns)}
    </p>
  );
}
