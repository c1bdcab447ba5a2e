/** What the chat says of automations. */
export const automationParts = {
  changing: "Changing what starts by itself",
  paused: (name: string) => `Paused: ${name} is not started by itself`,
  resumed: (name: string) => `Resumed: ${name} is started by itself again`,
  replayed: (name: string) => `Started again: ${name}`,
  ambiguous: "Several could be meant; nothing was changed",
  notFound: "There is no such automation.",
  open: "Open the automation",
  deleteHeading: (name: string) => `Let nothing start ${name} by itself any more?`,
  deleteLead: (words: string) =>
    `${words === "" ? "" : `It is started so now: ${words}. `}The function itself stays, and can be run by hand.`,
  deleted: (name: string) => `Nothing starts ${name} by itself any more`,
  notDeleted: (name: string) => `Not deleted: what starts ${name}`,
} as const;
