import { type Command, commandOf } from "./commands.ts";
import { type Fact, type FactId, facts } from "./product-facts.ts";
import { isQuestionForm, means, type Said, saidIn } from "./question-forms.ts";
import { type QuestionKind, type Rule, rules } from "./question-rules.ts";
import type { Concept } from "./question-words.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Something to be answered, from data or from what is true of the product; nothing is built. */
export interface Question {
  readonly kind: QuestionKind;
  readonly fact: FactId | undefined;
  /** Connectors it names, or the beginning of their ids: `google`. */
  readonly tools: readonly string[];
  /** Tools it names that are not in the catalog. */
  readonly missing: readonly string[];
  /** A scope as the person wrote it: `files:write`. */
  readonly scope: string | undefined;
  /** Numbers of versions. */
  readonly versions: readonly number[];
}

/** What a message asks for besides making or changing a function. */
export type SideIntent =
  | Command
  | {
      readonly kind: "permissions-needed";
      readonly question: Question;
      /** What it would be needed for; empty where it is about what is there. */
      readonly task: readonly Token[];
    }
  | { readonly kind: "question"; readonly question: Question };

interface QuestionContext {
  readonly vocabulary: Vocabulary;
  readonly functions: readonly string[];
  readonly knowsFunction: boolean;
}

/** More words are a task, however it ends. */
const maxWords = 40;

/** Reads orders about the function at hand and questions; undefined where something is to be made. */
export function sideIntent(
  tokens: readonly Token[],
  context: QuestionContext,
): SideIntent | undefined {
  const command = commandOf(tokens, context.knowsFunction, context.functions);
  if (command && (command.kind !== "run" || command.dryRun)) return command;
  const question = questionOf(tokens, context);
  // `run history` runs nothing
  if (command && !question) return command;
  if (question?.kind === "needs")
    return { kind: "permissions-needed", question, task: taskOf(tokens, context) };
  return question && { kind: "question", question };
}

const goals: ReadonlySet<string> = new Set(
  "to for if when para pra por pour um zum fur si se wenn".split(" "),
);

/** What stands after `which permissions are needed to`, or between the words of asking. */
function taskOf(tokens: readonly Token[], { functions }: QuestionContext): readonly Token[] {
  if (tokens.some(({ raw }) => functions.includes(raw))) return [];
  const need = tokens.findIndex(({ norm }) => means(norm, "need"));
  const goal = tokens.findIndex(({ norm }, index) => index > need && goals.has(norm));
  return goal < 0
    ? tokens.filter(({ norm }) =>
        (["need", "access", "which", "does"] as const).every((concept) => !means(norm, concept)),
      )
    : tokens.slice(goal + 1);
}

/** `who can see my tokens?` is no wish to see one; `give it full access` has a reply of its own. */
export function isAskedFirst(tokens: readonly Token[], context: QuestionContext): boolean {
  const question = questionOf(tokens, context);
  return (
    question?.kind === "grant" ||
    (question?.fact !== undefined && isTokenFact(facts[question.fact]))
  );
}

const isTokenFact = ({ aboutTokens }: Fact) => aboutTokens === true;

/** Reads a question; undefined where the message is none. */
export function questionOf(
  tokens: readonly Token[],
  { vocabulary, functions }: QuestionContext,
): Question | undefined {
  if (tokens.length > maxWords * 2 || tokens.some(isData(functions))) return undefined;
  const said = saidIn(tokens, vocabulary, functions);
  if (said.words.length > maxWords) return undefined;
  const question = (kind: QuestionKind, fact?: FactId): Question => ({
    kind,
    fact,
    tools: said.tools,
    missing: said.missing,
    scope: said.scope,
    versions: said.versions,
  });
  if (said.isGreeting) return question("tools");
  if (said.isThanks) return question("thanks");
  if (isConnectOrder(said)) return question("connect");
  if (said.isGrant) return question("grant");
  if (said.isName) return question("tool");
  if (tellsWhen(said)) return undefined;
  const asks = isQuestionForm(said);
  const fact = factOf(said, asks);
  if (fact) return question("fact", fact);
  if (!asks && !said.isShort) return undefined;
  if (said.isOrder) return undefined;
  const rule = rules.find((one) => (asks || one.short === true) && applies(one, said));
  return rule && question(rule.kind);
}

/** `when I press Run` says when, `when does it run` asks. */
function tellsWhen({ words, hasMark }: Said): boolean {
  return (
    !hasMark && words[0] === "when" && /^(?:i|we|my|our|someone|somebody)$/.test(words[1] ?? "")
  );
}

/** A value of a tool's own: the message is about what is there. */
function isData(functions: readonly string[]): (token: Token) => boolean {
  const values = new Set([
    "channel",
    "id",
    "timestamp",
    "email",
    "soql",
    "range",
    "mention",
    "urn",
  ]);
  return ({ kind, value }) =>
    values.has(kind) ||
    (kind === "quote" && !functions.includes(value)) ||
    (kind === "url" && !value.includes("/auth/"));
}

function applies(rule: Rule, said: Said): boolean {
  const { all, any, none, names, own, noTool, bare, short } = rule;
  const has = (concept: Concept) =>
    said.concepts.has(concept) &&
    !(concept === "thing" && bare && said.isThingTool && said.tools.length === 1);
  if (!all.every(has) || (any && !any.some(has) && !(short && said.isShort)) || none?.some(has))
    return false;
  if (rule.kind === "tool" && said.rest.length > 3) return false;
  if (names === "tool" && said.tools.length === 0 && said.missing.length === 0) return false;
  if (names === "scope" && said.scope === undefined) return false;
  if (names === "version" && said.versions.length === 0) return false;
  if (noTool && (said.tools.length > 0 || said.missing.length > 0)) return false;
  const elsewhere = has("thing") || said.tools.length > 0 || said.missing.length > 0;
  return !own || has("fn") || !elsewhere;
}

function factOf(said: Said, asks: boolean): FactId | undefined {
  const ids = Object.keys(facts).filter((id): id is FactId => id in facts);
  return ids.find((id) => {
    const { all = [], none = [], order, anyVerb, bare }: Fact = facts[id];
    const isOrdered = order === true && said.rest.length <= 1;
    return (
      (asks || isOrdered) &&
      (said.facts.has(id) || !hasWords(facts[id])) &&
      all.every((concept) => said.concepts.has(concept)) &&
      !none.some((concept) => said.concepts.has(concept) && !(bare && said.isThingTool)) &&
      (order === true || anyVerb === true || !said.isOrder)
    );
  });
}

function hasWords({ says }: Fact): boolean {
  return says !== undefined;
}

/** `connect my slack`, `connect everything`: there is nothing to connect it for yet. */
function isConnectOrder({ words, rest, tools, concepts }: Said): boolean {
  return (
    /^(?:connect|link|hook|conecta|conectar|conecte|verbinde|verbinden|connecte|connecter|connectez|relie)$/.test(
      words[0] ?? "",
    ) &&
    rest.every((word) => word === "hook" || word === "up") &&
    (tools.length > 0 || concepts.has("everything") || words.length <= 3)
  );
}
