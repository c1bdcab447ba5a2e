import { mentionsIn } from "../clauses.ts";
import { nounOf, verbOf, wordsIn } from "../lexicon.ts";
import { tokenize } from "../tokens.ts";
import type { KnownOperation, Vocabulary } from "../vocabulary.ts";
import type { Flow } from "../../../flow/schema.ts";

/** Where the rows of a table come from. */
export interface RowTool {
  readonly connector: string;
  readonly name: string;
  /** What a row is: `deal`. */
  readonly thing: string;
}

/** The tool that the rows of a source come from. */
export function rowToolOf(
  { steps }: Flow,
  { operations, connectors }: Vocabulary,
): RowTool | undefined {
  const operation = operations.find(({ id }) => id === steps.at(-1)?.use);
  const connector = connectors.find(({ id }) => id === operation?.connector);
  const [thing] = operation?.titleNouns ?? [];
  return operation && connector && thing
    ? { connector: connector.id, name: connector.name, thing }
    : undefined;
}

const pronoun =
  /(?<!\S)(?:one|it|this|that|them|these|eine[nsr]?|es|sie|uno|una|lo|la|un|une|le|um|uma|o|a)(?!\S)/i;

export const withoutPronoun = (words: string): string =>
  words.replace(pronoun, "").replaceAll(/\s+/g, " ").trim();

/** `marks one` → `mark one`, as an order. */
export function asOrder(words: string): string {
  const [first = "", ...rest] = words.split(" ");
  const plain = first.replace(/s$/, "");
  return verbOf(plain.toLowerCase()) === undefined ? words : [plain, ...rest].join(" ");
}

/** `marks one as done` → `mark the row as done in Notion`. */
export function atRow(words: string, { thing, name }: RowTool): string {
  const order = asOrder(words);
  return `${pronoun.test(order) ? order.replace(pronoun, `the ${thing}`) : order} in ${name}`;
}

/**
 * Whether the words say themselves which tool does it: by its name, a sign or something that the
 * tool of the rows has not.
 */
export function saysTool(
  words: string,
  flow: Flow | undefined,
  rows: RowTool,
  vocabulary: Vocabulary,
): boolean {
  const tokens = tokenize(words);
  if (mentionsIn(tokens, vocabulary).length > 0) return true;
  const step = flow?.steps.at(-1);
  const operation = vocabulary.operations.find(({ id }) => id === step?.use);
  if (!step || !operation) return false;
  const { connector } = operation;
  if (connector === rows.connector) return !isEmpty(operation, Object.keys(step.with));
  const thingsOf = (tool: string) =>
    new Set(
      vocabulary.operations
        .filter((one) => one.connector === tool)
        .flatMap((one) => one.titleNouns),
    );
  return tokens.some(
    ({ kind, norm }) =>
      kind === "word" &&
      !pronoun.test(norm) &&
      thingsOf(connector).has(nounOf(norm)) &&
      !thingsOf(rows.connector).has(nounOf(norm)),
  );
}

/** Whether a flow does something to a row: with its tool, to such a thing, and not without saying what. */
export function doesToRow(
  { steps }: Flow,
  { connector, thing }: RowTool,
  { operations }: Vocabulary,
): boolean {
  const step = steps.at(-1);
  const operation = operations.find(({ id }) => id === step?.use);
  if (!step || !operation || operation.kind === "read") return false;
  return (
    steps.every(({ use }) => use.startsWith(`${connector}.`)) &&
    wordsIn(operation.title).map(nounOf).includes(thing) &&
    !isEmpty(operation, Object.keys(step.with))
  );
}

/** A change takes more than which one is changed. */
function isEmpty({ titleVerb }: KnownOperation, given: readonly string[]): boolean {
  return titleVerb === "update" && given.length < 2;
}
