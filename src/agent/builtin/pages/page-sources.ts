import { connectorsIn, mentionsIn } from "../clauses.ts";
import { isDeterminer, isStopWord, nounOf, verbOf } from "../lexicon.ts";
import { tokenize } from "../tokens.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type Folded, foldedOf } from "./folded.ts";
import type { WantedChart, WantedSource } from "./page-order.ts";
import * as say from "./page-words.ts";

type Display = WantedSource["display"];

const displays: readonly Display[] = ["page", "bar", "line", "chart", "table", "figure"];
const anyDisplay = displays.map((kind) => `(?<${kind}>${say.displayWords[kind]})`).join("|");
const before = `(?:${say.article} )?(?:(?:simple|small|nice|live|sortable|searchable|big|einfache[ns]?) )*`;

/** `a dashboard of …`, `show me a table with …`. */
const head = new RegExp(
  `^(?<makes>${say.makes})${before}(?:${anyDisplay})(?: ,)? (?<how>${say.showing}) (?<what>.+)$`,
);
/** `a HubSpot deals dashboard`. */
const named = new RegExp(
  `^(?<makes>${say.makes})(?:${say.article} )?(?<what>(?!${say.article} )\\S+(?: \\S+){0,4}?) (?:${anyDisplay})$`,
);
/** `show … in a table`, `… as a bar chart`. */
const tail = new RegExp(
  `^(?<what>.+?)(?: ,)? (?<how>${say.into}) ${before}(?:\\S+ )?(?:${anyDisplay})$`,
);
/** `, a chart of …` among what a page shows. */
const among = new RegExp(
  `(?:^|(?: ,)? (?:and |und |y |et |e )?)(?:${say.article} )(?:${anyDisplay}) (?<how>${say.showing}) `,
  "g",
);
/** What the rows of a chart are grouped by. */
const grouped =
  / (?:by|per|nach|pro|por|par|grouped by|gruppiert nach|agrupad[ao]s? por) (?<by>\S+(?: \S+)?)$/;

/** `it`, `put it`, `zeig es`: what was made last. */
const pronoun =
  /^(?:please |bitte )?(?:(?:show|display|put|see|have|make|zeige?|pack|muestra|pon|montre|affiche|mets|mostra|mostre|coloca|coloque)(?:-| )?(?:me |mir |moi )?)?(?:it|this|that|them|these|es|das|sie|lo|la|los|las|eso|ca|cela|le|les|isso|isto)$/;

/** `put my mails on a page`. */
const puts = /^(?:please |bitte )?(?:put|pack|pon|mets|coloca|coloque) /i;

/** That something is shown on it, whatever a tool has of that name. */
const surelyShows =
  /^(?:showing|that shows?|which shows?|to show|displaying|that displays?|listing|that lists?|zeigt|que muestre|que muestra|qui montre|qui affiche|qui liste|que mostre|que mostra)$/;

/** What a page shows, as far as the sentence asks for one; with `isPage` it is one whatever is said. */
export function sourcesOf(
  prompt: string,
  vocabulary: Vocabulary,
  isPage: boolean,
): readonly WantedSource[] | undefined {
  const folded = foldedOf(prompt.replace(/^[ ,]+|[ ,]+$/g, ""));
  const found = shownIn(folded, vocabulary) ?? (isPage ? bare(folded) : undefined);
  if (!found) return undefined;
  const whole = withAspects(found);
  const parts = whole.display === "page" ? splitDisplays(whole) : [whole];
  return parts.flatMap((part) => splitTools(part, vocabulary)).map(withGroup);
}

function shownIn(folded: Folded, vocabulary: Vocabulary): WantedSource | undefined {
  const { text, raw } = folded;
  for (const form of [head, tail, named]) {
    const match = new RegExp(form, "d").exec(text);
    if (!match?.groups) continue;
    const { what = "", how = "", makes = "" } = match.groups;
    const display = displayOf(match.groups);
    const [from = 0, to = 0] = match.indices?.groups?.["what"] ?? [];
    const shows = form === tail ? say.shows.test(`${what} `) : say.shows.test(makes);
    const said = { display, word: match.groups[display] ?? "", how, shows, isTail: form === tail };
    if (pronoun.test(what)) return { words: "it", display };
    if (!what || !isMeant(said, text, what, form === named, vocabulary)) continue;
    return { words: raw(from, to).replace(puts, ""), display };
  }
  return undefined;
}

/** `open deals`, where a button or a form says that it is a page. */
function bare({ text, raw }: Folded): WantedSource | undefined {
  if (text === "" || !/\S/.test(text)) return undefined;
  const words = raw(0, text.length);
  const makes = new RegExp(
    `^${say.makes}(?:${say.article} )?(?:(?:${say.displayWords.page})(?: (?:with|mit|con|avec|com))?)?$`,
  );
  return makes.test(text) || makes.test(`${text} `) ? undefined : { words, display: "table" };
}

/** Before something more that is shown of the same rows. */
const further = "(?: ,)? (?:(?:and|with|plus|including|und|mit|sowie|y|con|et|avec|e|com) )?";
const their =
  "(?:(?:their|its|the|a|an|ihre[nrm]?|die|der|das|ein|eine|einem|su|sus|el|la|un|una|leurs?|le|les|une|o|os|um|uma|seu|seus) )?";
const ofThem =
  "(?: (?:of|for|von|de|des|d[aeo]s) (?:them|these|all|ihnen|ellos|ellas|elles|eles|elas))?";
const totals = new RegExp(
  `${further}${their}(?:(?:grand )?totals?(?: (?:amount|value|sum|number))?|sum|count|number|summe|gesamtsumme|anzahl|suma|somme|soma|nombre|numero)${ofThem}$`,
);
const chartBy = new RegExp(
  `${further}${their}(?:(?<bar>${say.displayWords.bar})|(?<line>${say.displayWords.line})|(?<chart>${say.displayWords.chart}))(?: (?:of|with|von|mit|de|des) (?:them|these|their (?<measure>\\S+)))? (?:by|per|nach|pro|por|par) ${their}(?<by>\\S+(?: (?!(?:and|with|plus|und|mit|y|con|et|avec|e|com) )\\S+)?)$`,
);
const tableToo = new RegExp(`${further}${their}(?:${say.displayWords.table})${ofThem}$`);

/** `my deals, their total and a chart by stage`: what is said of the rows besides which they are. */
function withAspects(source: WantedSource): WantedSource {
  const charts: WantedChart[] = [];
  let { words, display } = source;
  if (display !== "page" && display !== "table") return source;
  for (;;) {
    const { text, raw } = foldedOf(words);
    const chart = chartBy.exec(text);
    const found = chart ?? totals.exec(text) ?? tableToo.exec(text);
    // Something has to be left that they are shown of.
    if (!found || found.index === 0)
      return { ...source, words, display, charts: charts.toReversed() };
    const { bar, line, measure, by = "" } = chart?.groups ?? {};
    if (chart) charts.push({ display: bar ? "bar" : line ? "line" : "chart", by, measure });
    else if (display === "table" && !tableToo.test(text)) display = "page";
    words = raw(0, found.index);
  }
}

interface SaidDisplay {
  readonly display: Display;
  readonly word: string;
  readonly how: string;
  /** Its verb shows what is there. */
  readonly shows: boolean;
  readonly isTail: boolean;
}

/** Whether a page of ours is meant rather than a thing of a tool that has the same name. */
function isMeant(
  { display, word, how, shows, isTail }: SaidDisplay,
  text: string,
  what: string,
  isNamed: boolean,
  vocabulary: Vocabulary,
): boolean {
  const tokens = tokenize(what);
  // `in a table in Notion`, `a chart in the sheet`
  if (
    new RegExp(
      `${word} (?:in|on|to|into|inside|of|auf|en|dans|em|no|na) (?:${say.article} )?(?:\\S+ )?(?:sheet|spreadsheet|doc|document|notion|slack|drive|slides?|deck|presentation)`,
    ).test(text) &&
    !isTail &&
    display !== "page"
  )
    return false;
  const writes =
    isTail &&
    tokens.some(({ kind, norm }, index) => kind === "word" && index < 2 && isWriting(norm));
  if (writes && !(display === "page" && puts.test(what) && !isOfTool(text, word, vocabulary)))
    return false;
  if (say.strongPage.test(word)) return true;
  if (isTail) {
    const verb = verbOf(tokens[0]?.norm ?? "");
    return (
      shows ||
      puts.test(what) ||
      verb === undefined ||
      verb === "read" ||
      verb === "search" ||
      say.shows.test(`${what} `)
    );
  }
  const isToolThing = isOfTool(text, word, vocabulary);
  const last = tokens.at(-1)?.norm ?? "";
  if (isNamed && (isDeterminer(last) || /^(?:in|as|en|dans|em|als|on)$/.test(last))) return false;
  if (isNamed)
    return !isToolThing && display !== "figure" && tokens.some(({ norm }) => !isStopWord(norm));
  if (display === "page")
    return surelyShows.test(how) || (!isToolThing && !/^(?:from|on|auf|sur|in)$/.test(how));
  return (
    !isToolThing ||
    shows ||
    surelyShows.test(how) ||
    !/(?:create|make|add|insert|build|erstelle?|crea\w*|cree\w*|cri[ae]\w*)/.test(
      text.split(" ")[0] ?? "",
    )
  );
}

/** Whether a tool that is named has such things itself. */
function isOfTool(text: string, word: string, vocabulary: Vocabulary): boolean {
  const tools = connectorsIn(tokenize(text), vocabulary);
  return vocabulary.connectors.some(
    ({ id, things }) => tools.includes(id) && things.has(nounOf(word)),
  );
}

function isWriting(word: string): boolean {
  const verb = verbOf(word);
  return (
    verb !== undefined &&
    verb !== "read" &&
    verb !== "search" &&
    verb !== "export" &&
    !isStopWord(word)
  );
}

function displayOf(groups: Readonly<Record<string, string | undefined>>): Display {
  return displays.find((kind) => groups[kind] !== undefined) ?? "page";
}

/** `a chart of deals by stage and a table of contacts`. */
function splitDisplays(source: WantedSource): readonly WantedSource[] {
  const { text, raw } = foldedOf(source.words);
  const found = [...text.matchAll(among)];
  if (found.length === 0) return [source];
  const first = text.slice(0, found[0]?.index ?? 0).trim();
  const parts = found.map((match, index): WantedSource => {
    const from = match.index + match[0].length;
    const to = found[index + 1]?.index ?? text.length;
    return { words: raw(from, to), display: displayOf(match.groups ?? {}) };
  });
  return first ? [{ ...source, words: raw(0, found[0]?.index ?? 0) }, ...parts] : parts;
}

const joint = /(?: ,)? (?:and|und|y|et|e) /g;

/** `my TikTok followers and open HubSpot deals`: each tool has a function of its own. */
function splitTools(source: WantedSource, vocabulary: Vocabulary): readonly WantedSource[] {
  const { text, raw } = foldedOf(source.words);
  const places = [...text.matchAll(joint)].map(({ index, 0: found }) => ({
    from: index,
    to: index + found.length,
  }));
  const cuts = [{ from: 0, to: 0 }, ...places];
  const parts = cuts.map(({ to }, index) => raw(to, cuts[index + 1]?.from ?? text.length));
  const tools = parts.map(
    (part) => new Set(mentionsIn(tokenize(part), vocabulary).map(({ connector }) => connector)),
  );
  if (parts.length < 2 || tools.some(({ size }) => size === 0)) return [source];
  const [first = new Set()] = tools;
  const differ = tools.some((own) => [...own].some((tool) => !first.has(tool)));
  return differ ? parts.map((words) => ({ ...source, words })) : [source];
}

function withGroup(source: WantedSource): WantedSource {
  if (!/^(?:bar|line|chart)$/.test(source.display)) return source;
  const { text, raw } = foldedOf(source.words);
  const match = new RegExp(grouped, "d").exec(text);
  if (!match) return source;
  const [from = 0, to = 0] = match.indices?.groups?.["by"] ?? [];
  return { ...source, words: raw(0, match.index), by: raw(from, to) };
}
