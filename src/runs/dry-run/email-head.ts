/** Of the head of an email (RFC 5322) what a person knows it by: `to` and `subject`, decoded. */
export function headOf(email: string): Readonly<Record<string, string>> {
  const head = (email.split(/\r?\n\r?\n/, 1)[0] ?? "").replaceAll(/\r?\n[ \t]+/g, " ");
  const headers = new Map(
    head.split(/\r?\n/).flatMap((line): [string, string][] => {
      const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
      return name !== undefined && value !== undefined ? [[name.toLowerCase(), value]] : [];
    }),
  );
  return Object.fromEntries(
    ["to", "subject"].flatMap((name) => {
      const value = headers.get(name);
      return value === undefined ? [] : [[name, decodeWords(value)]];
    }),
  );
}

/** Encoded words of RFC 2047; between two of them white space means nothing. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/(\?=)\s+(?==\?)/g, "$1")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : Buffer.from(
            word
              .replaceAll("_", " ")
              .replaceAll(/=([0-9a-f]{2})/gi, (__, hex: string) =>
                String.fromCharCode(Number.parseInt(hex, 16)),
              ),
            "latin1",
          ).toString("utf8"),
    );
}
