import type { Choice } from "./choose.ts";
import type { Clause } from "./clauses.ts";
import { fill, type KnownStep } from "./fill.ts";
import { isStopWord, nounOf, pointsBack } from "./lexicon.ts";
import type { Slot } from "./slots.ts";
import type { Field, KnownOperation, Vocabulary } from "./vocabulary.ts";

/** A call that is made for each thing that another one finds. */
export interface ForEach {
  readonly finder: KnownOperation;
  /** Values that say what is looked for. */
  readonly criteria: readonly Slot[];
  /** The input that takes the id of each. */
  readonly field: Field;
}

/**
 * `mark all mails from x as read`, `archive the open tasks`: an operation wants an id, and what is
 * given tells which things are meant, so they are found first.
 */
export function foundFirst(
  { operation, filling }: Choice,
  clause: Clause,
  vocabulary: Vocabulary,
): ForEach | undefined {
  const field = filling.missing.find(isId);
  if (!field || operation.kind === "read") return undefined;
  const found = findersOf(operation, vocabulary).map((finder) => ({
    finder,
    criteria: fill(finder, filling.unused).used.filter(({ sure }) => sure),
  }));
  const best = found.toSorted((one, other) => other.criteria.length - one.criteria.length)[0];
  if (!best || best.criteria.length < filling.unused.filter(({ sure }) => sure).length)
    return undefined;
  return best.criteria.length > 0 || saysAll(clause) ? { ...best, field } : undefined;
}

/** `list mails with their subjects`: what a list has only ids of is read one by one. */
export function detailsOf(
  { operation }: Choice,
  { tokens }: Clause,
  vocabulary: Vocabulary,
): { readonly reader: KnownOperation; readonly field: Field } | undefined {
  const { items } = operation;
  const details = detailsOfList(operation, vocabulary);
  if (!items || !details) return undefined;
  const words = tokens.filter(({ kind, norm }) => kind === "word" && !isStopWord(norm));
  const said = new Set(words.map(({ norm }) => nounOf(norm)));
  const adds = details.reader.members.some(
    (member) => said.has(member) && !items.members.includes(member) && member !== items.key,
  );
  return adds ? details : undefined;
}

/** The call that reads one of what a list has the ids of. */
export function detailsOfList(
  operation: KnownOperation,
  vocabulary: Vocabulary,
): { readonly reader: KnownOperation; readonly field: Field } | undefined {
  if (operation.items?.key === undefined) return undefined;
  for (const reader of vocabulary.operations) {
    const needs = reader.fields.filter(({ required }) => required);
    const [field] = needs;
    const isReader =
      reader.connector === operation.connector &&
      reader.kind === "read" &&
      field !== undefined &&
      needs.length === 1 &&
      isId(field) &&
      reader.titleNouns[0] === operation.titleNouns[0];
    if (isReader) return { reader, field };
  }
  return undefined;
}

/** The steps after `finder` was written as a step: one call for each that it found. */
export function eachOf(
  known: KnownStep,
): { readonly forEach: string; readonly id: string } | undefined {
  const { items } = known.operation;
  if (items?.key === undefined) return undefined;
  return { forEach: `\${${known.step.id}.${items.path}}`, id: `\${item.${items.key}}` };
}

/**
 * `list my mails … and archive them`: for each of what was listed before. The last list of the same
 * tool that is of such things counts.
 */
export function eachBefore(
  { operation, filling }: Pick<Choice, "operation" | "filling">,
  clause: Clause,
  earlier: readonly KnownStep[],
): { readonly forEach: string; readonly id: string; readonly field: Field } | undefined {
  const field = filling.missing.find(isId);
  if (!field || operation.kind === "read" || !saysThem(clause)) return undefined;
  const list = earlier.findLast(
    ({ operation: { connector, kind, titleNouns }, step }) =>
      connector === operation.connector &&
      kind === "read" &&
      step.forEach === undefined &&
      titleNouns.some((noun) => operation.nouns.has(noun)),
  );
  const each = list && eachOf(list);
  return each && { ...each, field };
}

/** `them`, `each of those`, `archívalos`: several things that were there before. */
function saysThem({ tokens }: Clause): boolean {
  return tokens.some(
    ({ norm, kind }) =>
      kind === "word" &&
      (/^(?:them|these|those|each|all|sie|diese|alle|jede[nrs]?|los|las|estos|estas|todos|todas|cada|les|tous|toutes|chacune?|eles|elas)$/.test(
        norm,
      ) ||
        (norm.endsWith("s") && pointsBack(norm))),
  );
}

/** `all`, `every`: said of things that nothing else tells apart. */
function saysAll({ tokens }: Clause): boolean {
  return tokens.some(
    ({ norm, kind }) =>
      kind === "word" &&
      /^(?:all|every|each|alle|jede|jeden|jedes|todos|todas|tous|toutes|cada|chaque)$/.test(norm),
  );
}

function isId({ kind, name }: Field): boolean {
  return kind === "ref" || name === "id";
}

function findersOf(
  operation: KnownOperation,
  { operations }: Vocabulary,
): readonly KnownOperation[] {
  const [thing] = operation.titleNouns;
  return operations.filter(
    ({ connector, kind, items, titleNouns, fields }) =>
      connector === operation.connector &&
      kind === "read" &&
      items?.key !== undefined &&
      !fields.some(({ required }) => required) &&
      titleNouns.some((noun) => noun === thing || operation.titleNouns.includes(noun)),
  );
}
