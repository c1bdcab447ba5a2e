import { plural } from "./plural.ts";

/** The list of tools. */
export const browseWords = {
  title: "Browse",
  lead: "Everything a sentence can use. Open a tool to see what it can do, and connect it.",
  search: "Search tools and what they can do",
  placeholder: "spreadsheet row, DM, meeting …",
  hint: "Press / to search",
  clear: "Clear the search",
  add: "Add a tool",
  categories: "Categories",
  all: "All",
  connectedOnly: "Connected",
  category: {
    communication: "Communication",
    documents: "Documents",
    productivity: "Productivity",
    crm: "CRM",
    social: "Social",
    calendar: "Calendar",
    ai: "AI",
    custom: "Added by you",
  } as Readonly<Record<string, string>>,
  tools: "Tools",
  shown: (count: number) => plural(count, "tool"),
  more: "Show more",
  accounts: (count: number) => (count === 1 ? "Connected" : `${count} accounts`),
  reconnect: "Reconnect needed",
  modes: { sandbox: "Sandbox", live: "Live" },
  can: (count: number) =>
    `${count.toLocaleString("en")} ${count === 1 ? "operation" : "operations"}`,
  found: (count: number) => (count === 1 ? "1 operation fits" : `${count} operations fit`),
  operations: "What tools can do",
  noneTitle: "No tool fits",
  none: (query: string) =>
    query === ""
      ? "Choose another category."
      : `Nothing is called “${query}”. Try what you would call it yourself, or add a tool of your own.`,
  kinds: { read: "Read", write: "Write", destructive: "Delete" },
  needsModel: "Needs a hosted model",
} as const;

/** One tool. */
export const connectorWords = {
  live: "Live",
  back: "All tools",
  loadingName: "Tool",
  modeMeans: {
    sandbox: (name: string) =>
      `A stand-in for ${name} on this machine: try everything without an account.`,
    live: (name: string) => `The real ${name}: what functions do there is real.`,
  },
  needsModel:
    "The built-in model cannot do this. Set up a hosted model, and its steps work; no account is needed.",
  toModel: "Set up a model",
  connect: (name: string) => `Connect to ${name}`,
  connectMore: "Connect with more permissions",
  inspector: "Open the sandbox",
  remove: "Remove this tool",
  examples: "Start from an example",
  use: "Use",
  useExample: (prompt: string) => `Use: ${prompt}`,
  accounts: "Accounts",
  noAccounts: "No account is connected yet.",
  manage: "View access",
  manageOf: (label: string) => `View access of ${label}`,
  views: "About this tool",
  tabs: {
    operations: "What it can do",
    events: "What can start a function",
    permissions: "Permissions",
    functions: "Used by",
  },
  search: "Search what it can do",
  filter: "Kinds",
  allKinds: "All",
  kinds: { read: "Read", write: "Write", destructive: "Delete" },
  groups: { read: "Reads", write: "Writes", destructive: "Deletes" },
  shown: (count: number) => plural(count, "operation"),
  nothing: "Nothing here fits. Clear the search to see all of it.",
  clear: "Clear the search",
  needs: "Needs",
  needsNothing: "Needs no permission",
  limit: (words: string) => `At most ${words}`,
  docs: "Documentation",
  docsOf: (title: string) => `Documentation of ${title}`,
  noEvents: "Nothing that happens here starts a function by itself. A schedule or a webhook can.",
  via: { push: "Told at once", polling: "Asked for every few seconds or minutes" },
  narrow: "Can be narrowed by",
  granted: "Granted",
  noPermissions: "It asks for no permissions.",
  scope: "Scope",
  noFunctions: "No function uses it yet.",
  automations: "Started by itself",
  removed: (name: string) => `${name} was removed.`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeNothing: "No function uses it. Its account is forgotten with it.",
  removeStops: "Its account is forgotten with it, and this stops working:",
} as const;

/** The choice of permissions before an account is connected. */
export const connectWords = {
  title: (name: string) => `Connect ${name}`,
  lead: "Choose what Patchbay may do. Functions ask for more when they need it, so little is enough to begin with.",
  chosen: (count: number) => `${plural(count, "permission")} chosen`,
  first: "Enough to begin with",
  groups: { read: "Can see", write: "Can change" },
  beside: (label: string) => `Add another account; functions go on with ${label}`,
  granted: "Granted",
  none: "Choose at least one permission.",
} as const;
