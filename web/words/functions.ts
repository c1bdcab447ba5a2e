import type { ExportTarget, ImportedFunction } from "../../src/contract/function-transfer.ts";
import type { FunctionState } from "../../src/contract/function-summary.ts";
import { counted, strings } from "./strings.ts";

/** Words of the list of functions and of each one's screen. */
export const functionWords = {
  ...strings.functions,
  title: "Functions",
  lead: "Everything built so far. The code is yours.",
  emptyTitle: "No functions yet",
  emptyLead: "Say in the chat what should happen; the function appears here.",
  updated: (when: string) => `Updated ${when}`,
  views: "Views of the function",
  code: "Code",
  versions: "Versions",
  run: "Run",
  unsaved: "Unsaved",
  confirmOpenFile: "Put the text of the file in place of what you have typed here?",
  codeOf: (name: string) => `Code of ${name}`,
  operations: "May call",
  permissions: "Permissions",
  prompt: "From",
  current: "Current",
  restore: (version: number) => `Restore version ${version}`,
  restoreShort: "Restore",
  restoredAs: (version: number) => `Restored, as version ${version}.`,
  deletedList: (count: number) => `Deleted (${count})`,
  bringBack: (name: string) => `Restore ${name}`,
  compare: (version: number) => `Compare version ${version} with`,
  nothing: "nothing",
  firstVersion: "This is the first version.",
  same: "Nothing differs between these two.",
  changes: (from: number, to: number) => `Changes from version ${from} to ${to}`,
  show: (version: number) => `Show what version ${version} changed`,
  added: "added",
  removed: "removed",
  unchanged: (lines: number) => `${lines} unchanged ${lines === 1 ? "line" : "lines"}`,
  back: "All functions",

  list: {
    filters: "Filters",
    search: "Search functions",
    state: "State",
    anyState: "Any state",
    states: {
      file: "File broken",
      reconnect: "Reconnect needed",
      permission: "Permission missing",
      failing: "Failing",
      new: "Never ran",
      working: "Working",
    } satisfies Record<FunctionState, string>,
    ways: {
      file: "See the file",
      reconnect: (tools: string) => `Reconnect ${tools}`,
      permission: (tools: string) => `Grant for ${tools}`,
      failing: "See failed runs",
      new: "Run it",
    },
    tool: "Tool",
    tools: "Tools",
    anyTool: "Any tool",
    start: "Starts",
    anyStart: "In any way",
    starts: {
      manual: "When called",
      schedule: "On a schedule",
      webhook: "By a webhook",
      event: "By an event",
    },
    byHand: "When a person or a program calls it",
    next: (when: string) => `next ${when}`,
    paused: "Paused",
    sort: "Sort by",
    sorts: { name: "Name", changed: "Last change", run: "Last run" },
    clear: "Clear filters",
    count: (total: number) =>
      total === 1 ? "1 function" : `${total.toLocaleString("en")} functions`,
    failed: (failed: number, of: number, isPart: boolean) =>
      `${failed} of ${isPart ? "the last " : ""}${of} failed`,
    last: "Last run",
    noneTitle: "No function fits",
    noneLead: "Nothing is like this. Use other words, or take a filter off.",
    more: "Show more",
    loadingMore: "Loading …",
    new: "New from code",
    newTitle: "New function from code",
    newNote: "It begins with a few lines that you change in the editor.",
    newAction: "Create",
  },

  madeBy: {
    prompt: "By prompt",
    "code-edit": "Code changed by the model",
    hand: {
      page: "By hand in the browser",
      file: "By hand in a file",
      api: "By hand over the API",
      chat: "By hand",
    },
    restore: (version: number | undefined) =>
      version === undefined ? "Restored" : `Restored from version ${version}`,
    rename: "Renamed",
    duplicate: "Copied",
    import: "Imported",
  },

  editor: {
    edit: "Edit the code",
    editing: (name: string) => `Editing ${name}`,
    label: (name: string) => `Code of ${name}, to edit`,
    hint: "Tab indents; Escape and then Tab leaves the editor. Ctrl or Cmd + S saves.",
    save: "Save",
    saved: (version: number) => `Saved as version ${version}.`,
    cancel: "Cancel",
    cancelled: "Closed without saving.",
    confirmCancel: "Discard what you have typed? It was not saved.",
    checking: "Checking …",
    found: (errors: number, warnings: number) =>
      [counted(errors, "error"), counted(warnings, "warning")].filter(Boolean).join(", ") ||
      "The checks find nothing wrong.",
    findings: "Findings",
    error: "Error",
    warning: "Warning",
    notSaved: "Not saved: correct the errors first. Your text stays as it is.",
    lookFirst: "Not saved yet: it would need more than now. Look below, then save again.",
    decideFirst: "Not saved yet: choose above which version stands.",
    meanwhile: (version: number) => `Version ${version} was saved while you were typing`,
    meanwhileLead: (made: string, when: string) =>
      `${made}, ${when}. Your text is not saved and not lost. This is what yours would change in it:`,
    theirsAndYours: (version: number) => `From version ${version} to your text`,
    yours: "Your text",
    saveOnTop: "Save mine on top",
    takeTheirs: (version: number) => `Go on from version ${version}`,
    aside: "Your text from before",
  },

  file: {
    title: (name: string) => `The file ${name} on disk is not saved`,
    broken: (version: number) =>
      `It did not pass its checks; version ${version} keeps running. Save it again once it is corrected.`,
    conflict: (version: number) =>
      `It was made from an older version and meets what came since; version ${version} keeps running.`,
    open: "Open it in the editor",
    giveUp: (version: number) => `Write version ${version} over it`,
    confirmGiveUp: (name: string, version: number) =>
      `Give up what stands in ${name}, and write version ${version} there?`,
  },

  missingRights: {
    title: "It needs permissions that nobody granted yet",
    ask: "Ask for them",
  },

  rights: {
    would: {
      needs: "This would also need",
      calls: "Would also call",
      needsNoLonger: "Would no longer need",
      callsNoLonger: "No longer calls",
    },
    did: {
      needs: "Also needs",
      calls: "Also calls",
      needsNoLonger: "No longer needs",
      callsNoLonger: "No longer calls",
    },
  },

  actions: {
    menu: (name: string) => `Actions for ${name}`,
    open: "Open",
    rename: "Rename",
    renameTitle: (name: string) => `Rename ${name}`,
    renameNote: "Calls under the old name keep working.",
    duplicate: "Duplicate",
    duplicateTitle: (name: string) => `Duplicate ${name}`,
    duplicateNote: "The copy begins at version 1 and goes its own way.",
    name: "Name",
    export: "Export",
    delete: "Delete",
    deleted: (name: string) => `${name} was deleted.`,
    undo: "Undo",
  },

  export: {
    title: (name: string) => `Export ${name}`,
    target: "For",
    targets: {
      deno: "Deno Deploy",
      cloudflare: "Cloudflare Workers",
      node: "Node",
      base44: "Base44",
    } satisfies Record<ExportTarget, string>,
    files: "Files",
    download: (count: number) => (count === 1 ? "Download the file" : `Download ${count} files`),
  },

  import: {
    open: "Import",
    title: "Import functions",
    lead: "Drop a folder or files here: functions of Base44, or of Patchbay as it writes them. What would become of each is shown first.",
    folder: "Choose a folder",
    files: "Choose files",
    nothing: "No function was found in these files.",
    list: "Functions in these files",
    status: (status: ImportedFunction["status"], base: number, saved: boolean) =>
      ({
        created: saved ? "Created" : "New",
        changed: saved ? "New version" : `Would follow version ${base}`,
        unchanged: "The same as now",
        refused: "Cannot be imported",
      })[status],
    calls: "Calls",
    needs: "Needs",
    lacking: "Needs, and the connector files do not say so",
    declared: "The connector files ask for it, and no function here needs it",
    unknownConnectors: (types: readonly string[]) =>
      `Patchbay does not know these connectors: ${types.join(", ")}.`,
    go: (count: number) =>
      count === 0 ? "Nothing to import" : `Import ${counted(count, "function")}`,
  },
} as const;
