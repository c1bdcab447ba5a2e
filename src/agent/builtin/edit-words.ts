/**
 * Words of people who change something, folded, in English, German, Spanish, French and Portuguese.
 * Nothing here knows a connector.
 */
import type { Token } from "./tokens.ts";

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Something is left away. */
export const noWords = set(
  "no without stop skip not don't dont never kein keine keinen keiner ohne stopp nicht lass sin ningun ninguna sans pas aucun arrete arreter sem nao nenhum nenhuma",
);
/** At the end of a clause they leave away what stands before: `the slack step out`, `email brauchen wir nicht mehr`. */
export const awayWords = set("out away off anymore weg raus fuera dehors fora");
export const onlyWords = set(
  "only just nur bloss solo solamente seulement juste so apenas somente",
);
export const firstWords = set(
  "first before beforehand zuerst vorher davor erst primero antes d'abord avant primeiro start front beginning top anfang beginn principio inicio debut comeco",
);
/** Between what is there and what takes its place: `post it instead of mailing it`. */
export const ratherWords = set("instead rather statt anstatt stattdessen lugar vez lieu plutot");
/** After these stands what was there before. */
export const ofWords = set("of than de del du da do que");
export const butWords = set("but sondern sino mais mas aber pero");
export const notWords = set("not nicht no pas nao kein keine");
export const andWords = set("and und y et e & plus then dann luego puis depois");
export const alsoWords = set(
  "also too additionally well ademas tambien auch ausserdem zusatzlich noch aussi egalement tambem alem as",
);
/** Between a field and its new value: `subject shall be x`, `Betreff auf x`. */
export const becomesWords = set(
  ": = → ➔ > - is are shall should must be now becomes to into as will ought ist soll sein sei lautet wird auf zu heisst heissen es debe ser sea sera a en por como doit etre est soit pour sur deve seja e para em",
);
/** Polite or hesitating, and nothing else. */
export const fillerWords = set(
  "please pls plz ok okay hmm hm um uh oh ah hey hi wait sorry actually thanks thank thx great perfect nice good cool yes yeah could can would you maybe perhaps now well bitte danke gut ja jetzt doch mal warte ach konntest kannst por favor gracias bien vale ahora espera perdon puedes podrias merci bon d'accord maintenant attends pardon peux pourrais obrigado obrigada certo agora espere desculpa pode poderia svp stp entschuldigung sorry",
);
/** Verbs that say only that something changes. */
export const lightWords = set(
  "make do put use take set let have want need change switch get give it mach mache nimm nehme setz setze stell stelle pon poner usa usar haz cambia mets mettre utilise fais prends coloca colocar use usa muda troca faz change",
);
/** It stands for what is there already. */
export const itWords = set(
  "it that this them es das dies ihn sie lo eso esto la ca cela le isso isto o",
);
export const meWords = set("me mir mich moi mim myself");
export const everyCaller = set(
  "always immer siempre toujours sempre hardcode hardcoded fixed fest fijo fixe fixo",
);

/** Steps by their place. */
export const ordinals: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        0,
        "first 1st erste ersten erster erstes primer primero primera premier premiere primeiro primeira",
      ],
      [1, "second 2nd zweite zweiten zweiter zweites segundo segunda deuxieme seconde"],
      [2, "third 3rd dritte dritten tercer tercero tercera troisieme terceiro terceira"],
      [-1, "last letzte letzten letzter ultimo ultima dernier derniere"],
    ] as const
  ).flatMap(([place, words]) => words.split(" ").map((word) => [word, place] as const)),
);

const tables = [
  noWords,
  awayWords,
  onlyWords,
  firstWords,
  ratherWords,
  butWords,
  notWords,
  alsoWords,
  becomesWords,
  fillerWords,
  lightWords,
  itWords,
  everyCaller,
];
const moreWords = set(
  "pasa passe passa kommen caller mention tag pass choose goes input optional default fails copy reply draft few many",
);

/** Whether a word belongs to the talk about changes. */
export function isEditWord(word: string): boolean {
  return moreWords.has(word) || tables.some((table) => table.has(word));
}

const askWords =
  /^(?:is|are|was|were|does|did|who|why|what|which|how|where|will|has|warum|wer|wie|wo|ist|quien|como|cual|donde|pourquoi|qui|comment|est|quem|qual|onde)$/;

/** `is it safe?`; not `what about #ops?`, nor `could you …?`. */
export function asksAbout(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  return (
    tokens.at(-1)?.norm === "?" && askWords.test(first?.norm ?? "") && second?.norm !== "about"
  );
}
