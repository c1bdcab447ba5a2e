import { tokenize } from "./tokens.ts";
import { escapeForRegExp, fold } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";

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

/** Words in English, German, French and Spanish, folded: without accents, in lower case. */
const person =
  "(?:app user|user|person|caller|customer|client|member|team member|teammate|colleague|employee|guest|visitor|student|patient)";
const personDe =
  "(?:nutzers?|benutzers?|anwenders?|person|kunde|kunden|mitglieds?|mitarbeiters?|kollegen?|gasts?|gastes)";
const personFr = "(?:utilisateur|utilisatrice|personne|client|cliente|membre|collegue|invite)";
const personEs = "(?:usuario|usuaria|persona|cliente|miembro|companero|colega|invitado)";
const calls = "(?:calls?|runs?|uses?|opens?|triggers?|starts?|invokes?|presses)";
const signedIn = "(?:signed[- ]in|logged[- ]in|current|calling|respective)";
const callsDe = "(?:aufruft|startet|ausfuhrt|nutzt|benutzt|verwendet)";
const callsFr = "(?:appelle|execute|lance|utilise)";
const callsEs = "(?:llama|llame|ejecuta|ejecute|usa|use)";
const account = "(?:account|konto|compte|cuenta)";

/** Each person's own; `§` stands for the word of a tool that is meant, which stays in the sentence. */
const own: readonly string[] = [
  `(?:each|every|everyone|everybody|each one)(?: ${person})?(?:'s|s')? own(?: (?=§))?`,
  `(?:each|every) ${person}(?:'s|s') (?=§)`,
  `(?:the )?(?:${signedIn} )${person}(?:'s)(?: own)?`,
  `the (?:${person})(?:'s|s') own`,
  `the caller's`,
  `their own (?=§)`,
  `(?:on behalf of|in the name of|as|for) (?:the|each|every|whichever) ${signedIn} ${person}(?:'s)?`,
  `(?:on behalf of|in the name of|as|for) (?:(?:the|each|every|any) (?:${person}|one)|whoever|everyone|everybody|anyone)(?: (?:who|that))? ${calls}(?: (?:it|this|the function|the page))?`,
  `jeweils eigene[mnrs]?(?= §)`,
  `(?<!(?:mein|unser)e?[mnrs]? )eigene[mnrs]?(?= §)`,
  `(?:jede[rsmn]?|der jeweiligen|des jeweiligen) ${personDe}(?! (?:mit|nutzt|nimmt|verbindet|verwendet|benutzt))`,
  `im namen (?:des|der|jedes|jeder) (?:angemeldeten?|aufrufenden?|jeweiligen?)? ?${personDe}`,
  `fur (?:die person|den nutzer|den benutzer|jeden|wen auch immer),? (?:die|der) (?:sie|es|ihn|die funktion) ${callsDe}`,
  `(?:de|pour) chaque ${personFr}`,
  `au nom de (?:l' ?|chaque |la )${personFr}(?: (?:connectee?|actuelle?|qui l' ?${callsFr}))?`,
  `pour (?:la personne|celui|celle|l'utilisateur) qui (?:l'|la |le )${callsFr}`,
  `(?:de|para) cada ${personEs}(?! (?:con|usa|conecta))`,
  `en nombre de(?:l| la| cada) ?${personEs}(?: (?:conectad[oa]|actual|que (?:la |lo )?${callsEs}))?`,
  `para (?:quien|la persona que|el usuario que) (?:la|lo) ${callsEs}`,
];

/** Whole clauses that say so; they go with the tool that they name. */
const ownClauses: readonly string[] = [
  `(?:everyone|everybody|each(?: ${person}| one)?|every ${person}|all users|users|people)(?: (?:should|must|can|will|may))? (?:connect(?:s|ing)?|us(?:es?|ing)|link(?:s|ing)?|with|ha(?:s|ve|ving)|brings?|sign(?:s|ing)? in (?:to|with)) (?:his or her|their|its) own(?: §)*`,
  `(?:jede[rsmn]?|alle)(?: ${personDe})? (?:mit|nutzt|nutzen|nimmt|nehmen|verbindet|verbinden|verwendet|benutzt) (?:seine?[mnrs]?|ihre?[mnrs]?) eigene[mnrs]?(?: §)*`,
  `chaque ${personFr} (?:avec|utilise|connecte|prend) (?:son|sa|ses) propres?(?: §)*`,
  `chacune? (?:avec |utilise |connecte |prend |dans )?(?:son|sa|ses) propres?(?: §)*`,
  `cada (?:uno|una|${personEs}) (?:con|usa|conecta|en) su propi[oa](?: §)*`,
];

/** One account for everybody. */
const shared: readonly string[] = [
  `(?:(?:with|using|from|via|through) )?(?:my|our|one|a|the|the same|a single|just one|only one) (?:own )?(?:(?:same|single|shared|common) )?(?:§ )*(?:account |§ )?for (?:all|everyone|everybody|every ${person}|all users|all of (?:us|them)|the whole (?:app|team))`,
  `(?:(?:with|using|from|via|through) )?(?:one|a|the|our) shared (?:§ )*${account}`,
  `(?:(?:mit|uber|von) )?(?:meine[mn]?|mein|unsere[mn]?|eine[mn]?|ein|demselben|dem gleichen) (?:einzigen |gemeinsamen |einziges )?(?:§ )*fur alle`,
  `(?:(?:mit|uber|von) )?(?:dem|das|einem) gemeinsamen? (?:konto|account)`,
  `(?:(?:avec|depuis|via) )?(?:mon|un|le|notre) (?:seul |meme )?(?:§ )*(?:commun |partage )?pour (?:tous|toutes|tout le monde)`,
  `(?:(?:con|desde) )?(?:mi|una|la|nuestra) (?:sola |misma )?(?:§ )*(?:comun |compartida )?para (?:todos|todas|todo el mundo)`,
];

/** What people of four languages call a tool, besides the words of its connector. */
const things: Readonly<Record<string, string>> = {
  calendars: "calendar",
  kalender: "calendar",
  agenda: "calendar",
  calendrier: "calendar",
  calendario: "calendar",
  postfach: "mailbox",
  laufwerk: "drive",
  "task list": "tasks",
};

/** Whether a word stands for what a tool holds, in any of the languages. */
export function isThingWord(word: string): boolean {
  return Object.hasOwn(things, word) || new RegExp(`^${account}s?$`).test(word);
}

const joins = "(?:[,;.] ?)?(?:(?:and|but|where|so that|und|et|y|wobei) )?";

/** Reads `each user's own calendar`, `for whoever calls it`, `with one account for everyone`. */
export function readPeople(prompt: string, vocabulary: Vocabulary): SaidPeople {
  const tool = toolPattern(vocabulary);
  const said: SaidWhose[] = [];
  let rest = prompt;
  let text = readable(prompt);
  const take = (patterns: readonly string[], whose: SaidWhose["whose"], before = "") => {
    for (const pattern of patterns) {
      const source = pattern.replaceAll("§", `(?:${tool}|${account})(?![\\p{L}])`);
      const whole = new RegExp(`${before}(?<![\\p{L}])${source}(?![\\p{L}])`, "gu");
      for (const { index, 0: match } of text.matchAll(whole)) {
        const end = index + match.length;
        const after = /^(?:[ '-]*\p{L}+){1,2}/u.exec(text.slice(end))?.[0] ?? "";
        const ahead = /(?:\p{L}+ *){1,2}$/u.exec(text.slice(0, index))?.[0] ?? "";
        const named = connectorsIn(`${match}${after}`, vocabulary);
        said.push({ whose, connectors: named.size > 0 ? named : connectorsIn(ahead, vocabulary) });
        rest = without(rest, index, end);
        text = without(text, index, end);
      }
    }
  };
  take(ownClauses, "user", joins);
  take(shared, "shared");
  take(own, "user");
  return { rest, said };
}

function without(text: string, start: number, end: number): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

function toolPattern({ connectors }: Vocabulary): string {
  const names = connectors.flatMap(({ name, words }) => [name, ...words]).map(fold);
  const all = [...new Set([...names, ...Object.keys(things)])];
  // The longest first: `google drive` before `google`.
  return `(?:${all
    .toSorted((one, other) => other.length - one.length)
    .map(escapeForRegExp)
    .join("|")})`;
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
