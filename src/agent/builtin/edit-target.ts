import type { Flow, FlowStep } from "../../flow/schema.ts";
import { connectorsIn } from "./clauses.ts";
import { knownSteps } from "./edit-context.ts";
import { fieldsNamed } from "./edit-fields.ts";
import { plainText, valuesIn } from "./edit-values.ts";
import { ordinals } from "./edit-words.ts";
import type { KnownStep } from "./fill.ts";
import { isKnownNoun, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import type { Token } from "./tokens.ts";
import type { Field } from "./vocabulary.ts";

/** What somebody does who is doing it: `marking` → `mark`. */
export function doingOf(word: string): string | undefined {
  const stem = /^(\p{L}{3,})ing$/u.exec(word)?.[1];
  return (
    verbOf(word) ??
    (stem === undefined
      ? undefined
      : (verbOf(stem) ?? verbOf(`${stem}e`) ?? verbOf(stem.slice(0, -1))))
  );
}

/** The steps that words name by tool, thing, verb, id, value or place; none where they name none. */
export function namedSteps(
  flow: Flow,
  tokens: readonly Token[],
  request: Pick<Request, "vocabulary">,
): readonly KnownStep[] {
  const steps = knownSteps(flow, request);
  const connectors = connectorsIn(tokens, request.vocabulary);
  const place = tokens.map(({ norm }) => ordinals.get(norm)).find((one) => one !== undefined);
  const scored = steps.map((known) => ({
    known,
    score: closeness(known, tokens, connectors),
  }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const named =
    best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ known }) => known);
  if (place === undefined) return named;
  const among =
    named.length > 1 ? named : named.length === 1 ? named : saysStep(tokens) ? steps : [];
  const one = among.at(place);
  return one ? [one] : named;
}

const stepWords = /^(?:steps?|schritte?|pasos?|etapes?|passos?|one|eine|uno|una|parts?|action)$/;

export function saysStep(tokens: readonly Token[]): boolean {
  return tokens.some(({ norm }) => stepWords.test(norm));
}

/** `contato` and `contact`, `documento` and `document`. */
function isCognate(word: string, noun: string): boolean {
  return (
    word !== noun && word.length > 4 && noun.length > 4 && word.slice(0, 5) === noun.slice(0, 5)
  );
}

/** `the sheet` is the step that writes to one. */
function holds(step: FlowStep, [field]: readonly Field[]): boolean {
  return field?.kind === "ref" && field.name in step.with;
}

function closeness(
  { step, operation }: KnownStep,
  tokens: readonly Token[],
  connectors: readonly string[],
): number {
  const words = tokens.filter(({ kind, norm }) => kind === "word" && !isStopWord(norm));
  const literals = valuesIn(tokens).filter(({ value }) =>
    Object.values(step.with).some(
      (entry) =>
        plainText(entry) === value ||
        (Array.isArray(entry) && entry.some((one) => plainText(one) === value)),
    ),
  );
  const things = new Set(words.map(({ norm }) => nounOf(norm)));
  const verbs = new Set(
    words.flatMap(({ norm }) => (isKnownNoun(norm) ? [] : (doingOf(norm) ?? []))),
  );
  return (
    [...things].reduce((sum, noun) => sum + (operation.nouns.get(noun) ?? 0), 0) +
    [...verbs].filter((verb) => operation.verbs.has(verb)).length +
    (words.some(({ norm }) => operation.titleNouns.some((noun) => isCognate(norm, noun))) ? 1 : 0) +
    (words.some(({ norm }) => norm === step.id.toLowerCase()) ? 3 : 0) +
    (connectors.includes(operation.connector) ? 4 : 0) +
    4 * literals.length +
    (words.some((word) => holds(step, fieldsNamed(word, operation))) ? 1.5 : 0)
  );
}
