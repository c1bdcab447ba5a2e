import { mostCounted } from "../../src/contract/function-summary.ts";
import { plural } from "./plural.ts";

/** The accounts. */
export const connectionWords = {
  title: "My integrations",
  lead: "The accounts that your functions work with. Their tokens never reach the code.",
  browse: "Browse tools",
  emptyTitle: "Nothing connected yet",
  emptyLead:
    "Connect a tool here, or say in the chat what should happen: it asks for exactly the permissions that takes.",
  accounts: "Connected accounts",
  filters: "Filters",
  search: "Search accounts",
  provider: "Provider",
  anyProvider: "Any provider",
  state: "State",
  anyState: "Any state",
  clear: "Clear filters",
  count: (total: number) => plural(total, "account"),
  noneTitle: "No account fits",
  noneLead: "Nothing is like this. Use other words, or take a filter off.",
  loadingMore: "Loading …",

  people: {
    title: "People's accounts",
    lead: "Some functions act for whoever calls them, each person with an account of their own.",
    none: "Nobody has connected an account of their own yet.",
    count: (provider: string, people: number) =>
      `${provider}: ${people === 1 ? "1 person" : `${people} people`}.`,
    ended: (people: number) => `${people} of them must connect again.`,
    functions: (names: readonly string[]) => `They act in: ${names.join(", ")}.`,
    own: "What is held of you",
  },

  states: {
    active: "Active",
    ending: "Expiring soon",
    "partly-granted": "Partly granted",
    "reconnect-needed": "Reconnect needed",
    revoked: "Access taken back",
    "provider-down": "No answer",
  },
  isDefault: "Default",
  notDefaultMeans: (used: string) => `Functions that name no account use ${used}.`,
  modes: { sandbox: "Sandbox", live: "Live" },
  /** Of an account that is not used while its provider is the other one. */
  keptModes: { sandbox: "Made in the sandbox", live: "Of the real one" },

  usedBy: (functions: number) => {
    if (functions === 0) return "No function uses it";
    return functions < mostCounted
      ? `Used by ${plural(functions, "function")}`
      : `Used by ${mostCounted.toLocaleString("en")} functions or more`;
  },
  lastUsed: (when: string) => `Last used ${when}`,
  neverUsed: "Never used",
  connected: (when: string) => `Connected ${when}`,
  endedSince: (when: string) => `Ended ${when}`,
  checked: (when: string) => `Checked ${when}`,

  outage: (since: string, next: string) => `Since ${since}; it is asked again at ${next}.`,
  unneeded: (count: number) =>
    `${plural(count, "permission")} ${count === 1 ? "is" : "are"} not needed by any function.`,
  endsOn: (day: string) => `It ends on ${day} and cannot be renewed by itself.`,
  endsSoon: (day: string) =>
    `It ends on ${day}. Reconnect before, and your functions go on without a break.`,

  access: "View access",
  check: "Check now",
  checking: "Checking …",
  stopChecking: "Stop checking",
  reconnect: "Reconnect",
  rename: "Rename",
  renameTitle: (label: string) => `What is ${label} called?`,
  renamed: (name: string) => `It is called ${name} now.`,
  name: "Name",
  nameNote: (provider: string, name: string) =>
    `Functions and prompts say ${provider}:${name || "…"}. Small letters, digits and hyphens.`,
  makeDefault: "Make it the default",
  madeDefault: (name: string) => `Functions that name no account now use ${name}.`,
  toSeeTo: (count: number) =>
    `${plural(count, "account")} ${count === 1 ? "needs" : "need"} you to see to ${count === 1 ? "it" : "them"}`,
  pendingTitle: "Disconnected, and not taken back yet",
  pending: "Revocation pending",
  pendingMeans: (next: string, end: string) =>
    `The provider could not be told. It is tried again at ${next}, until ${end}. To be sure at once, remove Patchbay in the provider’s own settings.`,
  switchAccount: "Switch account",
  allowRest: "Allow the rest",
  addAnother: "Add another account",
  disconnect: "Disconnect",
  more: (label: string) => `More for ${label}`,
  of: (what: string, label: string) => `${what}: ${label}`,
  open: "Open the tool",

  disconnectTitle: (label: string, name: string) => `Disconnect ${label} from ${name}?`,
  disconnectNothing: "No function and no automation uses it.",
  stops: "This stops working until it is connected again:",
  functions: "Functions",
  automations: "Automations",
  moreNames: (count: number) => `and ${count} more`,
  disconnected: (label: string, detail: string | undefined) =>
    `${label} is disconnected${detail === undefined ? ", and its access was revoked." : `. ${detail}`}`,
  switched: (label: string) => `Your functions now use ${label}.`,
  connectedAs: (label: string) => `Connected as ${label}.`,
  added: (label: string) => `${label} was added. Your functions go on with the account they had.`,

  waiting: (name: string) => `Waiting for you to finish at ${name}`,
  waitingLead: "It goes on in the other window.",
  openAgain: "Open the window again",
  again: "Try again",
  nothingMissing: "Nothing is missing any more.",
  stopped: "The sign-in was cancelled. Nothing was changed.",
} as const;

/** What an account may do. */
export const accessWords = {
  title: (label: string) => `What ${label} allows`,
  lead: "Every permission that was granted, and which of your functions need it.",
  notInUse: (label: string) =>
    `Your functions use another account, so that none of them needs what ${label} allows.`,
  none: "No permissions were asked for.",
  missing: "Needed, and not granted",
  neededBy: "Needed by",
  forSignIn: "Signing in takes it: it says whose account this is.",
  notNeeded: "Not needed any more",
  giveBack: "Give back",
  giveBackOf: (sentence: string) => `Give back: ${sentence}`,
  giveBackAll: (count: number) => `Give back all ${count} that are not needed`,
  giveBackTool: (name: string) => `Give back everything of ${name}`,
  giveBackToolTitle: (name: string) => `Give back everything of ${name}?`,
  tokens: { bot: "as the app", user: "as the person" },
  gone: "Given back, and the access was revoked.",
  scope: "Scope",
} as const;
