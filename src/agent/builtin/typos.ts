import { isEditWord } from "./edit-words.ts";
import { everydayWords, isStopWord, nounOf } from "./lexicon.ts";
import { isTimeWord, partsOfDay, rhythms, units, weekdays } from "./calendar-words.ts";
import { happeningsIn } from "./happenings.ts";
import { roleWords } from "./roles.ts";
import { editDistance } from "./text.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Words looked at in one prompt; nobody misspells more, and a pasted book should not cost a second. */
const maxWords = 60;

/** Short words lie close to too many others: they are only compared with the words of the catalog. Reads `slakc`, `mesage`, `schedul` as what they stand for; names in signs and quotes stay. */
export function correctTypos(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  // The catalog's nouns stand in the singular: `comments` is no misspelt `contents`.
  const known = (word: string) =>
    everyday.has(word) ||
    ordinary.has(word) ||
    isTimeWord(word) ||
    isEditWord(word) ||
    happeningsIn([word]).size > 0 ||
    vocabulary.words.has(word) ||
    vocabulary.words.has(nounOf(word));
  const toolWords = new Set(
    vocabulary.connectors.flatMap(({ words }) => words.filter((word) => word.length > 5)),
  );
  let left = maxWords;
  return tokens.map((token, index) => {
    const word = token.norm;
    const named = /^(?:called|named|name|titled|to|in)$/.test(tokens[index - 1]?.norm ?? "");
    if (
      token.kind !== "word" ||
      word.length < (index === 0 ? 3 : 4) ||
      isProperName(tokens, index) ||
      !/^\p{L}+$/u.test(word) ||
      known(word) ||
      isStopWord(word) ||
      left-- <= 0
    )
      return token;
    // After `to` and `in` stands a name, or a tool.
    const meant = named
      ? nearest(word, [toolWords])
      : nearest(word, word.length > 4 ? [everyday, vocabulary.words] : [vocabulary.words]);
    return meant === undefined ? token : { ...token, norm: meant, value: meant };
  });
}

/** `Norte` in the middle of a sentence is a name rather than a misspelt `note`. */
function isProperName(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const opens = before === undefined || before.kind === "break" || before.kind === "mark";
  return !opens && /^\p{Lu}\p{Ll}/u.test(tokens[index]?.raw ?? "");
}

function nearest(word: string, lists: readonly ReadonlySet<string>[]): string | undefined {
  const limit = word.length >= 8 ? 2 : 1;
  let best: string | undefined;
  let distance = limit + 1;
  for (const candidate of lists.flatMap((list) => [...list])) {
    if (
      candidate.length < 4 ||
      candidate[0] !== word[0] ||
      Math.abs(candidate.length - word.length) > limit
    )
      continue;
    if (isInflection(word, candidate) || isOtherWord(word, candidate)) continue;
    const found = editDistance(word, candidate, limit);
    if (found < distance) [best, distance] = [candidate, found];
  }
  return best;
}

/** `executada` is not a misspelt `executa`: what differs at its end only is another form, unless letters are missing. */
function isInflection(word: string, candidate: string): boolean {
  const shared = Math.min(word.length, candidate.length) - 2;
  return (
    word.length > 5 &&
    word.length !== candidate.length &&
    word.slice(0, shared) === candidate.slice(0, shared) &&
    !candidate.startsWith(word)
  );
}

/** One letter in place of another makes of a short word another one, `talk` of `task`; swapped, lost and doubled letters do not. */
function isOtherWord(word: string, candidate: string): boolean {
  return (
    word.length === 4 &&
    candidate.length === 4 &&
    [...word].toSorted().join("") !== [...candidate].toSorted().join("")
  );
}

/** Right as they are, and close to words of the tables. */
const commonWords =
  "press click button price prices not manually manualmente manuellement nicht ausser ohne stattdessen lieber immer jetzt noch wieder heute morgen nada menos siempre ahora otra otro pero jamais toujours encore maintenant autre sempre agora ainda outro cuando quando quand lorsque wenn sobald falls except without enough print prints named called titled saying whenever called message app application function standup lunch launch reach watch catch coach house mouse start stop first reports report channel people person again instead also into over under about after before when then that this what with want need some done text sale same team call calls here next more week work word plan made sent lead date data back last list page port test send sends host cast lost ship shop form from have order orders released release release published publish does deal best rest time times were where there these those their them they your mine hello thanks topic role rule rules user users view week each ever even every very".split(
    " ",
  );

/** Words of values and of business: right, and never what another word is corrected to. */
const ordinary: ReadonlySet<string> = new Set([
  ...roleWords,
  ...(
    "older newer younger price prices phrase phrases contract contracts contain contains containing contained mention mentions mentioning exclude excluding include including " +
    "invoice invoices receipt receipts budget budgets quote quotes lunch dinner bread break brief briefs client clients customer customers agenda minutes paper papers " +
    "green great sounds close closed won lost open opened done review reviews office world planet party shift shifts build builds failed fixed ready boss chef staff " +
    "money bank order item items stock store stores street house home phone wire fire tired think thing things bring buy bought paid pay payment payments rent bill bills " +
    "deck draft drafts drive driver signed sign sender receiver values value column columns heads header headers total totals count cost costs price tax gross " +
    "vers vence amanha cedo hoje agora hola gracias buenos dias merci bonjour danke guten morgen bitte vielen gruss listo salio llego nuevo viejo alt neu ancien neuf parabens obrigado"
  ).split(" "),
]);

/** Whether a word is right as it is, however close to another. */
export function isEverydayWord(word: string): boolean {
  return everyday.has(word);
}

const everyday: ReadonlySet<string> = new Set([
  ...everydayWords,
  ...[weekdays, units, rhythms, partsOfDay].flatMap((words) => [...words.keys()]),
  ...commonWords,
]);
