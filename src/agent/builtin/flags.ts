import type { FlowValue } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import { isDeterminer, nounOf, pointsBack, withoutObject, wordsIn } from "./lexicon.ts";
import { thingOf } from "./roles.ts";
import { fileTypes } from "./search-terms.ts";
import type { Token } from "./tokens.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/** Words that switch an input on whose name says the same, in other languages and forms. */
const switches: Readonly<Record<string, string>> = {
  unread:
    "unread ungelesen ungelesene ungelesenen ungelesener no-leidos no-leidas sin-leer non-lus non-lues nao-lidos nao-lidas",
  folder: "folder folders ordner carpeta carpetas dossier pasta",
  trash: "trash spam papierkorb papelera corbeille lixeira",
  private: "private privat privates privaten privado privada prive privee",
  archived: "archived archivierte archivados archives arquivados",
};

/** What people call the records of a CRM that has other names for them. */
const sameThings: Readonly<Record<string, readonly string[]>> = {
  Opportunity: ["deal", "closed-won", "closed-lost"],
  Account: ["company", "firm", "customer", "kunde", "cliente", "client"],
  Case: ["ticket"],
  Contact: ["person"],
};

const switchWords: ReadonlyMap<string, string> = new Map(
  Object.entries(switches).flatMap(([meaning, words]) =>
    words.split(" ").map((word) => [word, meaning] as const),
  ),
);
const placeWords = /^(?:in|into|to|from|inside|im|aus|en|dans|no|na|em|of)$/;

/** `private` sets `is_private`; `as a writer` chooses `writer` among what fits, `leads` suggest `Lead`. */
export function flagsOf(operation: KnownOperation, clause: Clause): Record<string, FlowValue> {
  const tokens = clause.tokens.filter(({ kind }) => kind === "word");
  const words = new Set(tokens.map(({ norm }) => norm));
  const parts = tokens.flatMap(({ norm }) => [norm, ...norm.split("-")]);
  const things = new Set(parts.flatMap((word) => [nounOf(word), thingOf(word)]));
  const said = new Set(tokens.flatMap((_, index) => switchedOn(tokens, index) ?? []));
  const switched = operation.fields.flatMap((field): [string, FlowValue][] => {
    const value = flagOf(field, words, things, said);
    return value === undefined ? [] : [[field.name, value]];
  });
  return { ...Object.fromEntries(switched), ...sayingsIn(operation, clause) };
}

/** What the catalog says that words such as `as read` mean. */
function sayingsIn({ sayings }: KnownOperation, { tokens }: Clause): Record<string, FlowValue> {
  const plain = tokens.map(({ norm }) => (pointsBack(norm) ? withoutObject(norm) : norm));
  const said = ` ${plain.join(" ")} `;
  const meant = meantBy(sayings, said);
  return Object.fromEntries(meant.flatMap(({ saying }) => Object.entries(saying.with)));
}

/** Of several that say it, the longest counts: `closed` of `closed won` says nothing of its own. */
function meantBy(sayings: KnownOperation["sayings"], said: string) {
  const found = sayings.flatMap((saying) => {
    const words = saying.words
      .filter((word) => said.includes(` ${word} `))
      .toSorted((one, other) => other.length - one.length)[0];
    return words === undefined ? [] : [{ saying, words }];
  });
  return found.filter(
    (one) => !found.some((other) => other !== one && ` ${other.words} `.includes(` ${one.words} `)),
  );
}

/** Whether the catalog says what a word of a clause means. */
export function isSaying(operation: KnownOperation, { norm }: Token): boolean {
  return operation.sayings.some(({ words }) => words.includes(norm));
}

function flagOf(
  { type, name, choices, suggestions }: Field,
  words: ReadonlySet<string>,
  things: ReadonlySet<string>,
  said: ReadonlySet<string>,
): FlowValue | undefined {
  const choice =
    choices?.find((one) => one.length > 3 && isSaid(one.toLowerCase(), words)) ??
    suggestions.find((one) => things.has(thingOf(one.toLowerCase()))) ??
    suggestions.find((one) => sameThings[one]?.some((thing) => things.has(thing)));
  if (choice !== undefined) return choice;
  if (name === "mimeType") {
    const word = Object.keys(fileTypes).find((ending) => words.has(ending));
    return word === undefined ? undefined : fileTypes[word];
  }
  if (type !== "boolean") return undefined;
  const meant = wordsIn(name.replaceAll("_", " ")).filter(
    (word) => !/^(?:is|include|show|with)$/.test(word),
  );
  const switched = meant.some(
    (word) => said.has(word) || (word === "trashed" && said.has("trash")),
  );
  const folders = meant.includes("folder") && !said.has("folder");
  const literal = meant.every((word) => words.has(word));
  return !folders && (switched || (literal && meant.length > 0)) ? true : undefined;
}

/** `completed` where one is told to complete. */
function isSaid(choice: string, words: ReadonlySet<string>): boolean {
  return words.has(choice) || (choice.endsWith("ed") && words.has(choice.slice(0, -1)));
}

/** What the word at a place switches on; a folder that something goes into is none to be made. */
function switchedOn(tokens: readonly Token[], index: number): string | undefined {
  const [before, token] = [tokens[index - 1]?.norm ?? "", tokens[index]?.norm ?? ""];
  const meaning = switchWords.get(`${before}-${token}`) ?? switchWords.get(token);
  if (meaning !== "folder") return meaning;
  const earlier = isDeterminer(before) ? (tokens[index - 2]?.norm ?? "") : before;
  return placeWords.test(earlier) ? undefined : meaning;
}
