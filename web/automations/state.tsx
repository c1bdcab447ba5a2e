import type { AutomationView } from "../../src/contract/automation.ts";
import { Chip } from "../ui/chip.tsx";
import { ago, clock } from "../ui/time.ts";
import { StatusChip } from "./status-chip.tsx";
import { automationWords } from "../words/automations.ts";
import "./notes.css";

const words = automationWords;

/** Whether it starts, and that somebody should look. */
export function State({ status, alert }: Pick<AutomationView, "status" | "alert">) {
  return (
    <>
      <StatusChip status={status} /> {alert && <Chip tone="danger">{words.alert}</Chip>}
    </>
  );
}

/** The zone in which a schedule is meant; of what has none the reader's own. */
export function zoneOf({ trigger }: Pick<AutomationView, "trigger">): string {
  return trigger.type === "schedule"
    ? (trigger.timezone ?? "UTC")
    : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** When it starts next, or how it learns of it; of a webhook its words say all. */
export function nextWords(
  view: Pick<AutomationView, "trigger" | "next" | "status" | "via">,
): string | undefined {
  if (view.status === "paused") return words.pausedNext;
  const [first] = view.next;
  switch (view.trigger.type) {
    case "schedule":
      return first === undefined ? words.noNext : words.next(clock(first, zoneOf(view)));
    case "webhook":
      return undefined;
    case "event":
      return words.eventNext[view.via ?? "unknown"];
  }
}

/** What became of the last start. */
export function lastWords({ last }: Pick<AutomationView, "last">): string {
  return last
    ? words.last(words.deliveries.statuses[last.status].toLowerCase(), ago(last.at, Date.now()))
    : words.neverStarted;
}
