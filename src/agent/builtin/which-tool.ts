import type { Choice } from "./choose.ts";
import { chosenOption } from "./answer-values.ts";
import type { Clause } from "./clauses.ts";
import { fill, type KnownStep } from "./fill.ts";
import { nounOf } from "./lexicon.ts";
import type { OpenQuestion } from "./open-question.ts";
import type { Request } from "./request.ts";
import type { KnownOperation, Vocabulary } from "./vocabulary.ts";

/** The tool that was answered for a clause. */
export function chosenTool(
  { answers, vocabulary }: Pick<Request, "answers" | "vocabulary">,
  key: string,
): string | undefined {
  const said = answers.get(key);
  if (said === undefined) return undefined;
  const names = vocabulary.connectors.map(({ name }) => name);
  const name = chosenOption(names, said);
  return vocabulary.connectors.find((connector) => connector.name === name)?.id;
}

/**
 * Asks which tool is meant where others do the very same to the same thing, and none is named. What
 * is only read is not asked about: the wrong tool is seen at once, and nothing has changed there.
 */
export function whichTool(
  { operation, filling }: Choice,
  clause: Clause,
  request: Request,
  before: readonly KnownStep[],
): Omit<OpenQuestion, "key"> | undefined {
  if (operation.kind === "read") return undefined;
  const { vocabulary, connectors } = request;
  const rivals = rivalsOf(operation, vocabulary).filter(
    (rival) =>
      fill(rival, filling.used).used.length >= filling.used.filter(({ sure }) => sure).length,
  );
  if (rivals.length === 0) return undefined;
  const could = [operation, ...rivals].map(({ connector }) => connector);
  const known = before.some((step) => could.includes(step.operation.connector));
  const named = [...connectors, ...clause.connectors].some(
    (id) => could.includes(id) && isNamed(id, clause, request),
  );
  if (known || named) return undefined;
  const options = vocabulary.connectors
    .filter(({ id }) => could.includes(id))
    .map(({ name }) => name);
  const what = operation.title.charAt(0).toLowerCase() + operation.title.slice(1);
  return {
    question: `In which tool should I ${what}?`,
    options: options.slice(0, 6),
    wants: { kind: "choice" },
  };
}

/** Operations of other tools with the same verb and the same things in their titles. */
function rivalsOf(operation: KnownOperation, vocabulary: Vocabulary): readonly KnownOperation[] {
  const [thing = "", more] = operation.titleNouns;
  const isSame = (other: KnownOperation) =>
    sameVerb(other, operation) &&
    (other.titleNouns.join(" ") === operation.titleNouns.join(" ") ||
      (more === undefined && keeps(other, thing)));
  const found = vocabulary.operations.filter(
    (other) => other.connector !== operation.connector && isSame(other),
  );
  // one a tool
  return found.filter(
    (one, index) => found.findIndex(({ connector }) => connector === one.connector) === index,
  );
}

const makes: ReadonlySet<string> = new Set(["create", "add"]);

function sameVerb(one: KnownOperation, other: KnownOperation): boolean {
  return (
    one.titleVerb === other.titleVerb || (makes.has(one.titleVerb) && makes.has(other.titleVerb))
  );
}

/** Whether an operation on any kind of record suggests this kind. */
function keeps({ fields, titleNouns }: KnownOperation, thing: string): boolean {
  return (
    titleNouns.join(" ") === "record" &&
    fields.some(({ suggestions }) => suggestions.some((one) => nounOf(one.toLowerCase()) === thing))
  );
}

/** Whether the sentence says the tool's name, and not only what it holds: `contact` names no tool. */
function isNamed(id: string, clause: Clause, { prompt, vocabulary }: Request): boolean {
  const words = vocabulary.connectors.find((connector) => connector.id === id)?.words ?? [];
  const others = vocabulary.connectors.filter((connector) => connector.id !== id);
  const own = words.filter((word) => !others.some(({ things }) => things.has(nounOf(word))));
  const text = ` ${prompt.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return own.some((word) => text.includes(` ${word} `)) && clause.tokens.length > 0;
}
