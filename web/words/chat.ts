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
