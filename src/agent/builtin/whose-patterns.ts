import { escapeForRegExp, fold } from "./text.ts";

/** A way to say whose account it is: each person's own, or one for everybody. */
export interface WhosePattern {
  readonly pattern: RegExp;
  readonly whose: "user" | "shared";
}

interface Named {
  readonly name: string;
  readonly words: readonly string[];
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
export const account = "(?:account|konto|compte|cuenta)";

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
export const things: Readonly<Record<string, string>> = {
  calendars: "calendar",
  kalender: "calendar",
  agenda: "calendar",
  calendrier: "calendar",
  calendario: "calendar",
  postfach: "mailbox",
  laufwerk: "drive",
  "task list": "tasks",
};

const joins = "(?:[,;.] ?)?(?:(?:and|but|where|so that|und|et|y|wobei) )?";

/** The ways to say it of the tools that there are. */
export function whosePatterns(connectors: readonly Named[]): readonly WhosePattern[] {
  const tool = `(?:${toolPattern(connectors)}|${account})(?![\\p{L}])`;
  const all = (sources: readonly string[], whose: WhosePattern["whose"], before = "") =>
    sources.map((source) => ({
      whose,
      pattern: new RegExp(
        `${before}(?<![\\p{L}])${source.replaceAll("§", tool)}(?![\\p{L}])`,
        "gu",
      ),
    }));
  return [...all(ownClauses, "user", joins), ...all(shared, "shared"), ...all(own, "user")];
}

/** Words that mean a tool, or what it holds. */
function toolPattern(connectors: readonly Named[]): string {
  const names = connectors.flatMap(({ name, words }) => [name, ...words]).map(fold);
  const all = [...new Set([...names, ...Object.keys(things)])];
  // The longest first: `google drive` before `google`.
  return `(?:${all
    .toSorted((one, other) => other.length - one.length)
    .map(escapeForRegExp)
    .join("|")})`;
}
