import type { ComponentProps } from "react";
import { strings } from "../../words/strings.ts";
import type { PartOf } from "../message.ts";
import { Decision } from "./decision.tsx";
import { QuietLine } from "./quiet-line.tsx";
import { StartsCard } from "./starts-card.tsx";
import { stateOf } from "./state.ts";

const words = strings.automationParts;

/** What became of something that starts by itself. */
export function PauseAutomationPart({ part }: { readonly part: PartOf<"tool-pause_automation"> }) {
  if (part.state !== "output-available")
    return <QuietLine state={stateOf(part)} text={words.changing} />;
  const { output } = part;
  switch (output.status) {
    case "paused":
      return <ChangedAutomation text={words.paused} automation={output.automation} />;
    case "ambiguous":
      return <QuietLine state="failed" text={words.ambiguous} />;
    case "not-found":
      return <QuietLine state="failed" text={words.notFound} />;
  }
}

interface ChangedProps {
  readonly text: (name: string) => string;
  readonly automation: ComponentProps<typeof StartsCard>["automation"];
}

function ChangedAutomation({ text, automation }: ChangedProps) {
  return (
    <>
      <QuietLine state="done" text={text(automation.function)} />
      <StartsCard automation={automation} />
    </>
  );
}

interface DecidedProps {
  readonly part: PartOf<"tool-delete_automation" | "tool-resume_automation">;
  /** Left out where the answer no longer waits for it. */
  readonly decide: ((approval: string, approved: boolean) => void) | undefined;
}

const asked = {
  "tool-delete_automation": {
    heading: words.deleteHeading,
    lead: words.deleteLead,
    denied: words.notDeleted,
  },
  "tool-resume_automation": {
    heading: words.resumeHeading,
    lead: words.resumeLead,
    denied: words.notResumed,
  },
} as const;

/** A deletion, or a start that goes on, that waits for a yes, and what came of it. */
export function DecidedAutomationPart({ part, decide }: DecidedProps) {
  const { judged, automation = "" } = part.input ?? {};
  const name = judged?.function ?? automation;
  const { heading, lead, denied } = asked[part.type];
  if (part.state !== "output-available")
    return (
      <Decision
        part={part}
        decide={decide}
        heading={heading(name)}
        lead={lead(judged?.words ?? "")}
        denied={denied(name)}
        doing={words.changing}
      />
    );
  switch (part.output.status) {
    case "deleted":
      return <QuietLine state="done" text={words.deleted(name)} />;
    case "resumed":
      return <ChangedAutomation text={words.resumed} automation={part.output.automation} />;
    case "ambiguous":
      return <QuietLine state="failed" text={words.ambiguous} />;
    case "not-found":
      return <QuietLine state="failed" text={words.notFound} />;
  }
}
