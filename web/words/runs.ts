import type { RunView, lossReasons } from "../../src/contract/run.ts";

type LossReason = (typeof lossReasons)[number];
type CallPhase = keyof NonNullable<RunView["calls"][number]["phases"]>;

/** The list of runs. */
export const runListWords = {
  title: "Runs",
  lead: "What your functions did, and what they do right now.",
  filters: "Show only",
  statuses: "Status",
  function: "Function",
  anyFunction: "Any function",
  trigger: "Started by",
  anyTrigger: "Anything",
  search: "Search in input, output, logs and errors",
  clear: "Clear filters",
  emptyTitle: "No runs yet",
  emptyLead: "Run a function, and what happens is shown here while it happens.",
  toFunctions: "To the functions",
  noneTitle: "No run fits",
  noneLead: "Take a filter away, or search for something else.",
  noneYet: "Nothing was found among the newer runs.",
  more: "Show older runs",
  lookOn: "Look among older runs",
  loadingMore: "Loading …",
} as const;

/** One run. */
export const runPageWords = {
  title: "Run",
  back: "All runs",
  gone: "This run is not there any more",
  goneLead: "Runs are kept for as many days as Settings, Data says. Or the address is mistyped.",
  toConnections: "Look at my integrations",
  replay: "Replay",
  replayDry: "Replay as a dry run",
  cancel: "Cancel the run",
  cancelling: "Cancelling …",
  started: (trigger: string, when: string) => `${trigger} · ${when}`,
  replayOf: "Replay of",
  automation: "its automation",
  attempt: (attempt: number) => `attempt ${attempt}`,
  timeline: "Where the time went",
  phases: { queue: "Waiting", start: "Loading the code", run: "Running" } as Readonly<
    Record<string, string | undefined>
  >,
  calls: "Outbound calls",
  underWay: "Under way",
  callsLeftOut: (count: number) =>
    count === 1
      ? "One more call, between the first and the last of these, is not kept."
      : `${count} more calls, between the first and the last of these, are not kept.`,
  callTime: "Where its time went",
  callPhases: {
    wait: "Waiting for its turn under the provider’s limits",
    credential: "Getting the credential",
    firstByte: "Until the first byte of the answer",
    body: "The rest of the answer",
  } satisfies Record<CallPhase, string>,
  input: "Input",
  noInput: "No input.",
  levels: "Show lines of",
  noLines: "No line of these levels.",
  lost: {
    cut: "Only the beginning is kept.",
    redacted: "Credentials in it are blotted out.",
    binary: "It was no text, and is not kept.",
  } satisfies Record<LossReason, string>,
} as const;
