import { isDeterminer, isStopWord, wordsIn } from "../lexicon.ts";
import { call, say, type Step, type StepContext } from "../step.ts";
import type { Conversation } from "../conversation.ts";
import type { Turn } from "../turn.ts";
import * as words from "./edit-replies.ts";
import { foldedOf } from "./folded.ts";
import { type Listed, listedPages, pageAtHand, speaksOfPage } from "./page-at-hand.ts";
import * as pageWords from "./page-words.ts";

type Page = Listed["pages"][number];

const these = "(?:it|this|that|this one|es|sie|das|diese|ella|esto|elle|ca|ela|isso)";
const page = `(?:${pageWords.displayWords.page}|pages)`;
const pages = "(?:pages|dashboards|seiten|dashboards|paginas|tableros|tableaux de bord|paineis)";
const politely = "(?:please |bitte |por favor |can you |could you |me |mir )*";
const asks =
  "(?:which|what|welche|que|cuales|quelles?|quais|where are|wo sind|donde estan|ou sont|onde estao|do i have|are there|gibt es|habe ich|hay|tengo|tenho)";
const goes =
  "(?:open(?: up)?|go to|take me to|bring me to|visit|show|where (?:is|do i find)|(?:what is|give) the (?:link|address|url) (?:of|to|for)|link(?: to)?|offne|zeige?|wo ist|abre|ve a|donde esta|ouvre|ou est|abra|onde esta)";

/** `what pages do I have?` */
const list = new RegExp(
  `^(?:${politely}${asks} (?:.* )?${pages}(?: .*)?|${politely}(?:list|show|zeige?|muestra|montre|mostre)(?: me| mir)?(?: all| alle)?(?: (?:the|my|our|meine|mis|mes|minhas))? ${pages})$`,
);
/** `open the deals page`, `where is it` */
const open = new RegExp(
  `^${politely}${goes} (?:me )?(?:(?<it>${these})|(?:${pageWords.article} )?(?<what>.*?) ?${page}|${page} (?<after>.+))$`,
);
const whichOnes = "(?:which|what|welche|que|cuales|quelles?|quais)";
const functions = "(?:functions?|funktion(?:en)?|funcion(?:es)?|fonctions?|funcao|funcoes)";
/** `which functions feed it?` */
const feeds = new RegExp(
  `^${whichOnes} (?:${functions} )?(?:feeds?|fills?|(?:is|are|stands?) behind|drives?|powers?|speisen?|speist|fullen?|alimentan?|alimentent|alimentam?) (?<what>.+)$`,
);
/** `which functions does it use?` */
const uses = new RegExp(
  `^${whichOnes} ${functions} (?:(?:does|do|is|are|belongs? to|use|nutzt|verwendet|usa|utilise) )?(?<what>.+?)(?: (?:use|call|run|need|made of|fed by|based on))?$`,
);
const dataFrom =
  /^where (?:does|do) (?:(?:the|its|this) )?(?:data|rows|numbers|figures)(?: (?:of|on|in) (?<what>.+?))? come from$/;

/** A question about the pages there are, answered with links; undefined where the message is none. */
export function pageQuestionStep(
  conversation: Conversation,
  turn: Turn,
  { can, vocabulary }: StepContext,
): Step | undefined {
  if (!can("list_pages")) return undefined;
  const { text } = foldedOf(turn.said);
  const said = text.replaceAll(/^[¿, ]+|[,? ]+$/g, "");
  const isOfPage = speaksOfPage(turn.said, vocabulary);
  const hand = pageAtHand(conversation);
  if (!isOfPage && hand === undefined) return undefined;
  if (isOfPage && list.test(said)) return withPages(turn, ({ pages: all }) => words.listed(all));
  const opened = open.exec(said)?.groups;
  if (opened && (isOfPage || opened["it"] !== undefined))
    return withPages(turn, (listed) => {
      const found = meant(opened["what"] ?? opened["after"] ?? "", listed, hand);
      if (found.length > 0) return words.opened(found);
      // `show the tasks page` may be a wish for one.
      return /^(?:show|zeig|muestra|montre|mostre|list)/.test(said)
        ? undefined
        : words.noSuchPage(listed.pages);
    });
  const fed = (feeds.exec(said) ?? uses.exec(said))?.groups ?? dataFrom.exec(said)?.groups;
  const of = fed?.["what"] ?? "";
  if (!fed || !(isOfPage || of === "" || new RegExp(`^${these}$`).test(of))) return undefined;
  return withPages(turn, (listed) => {
    const found = meant(of, listed, hand);
    return found.length > 0 ? found.map(words.fedBy).join("\n") : words.noSuchPage(listed.pages);
  });
}

function withPages(turn: Turn, answer: (listed: Listed) => string | undefined): Step | undefined {
  const listed = listedPages(turn);
  if (!listed) return call("list_pages", {});
  const text = answer(listed);
  return text === undefined ? undefined : say(text);
}

const pageWord = new RegExp(`^${page}$`);

/** Those that have all these words in title or address; without words the one at hand, or the only one. */
function meant(what: string, { pages: all }: Listed, hand: string | undefined): readonly Page[] {
  const said = wordsIn(what).filter(
    (word) =>
      !isStopWord(word) &&
      !isDeterminer(word) &&
      !pageWord.test(word) &&
      !/^(?:it|this|that|one)$/.test(word),
  );
  if (said.length > 0)
    return all.filter(({ title, slug }) => {
      const own = new Set([...wordsIn(title), ...wordsIn(slug.replaceAll("-", " "))]);
      return said.every((word) => own.has(word));
    });
  const here = all.filter(({ slug }) => slug === hand);
  return here.length > 0 || all.length !== 1 ? here : all;
}
