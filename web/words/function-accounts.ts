import { plural } from "./plural.ts";

/** With which account a function acts, and the choice of another. */
export const functionAccountWords = {
  actsWith: "Acts with",
  accounts: "Accounts it acts with",
  default: "the default account",
  own: "each person's own account",
  notConnected: "Not connected",
  /** Which of its calls, where not all of a tool take the same account. */
  steps: (titles: readonly string[]) => `for ${titles.join(", ")}`,
  change: "Change",
  changeOf: (tool: string) => `Change the ${tool} account`,
  changeOfSteps: (tool: string, titles: readonly string[]) =>
    `Change the ${tool} account for ${titles.join(", ")}`,
  byCode: (header: string) =>
    `Its code was edited by hand, and says itself which account a call takes: give fetch the header ${header}, or user in place of the name for the account of whoever calls. Without the header a call takes the default.`,

  title: (tool: string) => `With which ${tool} account?`,
  which: "For",
  startOf: (title: string) => `What starts it: ${title}`,
  stepOf: (title: string, step: string) => `${title} (${step})`,
  noSteps: "Choose at least one of these.",
  search: "Search accounts",
  account: "Account",
  asDefault: "The default",
  asDefaultMeans: (name: string, label: string) =>
    `Now ${name} (${label}). It goes along when another becomes the default.`,
  asDefaultNone: "None is connected yet. The first that is connected will be it.",
  asOwn: "Each person's own",
  asOwnMeans:
    "Whoever calls connects theirs once. Starts by itself are for those who allowed them.",
  namedMeans: (label: string, state: string) => `${label} · ${state}`,
  namedMissing: "Not connected. It is asked for by this name.",
  found: (total: number) => (total === 0 ? "No account fits." : `${plural(total, "account")}.`),
  more: "Show more",
  use: "Use it",
  saved: (version: number) => `Saved as version ${version}.`,
  undo: "Undo",
  again: "Load it again",
};
