import type { Flow, FlowInput, FlowValue } from "../../flow/schema.ts";
import { type Change, type Piece, knownSteps } from "./edit-context.ts";
import { doingOf, namedSteps } from "./edit-target.ts";
import { setValue, valuesIn } from "./edit-values.ts";
import { onlyWords } from "./edit-words.ts";
import { fromEarlier, type KnownStep } from "./fill.ts";
import { isDoubleWord, isKnownNoun, nounOf } from "./lexicon.ts";
import { asField, inputFor, inputName } from "./open-fields.ts";
import type { Request } from "./request.ts";
import { lowerFirst } from "./text.ts";
import type { Token } from "./tokens.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

type Lexis = Pick<Request, "vocabulary">;

/** Things that operations bring words for in English alone. */
const thingWords: Readonly<Record<string, string>> = {
  entwurf: "draft",
  entwurfe: "draft",
  borrador: "draft",
  brouillon: "draft",
  rascunho: "draft",
  papierkorb: "trash",
  papelera: "trash",
  corbeille: "trash",
  lixeira: "trash",
};

/** `update instead of creating`, `as a draft, don't send`: the same step by another operation. */
export function swaps(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const asThing = piece.tokens.some(
    ({ norm }, index) =>
      /^(?:as|als|como|comme|en|em)$/.test(norm) &&
      isThing(piece.tokens.slice(index + 1, index + 4)),
  );
  if (piece.old.length === 0 && !piece.instead && !asThing) return undefined;
  // values say what else is to be written, not how
  if (!asThing && valuesIn([...piece.tokens, ...piece.old]).length > 0) return undefined;
  const target = targetOf(flow, piece, request);
  if (!target) return undefined;
  const operation = otherOperation(target, piece, request);
  // `no pin, only the reaction`: that one stays
  if (!operation || flow.steps.some(({ use }) => use === operation.id)) return undefined;
  const { step, inputs } = carriedOver(flow, target, operation, request);
  return {
    flow: {
      ...flow,
      inputs: { ...flow.inputs, ...inputs },
      steps: flow.steps.map((one) => (one.id === step.id ? step : one)),
    },
    said: [`instead of “${target.operation.title}” it does this: ${lowerFirst(operation.title)}`],
  };
}

function isThing(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ norm }) => norm in thingWords || norm === "draft" || norm === "drafts" || norm === "reply",
  );
}

function targetOf(flow: Flow, piece: Piece, request: Lexis): KnownStep | undefined {
  const named = piece.old.length > 0 ? namedSteps(flow, piece.old, request) : [];
  if (named.length > 0) return named.at(-1);
  if (piece.old.length > 0) return undefined;
  return knownSteps(flow, request).findLast(
    ({ operation }) =>
      operation.kind !== "read" &&
      (piece.connectors.length === 0 || piece.connectors.includes(operation.connector)),
  );
}

/** An operation of the same tool whose verb or thing is said, and that the one at hand is not. */
function otherOperation(
  { operation: before, step }: KnownStep,
  piece: Piece,
  request: Lexis,
): KnownOperation | undefined {
  const words = piece.tokens
    .filter(({ kind, norm }) => kind === "word" && !onlyWords.has(norm))
    .map(({ norm }) => norm);
  const named = new Set(
    request.vocabulary.operations.flatMap(({ connector, titleNouns }) =>
      connector === before.connector ? titleNouns : [],
    ),
  );
  // `as a draft`: what the tool has as a thing is not drafted
  const isNoun = (word: string) =>
    isKnownNoun(word) || (isDoubleWord(word) && named.has(nounOf(word)));
  const verbs = new Set(words.flatMap((word) => (isNoun(word) ? [] : (doingOf(word) ?? []))));
  const things = new Set(words.map((word) => thingWords[word] ?? nounOf(word)));
  const score = (operation: KnownOperation) => {
    const carries = operation.fields.filter(
      ({ name, required }) => required && name in step.with,
    ).length;
    const said =
      3 * (verbs.has(operation.titleVerb) ? 1 : 0) +
      ([...verbs].some((verb) => operation.verbs.has(verb)) ? 1 : 0) +
      2 * operation.titleNouns.filter((noun) => things.has(noun)).length;
    const about = operation.titleNouns.filter((noun) => before.titleNouns.includes(noun)).length;
    const needed = operation.fields.filter(
      ({ required, name }) => required && !(name in step.with),
    ).length;
    return said === 0 ? 0 : said + about + carries / 4 - needed / 2;
  };
  // what is said must tell the two apart
  const own = score(before);
  const others = request.vocabulary.operations
    .filter(
      ({ connector, id, kind }) =>
        connector === before.connector && id !== before.id && kind !== "read",
    )
    .map((operation) => ({ operation, score: score(operation) }))
    .toSorted((one, other) => other.score - one.score);
  const [best] = others;
  const saysVerb = verbs.size > 0 || piece.old.length > 0 || things.has("draft");
  return saysVerb && best && best.score >= 2 && best.score > own ? best.operation : undefined;
}

function carriedOver(
  flow: Flow,
  { step, operation: before }: KnownStep,
  operation: KnownOperation,
  request: Lexis,
) {
  const inputs: Record<string, FlowInput> = {};
  const at = flow.steps.findIndex(({ id }) => id === step.id);
  const ids = new Set(flow.steps.slice(0, at).map(({ id }) => id));
  const earlier = knownSteps(flow, request).filter((one) => ids.has(one.step.id));
  const values: Record<string, FlowValue> = {};
  for (const field of operation.fields) {
    const value = step.with[field.name] ?? sameKind(before, step.with, field);
    if (value !== undefined) values[field.name] = value;
    else if (field.required) {
      const linked = field.kind === "text" ? undefined : fromEarlier(field, earlier);
      const name = inputName(field);
      if (linked === undefined) inputs[name] = flow.inputs[name] ?? inputFor(field, operation);
      values[field.name] = linked ?? asField(field, `\${inputs.${name}}`);
    }
  }
  return { step: { ...step, use: operation.id, with: values }, inputs };
}

/** The value of the one field of that kind that the operation before had. */
function sameKind(
  before: KnownOperation,
  values: Readonly<Record<string, FlowValue>>,
  field: Field,
): FlowValue | undefined {
  if (!field.required || field.kind === undefined || field.kind === "ref") return undefined;
  const given = before.fields.filter(({ kind, name }) => kind === field.kind && name in values);
  return given.length === 1 && given[0] ? values[given[0].name] : undefined;
}

/** `reply in the thread`: to the message before, or to one that the caller names. */
export function repliesInThread(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const says = piece.tokens.some(({ norm, kind }) => kind === "word" && nounOf(norm) === "thread");
  if (!says) return undefined;
  const known = knownSteps(flow, request).findLast(({ operation }) =>
    operation.fields.some(({ kind }) => kind === "thread"),
  );
  const field = known?.operation.fields.find(({ kind }) => kind === "thread");
  if (!known || !field || field.name in known.step.with) return undefined;
  const at = flow.steps.findIndex(({ id }) => id === known.step.id);
  const ids = new Set(flow.steps.slice(0, at).map(({ id }) => id));
  const linked = fromEarlier(
    field,
    knownSteps(flow, request).filter(({ step }) => ids.has(step.id)),
  );
  const name = inputName(field);
  const inputs =
    linked === undefined
      ? { ...flow.inputs, [name]: inputFor(field, known.operation) }
      : flow.inputs;
  return {
    flow: setValue({ ...flow, inputs }, known.step.id, field.name, linked ?? `\${inputs.${name}}`),
    said: [
      linked === undefined
        ? `it answers in the thread that \`${name}\` names`
        : "it answers in the thread of the message before",
    ],
  };
}
