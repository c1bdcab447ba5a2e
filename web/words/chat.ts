import type { ChatAbout } from "../../src/contract/chat.ts";

/** Words of the chat beside something. */
export const besideWords = {
  title: (about: ChatAbout) => `Chat about ${about.name}`,
  heading: "Chat",
  open: "Open the chat",
  close: "Close the chat",
  resize: "Width of the chat",
  newChat: "New chat about this",
  earlier: "Earlier chats about this",
  whole: "Open this chat on the whole screen",
  lead: {
    function: "Say what should be different, or ask what it does. “It” is this function.",
    page: "Say what should be different. “It” is this page.",
  },
  examples: {
    function: ["What does it do?", "Run it every weekday at 9", "Undo the last change"],
    page: ["Add a chart", "Make the table shorter", "Undo the last change"],
  },
  placeholder: {
    function: "Say what should be different in this function",
    page: "Say what should be different on this page",
  },
} as const;

/** Words of the chat itself that came after the first ones. */
export const chatWords = {
  edit: "Say it otherwise",
  editLabel: "Your message",
  editNote: (made: string) =>
    made === ""
      ? "What came after this message is replaced."
      : `What came after this message is replaced. What was made stays as it is: ${made}.`,
  copySaid: "Copy the message",
  copyAnswer: "Copy the answer",
  answerAgain: "Answer again",
  again: "Try again",
  toEnd: "Jump to the end",
  openSettings: "Open the settings",
  runExample: (name: string) => `Run ${name}`,
  otherExamples: "Other examples",
  table: "Table",
  code: "Code",
  theCode: "the code",
  codeIn: (language: string) => (language === "" ? "Code" : `Code in ${language}`),
  taskDone: "Done:",
  taskOpen: "To do:",
} as const;

/** Words of the list of chats, and of the search in them. */
export const chatListWords = {
  search: "Search chats",
  searchLabel: "Search chats by name or by what was said",
  found: (count: number, hasMore: boolean) =>
    count === 0
      ? "No chat says that."
      : `${hasMore ? "More than " : ""}${count} ${count === 1 ? "chat" : "chats"} found`,
  groups: { today: "Today", yesterday: "Yesterday", earlier: "Earlier" },
  more: (title: string) => `More for chat “${title}”`,
  rename: "Rename",
  delete: "Delete",
  name: "Name of the chat",
  deleted: (title: string) => `Deleted the chat “${title}”. The functions it made stay.`,
  undo: "Undo",
} as const;

interface Summary {
  readonly lookedUp: number;
  readonly planned: number | undefined;
  readonly corrected: number;
  readonly failed: number;
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** What each tool does, while it does it and after; `about` is the word it is about. */
const tools: Readonly<Record<string, { readonly doing: string; readonly done: string }>> = {
  search_catalog: { doing: "Searching the catalog", done: "Searched the catalog" },
  describe_operations: { doing: "Reading the documentation", done: "Read the documentation" },
  propose_flow: { doing: "Planning the steps", done: "Planned the steps" },
  list_functions: { doing: "Looking at your functions", done: "Looked at your functions" },
  read_function: { doing: "Reading the function", done: "Read the function" },
  list_runs: { doing: "Looking at the runs", done: "Looked at the runs" },
  list_connections: { doing: "Looking at your accounts", done: "Looked at your accounts" },
  list_automations: {
    doing: "Looking at what starts by itself",
    done: "Looked at what starts by itself",
  },
  list_pages: { doing: "Looking at your pages", done: "Looked at your pages" },
  read_page: { doing: "Reading the page", done: "Read the page" },
};

/** Words of the steps of an answer. */
export const stepWords = {
  doing: (tool: string) => `${tools[tool]?.doing ?? tool}…`,
  name: (tool: string, state: "doing" | "done" | "failed", about: string) => {
    const { doing, done } = tools[tool] ?? { doing: tool, done: tool };
    const said = state === "failed" && tool === "propose_flow" ? stepWords.invalid : done;
    return `${state === "doing" ? doing : said}${about === "" ? "" : `: ${about}`}`;
  },
  invalid: "The plan had to be corrected",
  summary: ({ lookedUp, planned, corrected, failed }: Summary) => {
    const said = [
      ...(lookedUp > 0 ? [`looked up ${counted(lookedUp, "thing")}`] : []),
      ...(corrected > 0 ? [`corrected the plan ${counted(corrected, "time")}`] : []),
      ...(planned !== undefined
        ? [`planned ${counted(planned, "step")}, which passed the check`]
        : []),
      ...(failed > 0 ? [`${counted(failed, "look-up")} did not work`] : []),
    ].join(", ");
    return said === "" ? "Broken off" : said.charAt(0).toUpperCase() + said.slice(1);
  },
  raw: "As JSON",
  given: "What it was given",
  found: "What it found",
  nothing: "nothing",
  more: (count: number) => `and ${count} more`,
  noOperations: "Nothing fits.",
  noFunctions: "There are none yet.",
  noRuns: "Nothing ran yet.",
  noConnections: "Nothing is connected yet.",
  noAutomations: "Nothing starts by itself.",
  noPages: "There is no page yet.",
  noSteps: "No steps.",
};

/** Words of a function's card. */
export const functionCardWords = {
  ways: (name: string) => `What to do with ${name}`,
  changes: "What changed",
  sameCode: "The code is the same.",
  runOf: (name: string) => `Run ${name}`,
  close: "Close the run",
  last: "Its last run",
} as const;
