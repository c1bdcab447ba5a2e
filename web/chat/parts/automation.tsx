import { StatusChip } from "../../automations/status-chip.tsx";
import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { strings } from "../../strings.ts";
import type { PartOf } from "../message.ts";
import { Approval } from "./approval.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { StartsCard } from "./starts-card.tsx";
import { stateOf } from "./state.ts";

const words = strings.automationParts;

type Changed = PartOf<"tool-pause_automation" | "tool-resume_automation">;

/** What became of something that starts by itself. */
export function ChangedAutomationPart({ part }: { readonly part: Changed }) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.changing} />;
  const { output } = part;
  switch (output.status) {
    case "paused":
    case "resumed":
      return (
        <>
          <QuietLine state="done" text={words[output.status](output.automation.function)} />
          <StartsCard automation={output.automation} />
        </>
      );
    case "ambiguous":
      return <QuietLine state="failed" text={words.ambiguous} />;
    case "not-found":
      return <QuietLine state="failed" text={words.notFound} />;
  }
}

/** What starts by itself, each with a way to it. */
export function ListAutomationsPart({ part }: { readonly part: PartOf<"tool-list_automations"> }) {
  const { doing, done } = strings.tools.listAutomations;
  if (part.state !== "output-available") return <QuietLine state={stateOf(part)} text={doing} />;
  const { automations } = part.output;
  if (automations.length === 0) return <QuietLine state="done" text={done} />;
  return (
    <QuietLine state="done" text={done}>
      <ul role="list">
        {automations.map(({ id, function: name, words: starts, status }) => (
          <li key={id}>
            <Link href={paths.automation(id)}>{name}</Link> <StatusChip status={status} /> {starts}
          </li>
        ))}
      </ul>
    </QuietLine>
  );
}

interface DeleteAutomationProps {
  readonly part: PartOf<"tool-delete_automation">;
  /** Left out where the answer no longer waits for it. */
  readonly decide: ((approval: string, approved: boolean) => void) | undefined;
}

/** A deletion that waits for a yes, and what came of it. */
export function DeleteAutomationPart({ part, decide }: DeleteAutomationProps) {
  const { judged, automation = "" } = part.input ?? {};
  const name = judged?.function ?? automation;
  if (part.state === "approval-requested" && part.approval.isAutomatic !== true && decide)
    return (
      <Approval
        id={part.toolCallId}
        heading={words.deleteHeading(name)}
        lead={words.deleteLead(judged?.words ?? "")}
        decide={(approved) => decide(part.approval.id, approved)}
      />
    );
  if (
    part.state === "approval-requested" ||
    part.state === "output-denied" ||
    (part.state === "approval-responded" && !part.approval.approved)
  )
    return <QuietLine state="failed" text={words.notDeleted(name)} />;
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.changing} />;
  switch (part.output.status) {
    case "deleted":
      return <QuietLine state="done" text={words.deleted(name)} />;
    case "ambiguous":
      return <QuietLine state="failed" text={words.ambiguous} />;
    case "not-found":
      return <QuietLine state="failed" text={words.notFound} />;
  }
}
