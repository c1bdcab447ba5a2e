import { isEverydayWord } from "./typos.ts";
import { connectorsIn } from "./clauses.ts";
import { everydayWords, isStopWord, verbOf, wordsIn } from "./lexicon.ts";
import { type Fact, facts } from "./product-facts.ts";
import { type Concept, concepts, type Words } from "./question-words.ts";
import { missingServices } from "./refuse.ts";
import { editDistance, fold } from "./text.ts";
import { type Token, tokenAt } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A message as the rules of questions read it. */
export interface Said {
  /** Without greetings and fillers at its beginning. */
  readonly words: readonly string[];
  readonly concepts: ReadonlySet<Concept>;
  /** Ids of facts whose words it says. */
  readonly facts: ReadonlySet<string>;
  readonly tools: readonly string[];
  readonly missing: readonly string[];
  readonly scope: string | undefined;
  readonly versions: readonly number[];
  /** Whether all data that it speaks of are also words for a tool: `my calendar`, `emails`. */
  readonly isThingTool: boolean;
  /** What is neither a word of asking nor a name of a tool. */
  readonly rest: readonly string[];
  readonly hasMark: boolean;
  /** A few words that tell to do nothing. */
  readonly isShort: boolean;
  /** `change which …`, `can you send …`: whatever it asks, something is to be done. */
  readonly isOrder: boolean;
  readonly isGrant: boolean;
  /** Only the name of a tool, asked: `slack?`. */
  readonly isName: boolean;
  readonly isGreeting: boolean;
  readonly isThanks: boolean;
}

const fillers =
  /^(?:(?:hi|hello|hey|hallo|hola|ola|oi|bonjour|salut|there|ok|okay|so|and|but|umm+|uh|hm+|btw|also|please|pls|plz|wait|sorry|just|well|quick question|one question|question|just curious|curious|oh|y|pero|und|aber|et|mais|e|mas|por favor|bitte|svp|s il te plait|s il vous plait|i want to know|i would like to know|i d like to know|do you know|wondering|i wonder|no|thanks|thx|remind me) )+/;
/** `could you tell me which …` asks as `which …` does. */
const politely =
  /^(?:(?:can|could|would|will) (?:you|u) (?:please |pls )?|(?:me )?puedes |podrias |kannst du (?:mir )?(?:bitte )?|konntest du (?:mir )?|peux tu (?:me )?|pouvez vous (?:me )?|voce pode (?:me )?|pode (?:me )?)(?=(?:please |pls )?(?:tell|show|explain|list|describe|remind|say|decir|mostrar|ensenar|explicar|sagen|zeigen|erklaren|dire|montrer|expliquer|dizer|mostrar|explicar))/;
const openers =
  /^(?:(?:from|at|to|for|with) (?:what|which|whose)|(?:von|mit|auf) welche\w*|(?:de|con|desde) (?:que|cual)|(?:de|avec|depuis) quel\w*|(?:de|com) qual|compare|difference|vergleich\w*|compara\w*|what|whats|wat|which|wich|who|whos|whose|whom|why|how|when|where|wheres|can|could|does|do|did|is|are|isn|was|were|has|have|will|would|may|should|am|show|list|tell|explain|describe|see|view|give|let me|lemme|i want to see|i d like to see|help|que|cual\w*|quien\w*|de quien|donde|cuando|a que|como|por que|para que|cuant\w*|puedo|puede\w*|se puede|es|esta|estan|estoy|hay|tiene\w*|muestra\w*|ensena\w*|dime|explica\w*|lista\w*|ha|soporta\w*|was|welche\w*|wer|wem|wessen|wo|wofur|wozu|wann|warum|wieso|weshalb|wie|um wie|kann|kannst|darf|ist|sind|hat|habe\w*|gibt|lauft|lief|bin|funktioniert|unterstutz\w*|zeig\w*|liste\w*|erklar\w*|sag|quels?|quelles?|qui|a qui|quoi|qu|ou (?:est|sont|va|vont|se|tourne)|quand|pourquoi|a quelle|a quoi|comment|combien|est|puis|peux|peut|ca|c est|as tu|montre\w*|affiche\w*|dis|explique\w*|decri\w*|y a t il|qual|quais|o que|quem|onde|quando|quant\w*|posso|pode\w*|da pra|e possivel|tem|voce|ja|mostr\w*|exib\w*|diga|explique|descrev\w*)(?: |$)/;
/** `mon jeton est-il sûr`. */
const inverted = / (?:est il|est elle|sont ils|sont elles|a t il|a t elle) /;
const greeting =
  /^(?:hi|hello|hey|hallo|hola|bonjour|salut|ola|oi|good morning|good evening|help|ayuda|hilfe|aide|ajuda|start|what is this|who are you|what are you|what is patchbay|how does (?:this|it|patchbay) work|how do i start|what now)(?: there| me| patchbay| please)?$/;
const thanks =
  /^(?:ok |great |cool |perfect |super )?(?:thanks|thank you|thank u|thx|ty|danke|gracias|merci|obrigad[oa])(?: .{0,20})?$/;
/** `why not use …`, `what if it …`: a wish, asked. */
const suggests = /^(?:why not (?!work)|what if |how about |let s |why don t (?:you|we) )/;
/** `tell me when it fails`. */
const warns =
  /^(?:tell|let|notify|alert|inform|warn|sag|dime|avis\w*|dis|previens) (?:me |us |mir |moi |know )*(?:when|if|wenn|falls|si|cuando|quand|se|quando) /;
/** `give it full access`: rights are not given by a sentence. */
const grants =
  /^(?:give|grant|allow|gib|erlaube|dale|da le|permite|donne|autorise|libera) (?:it|him|them|the app|yourself|everything|all|full|me (?:full |all )?access)/;
const makes =
  /^(?:why (?:don t|not|can t) (?:you|we|u)? ?|why not |what if |how about |let s |(?:can|could|would|will) (?:you|u|we|it|this) (?:please |pls |also |maybe |just )?|(?:kannst du|konntest du|puedes|podrias|peux tu|pouvez vous|voce pode|pode) )(?<verb>\p{L}+)/u;

/** Whether a message asks, by how it begins or ends. */
export function isQuestionForm({ words, hasMark }: Said): boolean {
  const said = `${words.join(" ")} `;
  return hasMark || openers.test(said) || inverted.test(said);
}

const maxShort = 4;

export function saidIn(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  functions: readonly string[],
): Said {
  const names = new Set(functions.map(fold));
  const heard = tokens
    .filter(({ kind }) => kind !== "mark" && kind !== "break" && kind !== "url")
    .flatMap(({ raw }) => (names.has(fold(raw)) ? fold(raw) : fold(raw).split(/[\s'’.:/-]+/)))
    .filter(Boolean);
  const words = corrected(heard, vocabulary, names).flatMap(plainly);
  const full = words.join(" ").replaceAll("’", " ");
  const said = full
    .replace(fillers, "")
    .replace(politely, "")
    .replace(/^(?:please|pls) /, "");
  const kept = said.split(" ").filter(Boolean);
  const toolWords = vocabulary.connectors.flatMap((connector) => connector.words);
  const tools = toolsIn(kept, vocabulary);
  const ownWords = withoutNames(said, toolWords, tools.length > 0);
  const found = new Set<Concept>(
    matchers.filter(([, pattern]) => pattern.test(` ${ownWords} `)).map(([concept]) => concept),
  );
  if (kept.some((word) => names.has(word))) found.add("fn");
  const isThingTool =
    !found.has("thing") && things.test(` ${withoutNames(said, brands(toolWords), true)} `);
  if (isThingTool) found.add("thing");
  const verb = makes.exec(said)?.groups?.["verb"];
  const first = verbOf(kept[0] ?? "");
  // `run history`: as much a thing as something to do
  const tells = first !== "run" && isDoing(first);
  const isOrder =
    suggests.test(said) ||
    (warns.test(said) && found.has("fail")) ||
    (verb !== undefined && isDoing(verbOf(verb))) ||
    (tells && !openers.test(`${said} `));
  const missing = missingIn(tokens, ownWords, vocabulary);
  const hasMark = tokens.at(-1)?.norm === "?" || tokens.some(({ raw }) => raw === "¿");
  return {
    words: kept,
    concepts: found,
    facts: new Set(
      factMatchers
        .filter(([, has]) => has.test(` ${said} `) || has.test(` ${ownWords} `))
        .map(([id]) => id),
    ),
    tools,
    missing,
    scope: scopeIn(tokens),
    versions: Array.from(
      said.matchAll(
        /\b(?:versions?|versiones|versionen|versao|versoes|v|and|y|und|et|e|to|vs) ?(\d{1,4})\b/g,
      ),
      ([, number]) => Number(number),
    ).filter((number) => number > 0),
    isThingTool,
    rest: ownWords
      .split(" ")
      .filter(
        (word) => word !== "" && !names.has(word) && !isStopWord(word) && !asking.test(` ${word} `),
      ),
    hasMark,
    isShort: kept.length <= maxShort && kept.length > 1 && !tells,
    isOrder,
    isGrant: grants.test(said) && found.has("access") && (!found.has("thing") || isThingTool),
    isName: hasMark && kept.length <= 2 && found.size === 0 && tools.length + missing.length > 0,
    isGreeting: greeting.test(said) || greeting.test(full),
    isThanks: thanks.test(full),
  };
}

/** A verb that makes or changes something; to show or find is what answers do as well. */
function isDoing(meaning: string | undefined): boolean {
  return meaning !== undefined && meaning !== "read" && meaning !== "search";
}

const allWords: readonly (readonly [Concept, Words])[] = Object.keys(concepts)
  .filter((name): name is Concept => name in concepts)
  .map((name) => [name, concepts[name]]);
const matchers = allWords.map(([concept, words]) => [concept, patternOf(words)] as const);
const things = patternOf(concepts.thing);
/** Names that mean nothing but the tool. */
const brands = (toolWords: readonly string[]) =>
  toolWords.filter((word) => !things.test(` ${word} `));
const factMatchers = Object.entries(facts).flatMap(([id, fact]: [string, Fact]) =>
  fact.says ? [[id, patternOf(fact.says)] as const] : [],
);
/** Whether one word means a concept. */
export function means(word: string, concept: Concept): boolean {
  return matchers.some(([name, pattern]) => name === concept && pattern.test(` ${word} `));
}

/** Any word that a rule knows, but for those that say what is to be fetched. */
const asking = new RegExp(
  matchers
    .filter(([concept]) => concept !== "thing")
    .map(([, { source }]) => source)
    .join("|"),
  "u",
);

function patternOf(words: Words): RegExp {
  const parts = Object.values(words)
    .flatMap((list) => list.split("|"))
    .map((part) => part.replaceAll("*", String.raw`[\p{L}\p{N}]*`));
  return new RegExp(` (?:${parts.join("|")}) `, "u");
}

/** Single words of the tables, for reading `permisions` and `conected`. */
const candidates: readonly string[] = [
  ...new Set(
    [
      ...allWords.map(([, words]) => words),
      ...Object.values(facts).map((fact: Fact) => fact.says ?? {}),
    ]
      .flatMap((words) => Object.values(words))
      .flatMap((list) => list.split("|"))
      .flatMap((part) => part.split(" "))
      .map((part) => part.replace("*", ""))
      .filter((part) => part.length >= 5),
  ),
];
const right: ReadonlySet<string> = new Set([...everydayWords, ...candidates]);

/** `v2` as `version 2`, `Kalenderzugriff` as its parts, and what tools are called elsewhere. */
function plainly(word: string): readonly string[] {
  const number = /^v(\d+)$/.exec(word)?.[1];
  if (number !== undefined) return ["version", number];
  const [, tool, noun] =
    /^(\p{L}{4,}?)s?(zugriff|zugang|berechtigung(?:en)?|verbindung|konto)$/u.exec(word) ?? [];
  if (tool !== undefined && noun !== undefined) return [...plainly(tool), noun];
  return /^(?:kalenders?|calendario|calendrier)$/.test(word) ? ["calendar"] : [word];
}

function corrected(
  words: readonly string[],
  vocabulary: Vocabulary,
  names: ReadonlySet<string>,
): readonly string[] {
  const toolWords = vocabulary.connectors.flatMap(({ words: own }) => own.flatMap(wordsIn));
  const tools = new Set(toolWords);
  const targets = [...candidates, ...toolWords.filter((word) => word.length >= 5)];
  return words.map((word) => {
    const isKnown =
      word.length < 5 ||
      !/^\p{L}+$/u.test(word) ||
      right.has(word) ||
      tools.has(word) ||
      names.has(word) ||
      isStopWord(word) ||
      isEverydayWord(word) ||
      asking.test(` ${word} `) ||
      factMatchers.some(([, has]) => has.test(` ${word} `)) ||
      vocabulary.words.has(word);
    if (isKnown) return word;
    const limit = word.length >= 8 ? 2 : 1;
    const near = targets
      .filter((target) => target[0] === word[0] && Math.abs(target.length - word.length) <= limit)
      // `conecta` is another form of `conectado`, and right
      .filter((target) => !target.startsWith(word.slice(0, -1)))
      .map((target) => [target, editDistance(word, target, limit)] as const)
      .filter(([, distance]) => distance <= limit)
      .toSorted(([, left], [, other]) => left - other)[0];
    return near?.[0] ?? word;
  });
}

/** Connectors by name; a word that begins several ids, such as `google`, stands for all of them. */
function toolsIn(words: readonly string[], vocabulary: Vocabulary): readonly string[] {
  const asCorrected = words.map((word) => tokenAt("word", word, word, 0));
  const named = connectorsIn(asCorrected, vocabulary);
  if (named.length > 0) return named;
  return words.filter(
    (word) =>
      word.length > 3 &&
      vocabulary.connectors.filter(({ id }) => id !== word && id.startsWith(word)).length > 1,
  );
}

/** What is said without the names of tools: the `docs` of Google Docs are no documents. */
function withoutNames(said: string, toolWords: readonly string[], named: boolean): string {
  if (!named) return said;
  const longest = toolWords.toSorted((one, other) => other.length - one.length);
  return longest.reduce((text, word) => text.replaceAll(` ${word} `, " "), ` ${said} `).trim();
}

/** Services that the catalog has not, known ones and a name after a word of connecting. */
function missingIn(
  tokens: readonly Token[],
  said: string,
  vocabulary: Vocabulary,
): readonly string[] {
  const known = missingServices(tokens, vocabulary);
  if (known.length > 0) return known;
  const name =
    /(?:do you support|can (?:i|you|we|it|patchbay) (?:connect|integrate|work|talk)(?: (?:to|with))?|does (?:it|this|patchbay) (?:support|work with|connect to|integrate with)|do you (?:work|integrate|connect) (?:with|to)|soporta\w*|unterstutzt (?:du|ihr|patchbay)|kann ich|voce suporta|suporta|puedo conectar|puis je connecter|posso conectar)(?: an?| the| my| un| une| el| la| mi| mon| ma| o| a| meu| minha)? (?<name>\p{L}[\p{L}\p{N}]+)(?: verbinden| here| too)?$/u.exec(
      said,
    )?.groups?.["name"];
  if (name === undefined || isStopWord(name) || asking.test(` ${name} `) || right.has(name))
    return [];
  return [tokens.find(({ norm, raw }) => norm === name || fold(raw) === name)?.raw ?? name];
}

/** `files:write`, `drive.file`, `w_member_social`, or an address of Google's. */
function scopeIn(tokens: readonly Token[]): string | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "url" && token.value.includes("/auth/")) return token.value;
    if (token.kind !== "word") continue;
    let scope = token.raw;
    let end = token.end;
    for (let at = index + 1; tokens[at]?.raw === ":" && tokens[at]?.start === end; at += 2) {
      const part = tokens[at + 1];
      if (part?.kind !== "word" || part.start !== end + 1) break;
      scope += `:${part.raw}`;
      end = part.end;
    }
    if (/^[a-z][\w.]*:[\w.:]+$|^[a-z]+(?:[._][a-z]+)+$/.test(scope)) return scope;
  }
  return undefined;
}
