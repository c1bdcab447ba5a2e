import type { Token } from "./tokens.ts";

/** Small words before a mail address, by the input that they mean. */
const addressTable: Readonly<Record<string, string>> = {
  from: "from von vom de desde par",
  to: "to an a para pour zu pra",
  cc: "cc copy kopie copia copie",
  bcc: "bcc blindkopie cco cci",
};

const addressRoles: ReadonlyMap<string, string> = new Map(
  Object.entries(addressTable).flatMap(([role, words]) =>
    words.split(" ").map((word) => [word, role] as const),
  ),
);

const between =
  /^(?:,|and|und|y|et|e|&|his|her|their|boss|manager|team|in|en|em|also|auch|the|:|sender|address)$/;

/** Whether the mail address is a sender, a receiver or gets a copy; the others of a list follow the first. */
export function addressRole(tokens: readonly Token[], index: number): string | undefined {
  let copied = false;
  for (let at = index - 1; at >= Math.max(0, index - 12); at--) {
    const token = tokens[at];
    const role = addressRoles.get(token?.norm ?? "");
    if (role === "cc" || role === "bcc") return role;
    if (role !== undefined && !copied) {
      // "en copie de x@…", "auch an x@… in Kopie"
      const earlier = addressRoles.get(tokens[at - 1]?.norm ?? "");
      return copyBehind(tokens, index) ?? (earlier === "cc" || earlier === "bcc" ? earlier : role);
    }
    if (token?.kind === "email") {
      copied = true;
      continue;
    }
    if (!between.test(token?.norm ?? "")) break;
  }
  return copyBehind(tokens, index);
}

/** `x@… in Kopie`, `x@… en copie`. */
function copyBehind(tokens: readonly Token[], index: number): string | undefined {
  const [preposition, word] = [tokens[index + 1], tokens[index + 2]];
  const role = addressRoles.get(word?.norm ?? "");
  const follows = /^(?:in|en|em|as|on|im)$/.test(preposition?.norm ?? "");
  return follows && tokens[index + 3]?.kind !== "email" && (role === "cc" || role === "bcc")
    ? role
    : undefined;
}
