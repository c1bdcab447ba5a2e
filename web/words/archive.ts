import type { ArchiveItem, ArchiveKind, ArchiveProgress } from "../../src/contract/archive.ts";

/** Everything out as one file, and back in. */
export const archiveWords = {
  title: "Move or keep a copy",
  exportLead:
    "Functions and pages with all versions, automations, chats and tools you added, as one file. Secrets, tokens and keys are not in it.",
  export: "Export everything",
  exporting: (size: string) => `${size} so far`,
  exported: (size: string) => `Exported ${size}.`,
  stop: "Stop",
  importLead: "First shows what a file holds; nothing is written over.",
  import: "Import a file",
  looking: "Looking at the file …",
  dialog: "What to take in",
  from: (when: string, version: string) => `Written ${when} by Patchbay ${version}.`,
  nothing: "There is nothing in it that is not here already.",
  take: (count: number) => (count === 1 ? "Take 1 in" : `Take ${count} in`),
  taking: (done: number, of: number) => `${done} of ${of}`,
  done: "Done",
  all: "All that is new",
  statuses: {
    new: "New",
    same: "The same",
    conflict: "Differs",
    "by-hand": "By hand",
    unreadable: "Unreadable",
  } satisfies Record<ArchiveItem["status"], string>,
  results: {
    taken: "Taken in",
    partly: "In part",
    failed: "Failed",
    skipped: "Left out",
  } satisfies Record<ArchiveProgress["status"], string>,
  kinds: {
    integration: "Tool",
    function: "Function",
    page: "Page",
    automation: "Automation",
    chat: "Chat",
    secret: "Secret",
    connection: "Account",
    setting: "Setting",
  } satisfies Record<ArchiveKind, string>,
} as const;
