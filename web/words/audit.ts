import type { AuditVerified, Outcome } from "../../src/contract/audit.ts";

/** The audit log. */
export const auditWords = {
  title: "Audit log",
  lead: "Who did what, since the app was made. Entries are added and never changed; each carries the hash of the one before.",
  back: "All settings",
  list: "Entries",
  filters: "Filters",
  act: "Act",
  anyAct: "Any act",
  outcome: "Outcome",
  anyOutcome: "Any outcome",
  outcomes: { done: "Done", refused: "Refused", failed: "Failed" } satisfies Record<
    Outcome,
    string
  >,
  actor: "Who",
  anyActor: "Anybody",
  only: "Only this one",
  onlyOf: (actor: string) => `Only what ${actor} did`,
  from: "From",
  to: "Until",
  clear: "Clear filters",
  none: "Nothing was done yet that is kept here.",
  noneFits: "No entry fits these filters.",
  more: "Loading older entries",
  export: "Export",
  check: "Check the chain",
  checking: "Checking …",
  checked: ({ status, entries, position, detail }: AuditVerified) =>
    status === "whole"
      ? `The chain is whole: ${entries.toLocaleString("en")} ${entries === 1 ? "entry" : "entries"}, none changed or removed.`
      : `The chain is broken${position === undefined ? "" : ` at entry ${position}`}. ${detail ?? ""}`.trim(),
  head: "Hash of the last entry",
  headNote: "Note it elsewhere: it shows later that nothing was cut off.",
  facts: {
    by: "By",
    person: "Person",
    subject: "About",
    at: "At",
    address: "From",
    agent: "With",
    position: "Entry",
    hash: "Hash",
    previous: "Follows",
    detail: "Details",
  },
  someone: {
    local: "Whoever opened the printed address",
    session: "Somebody in the browser",
    "api-key": "The key of the data folder",
    nobody: "Nobody known",
    signed: "A call that a function's secret signed",
    embed: (page: string) => `Whoever looks at the embedded page ${page}`,
    key: (name: string) => `The API key “${name}”`,
    oldKey: "An API key that is gone",
    agent: (who: string | undefined) =>
      who === undefined ? "The agent" : `${who}, through the agent`,
  },
} as const;
