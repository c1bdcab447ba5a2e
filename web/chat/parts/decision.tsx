import type { ToolUIPart } from "ai";
import { Approval } from "./approval.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";

type Undecided = Exclude<ToolUIPart, { state: "output-available" }>;

interface DecisionProps {
  readonly part: Pick<Undecided, "state" | "toolCallId" | "approval">;
  /** Left out where the answer no longer waits for it. */
  readonly decide: ((approval: string, approved: boolean) => void) | undefined;
  readonly heading: string;
  readonly lead: string;
  /** Said where nobody said yes, and while it is done. */
  readonly denied: string;
  readonly doing: string;
}

/** Something that waits for a yes, until there is an output to tell. */
export function Decision({ part, decide, heading, lead, denied, doing }: DecisionProps) {
  const { state, approval } = part;
  if (state === "approval-requested" && approval && approval.isAutomatic !== true && decide)
    return (
      <Approval
        id={part.toolCallId}
        heading={heading}
        lead={lead}
        decide={(approved) => decide(approval.id, approved)}
      />
    );
  if (
    state === "approval-requested" ||
    state === "output-denied" ||
    (state === "approval-responded" && !approval?.approved)
  )
    return <QuietLine state="failed" text={denied} />;
  return <QuietLine state={stateOf({ state })} text={doing} />;
}
