import { Icon } from "../../ui/icon.tsx";
import { Failure } from "../../ui/states.tsx";
import { ConnectOwn, isOwnMissing } from "./connect-own.tsx";
import type { Outcome } from "./use-press.ts";
import "./said.css";

/** What was pressed is pressed again by the person. */
const nothing = () => {};

/** Says what came of what was pressed; the place is there before, so that a screen reader hears it. */
export function Said({ outcome }: { readonly outcome: Outcome | undefined }) {
  return (
    <>
      <div role="status" className="said">
        {outcome && outcome.status !== "failed" && (
          <p className={`said-text said-${outcome.status}`}>
            <Icon name={outcome.status === "done" ? "check" : "alert"} />
            {outcome.message}
          </p>
        )}
      </div>
      {outcome?.status === "failed" &&
        (isOwnMissing(outcome.problem) ? (
          <ConnectOwn problem={outcome.problem} connected={nothing} />
        ) : (
          <Failure detail={outcome.problem.message} />
        ))}
    </>
  );
}
