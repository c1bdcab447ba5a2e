/**
 * What a call of an operation that writes does, in words for people, as data: a dry run says with it
 * what would happen.
 */
export interface Effect {
  /**
   * `Post {#message} to {channel}`: `{name}` is an input, with the noun by which several of them are
   * counted where its name does not say it (`{to|recipient}`); `{#thing}` is how many, with a noun
   * (`{#entry|entries}`). What stands in brackets is left out where an input in it is not given.
   */
  readonly words: string;
  /** Inputs that stand elsewhere in the body than the request mapping says, as a path; `*` is each entry of a list. */
  readonly at?: Readonly<Record<string, string>>;
  /** Path in the body to the list whose entries are counted; a call counts one where absent. */
  readonly counts?: string;
  /** Path in the body to an email in base64url, from whose head `to` and `subject` are read. */
  readonly email?: string;
  /** The input that is shown below the sentence. */
  readonly shows?: string;
}

/** What a dry run answers in the provider's place, beyond what the operation's output says. `{id}` is a made-up id. */
export interface MadeUp {
  /** Laid over the answer; into each entry where the answer is a list. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type WordPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "count"; readonly one: string; readonly many: string }
  | { readonly kind: "input"; readonly name: string; readonly many: string }
  | { readonly kind: "optional"; readonly parts: readonly WordPart[] };

/** The words of an effect, taken apart. */
export function wordParts(words: string): readonly WordPart[] {
  return words
    .split(/(\[[^\]]*\]|\{[^}]*\})/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      if (piece.startsWith("[")) return { kind: "optional", parts: wordParts(piece.slice(1, -1)) };
      if (!piece.startsWith("{")) return { kind: "text", text: piece };
      const [name = "", noun] = piece.slice(1, -1).split("|");
      if (name.startsWith("#")) {
        const one = name.slice(1);
        return { kind: "count", one, many: noun ?? pluralOf(one) };
      }
      return { kind: "input", name, many: pluralOf(noun ?? nounOf(name)) };
    });
}

/** The inputs that words name. */
export function inputsIn(parts: readonly WordPart[]): readonly string[] {
  return parts.flatMap((part) => {
    if (part.kind === "optional") return inputsIn(part.parts);
    return part.kind === "input" ? [part.name] : [];
  });
}

/** `spreadsheetId` is a spreadsheet, `page_id` a page. */
function nounOf(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.replace(/ (?:id|ids|urn|name)$/, "");
}

function pluralOf(noun: string): string {
  if (noun.endsWith("s")) return noun;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
