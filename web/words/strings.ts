import type { AutomationView } from "../../src/contract/automation.ts";
import type { ConnectionRequestView } from "../../src/contract/connection.ts";
import type { MergeConflict } from "../../src/contract/function.ts";
import type { RunView } from "../../src/contract/run.ts";

type RequestStatus = ConnectionRequestView["status"];

/** Every word of the page that the server does not send. */
export const strings = {
  product: "Patchbay",
  loading: "Loading",
  reload: "Reload",
  retry: "Retry",
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  unreachable: "Patchbay does not answer. See whether it still runs, then try again.",
  unexpected:
    "The server answered something this page does not understand. Reload the page; after an update the old one may still be open.",
  crashed: "This page ran into a fault of its own. Nothing on the server was changed by it.",
  notLoaded:
    "This screen could not be loaded: Patchbay does not answer, or was updated meanwhile. It is opened as soon as it can be.",
  skipToContent: "Skip to content",
  signedOut: "You are not signed in",
  signedOutLead:
    "Open the address that Patchbay gave when it was started; whoever keeps it running has it. This page then goes on by itself.",
  missing: {
    title: "There is nothing here",
    lead: "The address may be mistyped, or what it showed was deleted.",
    back: "Back to the chat",
  },
  noApp: {
    title: "There is no such app",
    lead: "The address may be mistyped, the app was deleted, or it is not yours. An owner of its workspace can bring it back or invite you.",
    yours: "Your apps",
    first: "Go to the first app",
  },

  shell: {
    audit: "Audit log",
    lost: "Patchbay does not answer. What you see may be old; it is asked again by itself.",
    menu: "Menu",
    closeMenu: "Close menu",
    main: "Main",
    sidebar: "Sidebar",
    chats: "Chats",
    newChat: "New chat",
    switchApp: (name: string) => `App: ${name}. Go to another`,
    chooseApp: "Choose an app",
    functions: "Functions",
    automations: "Automations",
    runs: "Runs",
    run: "Run",
    connections: "My integrations",
    code: "Code",
    integrations: "Integrations",
    browse: "Browse",
    sandbox: "Sandbox",
    pages: "Pages",
    page: "Page",
    secrets: "Secrets",
    settings: "Settings",
    provider: "Provider",
    noChats: "Your chats will be here.",
    builtinModel: "Built-in model",
    api: "API",
  },

  chat: {
    headline: "What should connect?",
    lead: "Say it in a sentence. Patchbay asks for exactly the permissions it takes and writes a function that you own.",
    examples: "Examples to start from",
    composer: "Message",
    placeholder: "Send a Slack message to #product-updates when this function runs",
    placeholderMore: "Say what should be different, or what comes next",
    hint: "Enter sends, Shift + Enter begins a new line",
    send: "Send",
    stop: "Stop",
    tooLong: (length: number, most: number) =>
      `That is ${length.toLocaleString("en")} characters; at most ${most.toLocaleString("en")} are read. Shorten it, or give long text to the function as an input.`,
    conversation: "Conversation",
    you: "You said",
    assistant: "Patchbay answered",
    thinking: "Thinking",
    answering: "Patchbay is answering",
    answered: "The answer is complete",
    waiting: "Patchbay waits for you",
    untitled: "New chat",
    reloadChat: "Reload the chat",
    askBuiltin: "Answer this with the built-in model",
    builtinAnswers: "Answered by the built-in model",
    missing: "This chat is not there any more.",
    startNew: "Start a new chat",
  },

  connect: {
    title: "Action required",
    heading: (name: string) => `Connect ${name}`,
    headingAs: (name: string, account: string) => `Connect ${name} as ${account}`,
    widen: (account: string) => `Allow more for ${account}`,
    elsewhere:
      "A connection was asked for where this chat comes from. What a function still needs is asked for on its page.",
    account: {
      shared: { label: "Shared account", means: "Everybody in this app works with it." },
      user: {
        label: "Each person their own",
        means: "This connects yours; others connect theirs.",
      },
    },
    whose: {
      label: "Whose account",
      shared: {
        label: "One account for everyone",
        means: "All who call it act with the one you connect here.",
      },
      user: {
        label: "Each person their own",
        means: "Who calls it acts with theirs, and is asked to connect it once.",
      },
      choose: "Let each person connect theirs",
      chosen: "Each person connects their own.",
    },
    sandbox: "Sandbox",
    sandboxMeans: (name: string) => `A stand-in for ${name}: try everything without an account.`,
    loginHost: "Sign in at",
    ownLoginHost: "Your own address",
    permissions: "Required permissions",
    sensitivity: (access: "read" | "write", sensitivity: string) =>
      ({
        "read-personal": "Read personal",
        "read-content": "Read content",
        sensitive: access === "read" ? "Read, sensitive" : "Write, sensitive",
        restricted: access === "read" ? "Read, restricted" : "Write, restricted",
      })[sensitivity] ?? (access === "read" ? "Read" : "Write"),
    avoids: "Instead of",
    why: "Why",
    scope: "Scope",
    neededBy: "Needed by",
    step: (step: string, operation: string) =>
      step === "trigger" ? `its start (${operation})` : `step ${step} (${operation})`,
    notGranted: "Not granted",
    connect: (name: string) => `Connect to ${name}`,
    again: "Try again",
    rest: "Allow the rest",
    reopen: "Open the window again",
    skip: "Skip",
    status: {
      pending: "",
      connecting: "Waiting for you to finish in the other window.",
      granted: "Connected.",
      "partly-granted": "Connected, but not everything was granted.",
      denied: "Access was denied. Try again to allow it, or skip it.",
      failed: "The connection did not work. Try again, or skip it.",
      closed: "The window was closed before it was done. Try again, or skip it.",
      expired: "This request is too old. Try again, or skip it.",
      skipped: "Skipped. Nothing was connected.",
    } satisfies Record<RequestStatus, string>,
    connectedAs: (account: string) => `Connected as ${account}.`,
    label: {
      pending: "Waiting",
      connecting: "Connecting",
      granted: "Connected",
      "partly-granted": "Partly connected",
      denied: "Denied",
      failed: "Failed",
      closed: "Not connected",
      expired: "Expired",
      skipped: "Skipped",
    } satisfies Record<RequestStatus, string>,
  },

  tools: {
    proposeFlow: {
      ofAccount: (sentence: string, account: string | undefined) =>
        `${sentence} (${account === undefined ? "the default account" : account === "user" ? "each person’s own account" : `account “${account}”`})`,
      added: (sentences: string) => `Now also needs: ${sentences}.`,
      removed: (sentences: string) => `No longer needs: ${sentences}.`,
    },
  },

  automationParts: {
    starts: (name: string) => `What starts ${name}`,
    status: {
      active: "Active",
      paused: "Paused",
      waiting: "Waiting",
    } satisfies Record<AutomationView["status"], string>,
    next: (times: string) => `Next ${times}`,
    changing: "Changing what starts by itself",
    paused: (name: string) => `Paused: ${name} is not started by itself`,
    resumed: (name: string) => `Resumed: ${name} is started by itself again`,
    ambiguous: "Several could be meant; nothing was changed",
    notFound: "There is no such automation.",
    open: "Open the automation",
    gone: "It was deleted since.",
    deleteHeading: (name: string) => `Let nothing start ${name} by itself any more?`,
    deleteLead: (words: string) =>
      `${words === "" ? "" : `It is started so now: ${words}. `}The function itself stays, and can be run by hand.`,
    deleted: (name: string) => `Nothing starts ${name} by itself any more`,
    notDeleted: (name: string) => `Not deleted: what starts ${name}`,
    resumeHeading: (name: string) => `Let ${name} start by itself again?`,
    resumeLead: (words: string) => (words === "" ? "" : `It is then started so: ${words}.`),
    notResumed: (name: string) => `Not resumed: ${name} stays paused`,
  },

  written: {
    writing: "Writing the function",
    created: (name: string, version: number) => `Function created: ${name} v${version}`,
    updated: (name: string, version: number) => `Function updated: ${name} v${version}`,
    restored: (name: string, version: number) => `Function restored: ${name} v${version}`,
    broughtBack: (name: string, version: number) => `Function is back: ${name} v${version}`,
    nameTaken: (name: string) => `Another function is called ${name} by now.`,
    restoring: "Going back to the earlier version",
    nothingToUndo: (name: string) => `${name} has no earlier version to go back to.`,
    noSuchVersion: (name: string, newest: number) =>
      `${name} has versions up to ${newest}; nothing was changed.`,
    notFound: "There is no such function.",
    refused: "The code did not pass its checks",
    conflict: (name: string, places: number) =>
      `Not saved yet: the change meets ${counted(places, "place")} of ${name} that you edited by hand`,
    open: "Open",
    run: "Run",
  },

  approval: { approve: "Approve", notNow: "Not now" },

  wholeFunction: {
    copying: "Copying the function",
    copied: (name: string, of: string) => `Function created: ${name}, a copy of ${of}`,
    nameTaken: (name: string) => `There is already a function ${name}.`,
    deleteHeading: (name: string) => `Delete ${name}?`,
    deleteLead: "Whoever calls it will get an error. It can be brought back with all its versions.",
    deleting: (name: string) => `Deleting ${name}`,
    deleted: (name: string) => `Deleted ${name}`,
    notDeleted: (name: string) => `Not deleted: ${name}`,
  },

  editCode: {
    doing: "Changing the code",
    heading: (name: string) => `Change the code of ${name}?`,
    lead: "The function could then do more than now, so it waits for your yes:",
    changes: "What changes in the code",
    withAccount: (account: string) => `with the account ${account}`,
    done: (name: string, version: number) => `Code changed: ${name} v${version}`,
    denied: (name: string) => `Not changed: ${name}`,
    needsPermission: "The change needs permissions that nobody granted yet",
    changedMeanwhile: (name: string) =>
      `${name} was changed in the same lines meanwhile; nothing was saved`,
  },

  runTool: {
    heading: (name: string, version?: number) =>
      `Run ${name}${version === undefined ? "" : ` v${version}`}?`,
    lead: "This changes something outside, so it waits for your yes.",
    input: "Input",
    running: (name: string) => `Running ${name}`,
    ran: (name: string) => `Ran ${name}`,
    didNotRun: (name: string) => `Not run: ${name}`,
    output: "Output",
    see: "See the run",
    mended: "It has the account it needs now, and can run.",
  },

  questions: {
    lead: "Patchbay needs to know",
    asked: "Patchbay asked",
    answer: (question: string) => `Your answer: ${question}`,
    answerShort: "Your answer",
    other: (question: string) => `Another answer: ${question}`,
    otherShort: "Or in your own words",
    send: (count: number) => (count === 1 ? "Send the answer" : "Send the answers"),
    open: (count: number) => `${count} still open`,
  },
  conflicts: {
    at: (conflicts: readonly MergeConflict[]) =>
      conflicts.length === 1
        ? `Line ${conflicts[0]?.line}: which lines stay?`
        : `Lines ${conflicts.map(({ line }) => line).join(", ")}: which lines stay, in all of them?`,
    hand: "Your lines",
    flow: "The new lines",
    none: "No lines here: they are taken out.",
  },
  declined: "Not possible as asked",

  /** The rest of the words of functions is in `functions.ts`. */
  functions: {
    startChat: "Start a chat",
    version: (version: number) => `v${version}`,
    versionNamed: (version: number) => `Version ${version}`,
  },

  runs: {
    form: "Try it",
    noInputs: "This function takes no input.",
    freeInput: "Input (JSON)",
    run: "Run",
    running: "Running …",
    mayWrite: "A run is real: what it sends arrives.",
    past: "Past runs",
    none: "No runs yet.",
    noneLead: "Run it, and what happened is shown here.",
    output: "Output",
    noOutput: "No output.",
    error: "Error",
    stack: "Where it happened",
    logs: "Logs",
    noLogs: "It logged nothing.",
    calls: "Outbound calls",
    noCalls: "It called nothing.",
    call: "Call",
    status: "Status",
    time: "Time",
    operation: "Operation",
    differs: (path: string, expected: string) =>
      `The answer is not as documented at ${path}: ${expected}. It was`,
    refused: "Refused",
    attempts: (count: number) => `${count} attempts`,
    withAccount: (account: string) => `as ${account}`,
    unanswered: "No answer",
    required: "required",
    optional: "optional",
    notANumber: "Enter a number.",
    notAnObject: "Enter a JSON object, such as {}.",
    missing: "Enter a value.",
    statuses: {
      running: "Running",
      succeeded: "Succeeded",
      failed: "Failed",
      "timed-out": "Timed out",
      cancelled: "Cancelled",
      interrupted: "Interrupted",
    } satisfies Record<RunView["status"], string>,
    run_of: (version: number) => `Run of version ${version}`,
    open: "Open the run",
    all: "All runs",
    watch: "Watch it live",
    triggers: {
      test: "Test run",
      http: "Call by HTTP",
      chat: "Chat",
      cli: "Command line",
      mcp: "MCP",
      function: "Another function",
      schedule: "Schedule",
      webhook: "Webhook",
      event: "Event",
      replay: "Replay",
      page: "A page",
    } satisfies Record<RunView["trigger"], string>,
  },

  dryRun: {
    run: "Dry run",
    run_of: (version: number) => `Dry run of version ${version}`,
    ran: (name: string) => `Dry run of ${name}`,
    running: (name: string) => `Trying ${name} without changing anything`,
    would: "Would happen",
    nothing: "Nothing would be changed.",
    held: "Held back",
    madeUp: "Ids in it that begin with dryRun are made up.",
    note: "A dry run reads for real, and only tells what it would write.",
    first: "First run of this version",
    firstLead:
      "This version never ran for real. Nothing was sent yet: below stands what would happen.",
    real: "Run for real",
    leave: "Not now",
    failed: (why: string) => `The dry run did not come to its end: ${why}`,
  },

  giveBack: {
    unneeded: (sentence: string, account: string) =>
      `No function needs “${sentence}” (${account}) any more.`,
    giveBack: "Give it back",
    revoked: "Given back, and the access was revoked.",
    dropped: "Given back: no function can use it.",
  },
} as const;

/** "3 errors"; nothing where there are none. */
export function counted(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${count === 1 ? word : `${word}s`}`;
}
