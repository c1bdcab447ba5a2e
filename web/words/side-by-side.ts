/** Words of two texts that are compared. */
export const sideBySideWords = {
  same: "Nothing differs between these two.",
  next: "Next change",
  previous: "Previous change",
  all: "Show all lines",
  changesOnly: "Changes only",
  count: (changes: number) => (changes === 1 ? "1 change" : `${changes} changes`),
  at: (index: number, of: number, what: string) => `Change ${index} of ${of}: ${what}`,
  removed: (lines: string) => `removed ${lines}`,
  added: (lines: string) => `added ${lines}`,
  lines: (from: number, to: number) => (from === to ? `line ${from}` : `lines ${from} to ${to}`),
} as const;
