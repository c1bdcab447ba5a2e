/** The key that encrypts tokens and secrets. */
export const encryptionWords = {
  lead: "Tokens and secrets are stored encrypted. The key can be replaced while everything goes on.",
  writes: "Key that encrypts",
  from: {
    file: "A file of the data folder",
    environment: "ENCRYPTION_KEY of the environment",
  },
  kept: "Kept in",
  rows: (count: number) => `${count.toLocaleString("en")} ${count === 1 ? "value" : "values"}`,
  stored: "Encrypted with it",
  older: (id: string) => `With the older key ${id}`,
  rotate: "Replace the key",
  rotateTitle: "Replace the encryption key?",
  rotateDetail:
    "A new key is made, and what is stored is encrypted anew in the background; nothing stops meanwhile. Back-ups from before still need the old key: keep them together.",
  rotateAction: "Replace it",
  environment:
    "To replace it, put a new key before the old one in ENCRYPTION_KEY, separated by a comma, and start Patchbay again.",
  progress: (done: number, total: number) =>
    `${done.toLocaleString("en")} of ${total.toLocaleString("en")} values are encrypted with the new key.`,
  working: "Encrypting anew",
  settled: "Everything is encrypted with this key.",
  oldKeyUnused: "Nothing needs the old key any more: take it out of ENCRYPTION_KEY.",
  unreadable: (count: number) =>
    `${count === 1 ? "1 value" : `${count} values`} cannot be read with any key there is. Give back the key it was encrypted with, or enter it anew.`,
} as const;
