import { tokenize } from "./tokens.ts";
import { escapeForRegExp, fold } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { account, things } from "./whose-patterns.ts";

/** Whose account a sentence says: each person's own, or one for everybody. */
export interface SaidWhose {
  readonly whose: "user" | "shared";
  /** Connectors that it is said of; empty where it is said of all. */
  readonly connectors: ReadonlySet<string>;
}

/** A sentence without the words that say whose account it takes; what is left has every word at its place. */
export interface SaidPeople {
  readonly rest: string;
  readonly said: readonly SaidWhose[];
}

/** Whether a word stands for what a tool holds, in any of the languages. */
export function isThingWord(word: string): boolean {
  return Object.hasOwn(things, word) || new RegExp(`^${account}s?$`).test(word);
}

/** Reads `each user's own calendar`, `for whoever calls it`, `with one account for everyone`. */
export function readPeople(prompt: string, vocabulary: Vocabulary): SaidPeople {
  const said: SaidWhose[] = [];
  let rest = prompt;
  let text = readable(prompt);
  for (const { pattern, whose } of vocabulary.whose) {
    for (const { index, 0: match } of text.matchAll(pattern)) {
      const end = index + match.length;
      const after = /^(?:[ '-]*\p{L}+){1,2}/u.exec(text.slice(end))?.[0] ?? "";
      const ahead = /(?:\p{L}+ *){1,2}$/u.exec(text.slice(0, index))?.[0] ?? "";
      const named = connectorsIn(`${match}${after}`, vocabulary);
      said.push({ whose, connectors: named.size > 0 ? named : connectorsIn(ahead, vocabulary) });
      rest = without(rest, index, end);
      text = without(text, index, end);
    }
  }
  return { rest, said };
}

function without(text: string, start: number, end: number): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

/** The tools of which a piece of a sentence says the name, or what they hold. */
function connectorsIn(text: string, { connectors }: Vocabulary): ReadonlySet<string> {
  const says = (word: string) =>
    new RegExp(`(?<![\\p{L}])${escapeForRegExp(word)}(?![\\p{L}])`, "u").test(text);
  const meant = Object.entries(things).flatMap(([word, known]) => (says(word) ? [known] : []));
  return new Set(
    connectors.flatMap(({ id, name, words }) =>
      [name, ...words].some((word) => says(fold(word)) || meant.includes(word)) ? [id] : [],
    ),
  );
}

const people =
  "(?:users?|customers?|clients?|visitors?|guests?|members?|patients?|students?|subscribers?|tenants?|employees|colleagues|teammates|team members|callers?)";
/** A function that others call: `when a customer books`, `for our users`. */
const forOthers: readonly RegExp[] = [
  new RegExp(
    `\\b(?:when|whenever|each time|every time|if|once) (?:a|an|one of our|any|each|every|our|the|new) (?:new )?${people} \\p{L}+`,
    "u",
  ),
  new RegExp(
    `\\b(?:for|lets?|so that) (?:our|my|the|your|all|all our|all my) (?:app )?${people}\\b`,
    "u",
  ),
  new RegExp(
    `\\b(?:our|my|the) (?:app )?${people} (?:can|may|should|will|could|press|click|call)\\b`,
    "u",
  ),
  /\b(?:wenn|sobald) (?:ein|eine|einer|jemand) ?(?:neuer? )?(?:kunde|kundin|nutzer|benutzer|mitglied|gast|besucher|mitarbeiter)/,
  /\bfur (?:unsere|meine|alle) (?:kunden|nutzer|benutzer|mitglieder|gaste|besucher|mitarbeiter|kollegen)\b/,
  /\b(?:quand|lorsqu ?'?|des qu ?'?) ?(?:une? )?(?:clients?|cliente|utilisateurs?|membre|invite|visiteur)\b/,
  /\bpour (?:nos|mes|les) (?:clients|utilisateurs|membres|invites|visiteurs|collegues)\b/,
  /\bcuando (?:una?|algun) (?:clientes?|usuario|usuaria|miembro|visitante|invitado)\b/,
  /\bpara (?:nuestros|mis|los) (?:clientes|usuarios|miembros|visitantes|invitados)\b/,
];

/** Whether a function is meant to be called by others than who builds it. */
export function isForOthers(prompt: string): boolean {
  const text = readable(prompt);
  return forOthers.some((pattern) => pattern.test(text));
}

/** In lower case and without accents, every letter at its place; what is quoted is text, and says nothing. */
function readable(prompt: string): string {
  return tokenize(prompt)
    .filter(({ kind }) => kind === "quote" || kind === "url")
    .reduce(
      (text, { start, end }) =>
        text.slice(0, start) + "\u0001".repeat(end - start) + text.slice(end),
      prompt,
    )
    .replaceAll(/[^ -~]/g, (letter) => {
      const plain = fold(letter);
      return plain.length === 1 ? plain : letter;
    })
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
