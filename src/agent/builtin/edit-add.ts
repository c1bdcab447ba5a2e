import { formatTemplate, mapTexts, parseTemplate, pathsIn } from "../../flow/paths.ts";
import type { Flow, FlowStep } from "../../flow/schema.ts";
import { type Choice, chooseOperation } from "./choose.ts";
import { type Clause, clauseOf } from "./clauses.ts";
import { compose } from "./compose.ts";
import { type Change, type Piece, knownSteps } from "./edit-context.ts";
import { mainText } from "./edit-fields.ts";
import { withoutLightVerb } from "./edit-pieces.ts";
import { positionOf } from "./edit-position.ts";
import { inputIn, valuesIn } from "./edit-values.ts";
import { alsoWords, fillerWords, ratherWords } from "./edit-words.ts";
import { type KnownStep, reachableKinds } from "./fill.ts";
import { isDeterminer } from "./lexicon.ts";
import type { Request } from "./request.ts";
import { nounsOf } from "./said.ts";
import { slotsOf } from "./slots.ts";
import { lowerFirst } from "./text.ts";
import type { Token } from "./tokens.ts";

/** What a piece would be as a step of its own, with the words left out that only say where it goes. */
export interface Addition {
  readonly clause: Clause;
  readonly choice: Choice;
  /** Position in the flow. */
  readonly at: number;
}

/** Reads a piece as a new step. */
export function additionOf(flow: Flow, piece: Piece, request: Request): Addition | undefined {
  const { tokens, at } = positionOf(flow, piece.tokens, request);
  const said = withoutCues(tokens, request);
  const clause = { ...said, verbs: said.verbs.filter((verb) => piece.verbs.includes(verb)) };
  const steps = knownSteps(flow, request);
  const choose = (one: Clause) =>
    chooseOperation(
      one,
      slotsOf(one, piece.once, request.moment, request.vocabulary),
      request.vocabulary,
      {
        named: one.connectors,
        earlier: steps.map(({ operation }) => operation),
        reachable: reachableKinds(steps.slice(0, at)),
        reacts: false,
      },
    );
  // `add it to slack #todo`: what is added to a channel is said there
  const values = valuesIn(clause.tokens);
  const tells =
    clause.verbs[0] === "add" &&
    values.length > 0 &&
    values.every(({ kind }) => kind === "channel");
  const choice = choose(clause);
  const isSaid = choice?.operation.titleNouns.some((noun) =>
    nounsOf(clause, request.vocabulary).includes(noun),
  );
  if (tells && !isSaid) {
    const told = { ...clause, verbs: ["send"] };
    const telling = choose(told);
    if (telling) return { clause: told, choice: telling, at };
  }
  const isBare = clause.verbs.length === 0 && clause.connectors.length > 0;
  if (choice || !isBare || values.length === 0) return choice && { clause, choice, at };
  // `then a google task "call"`: what is named is made
  const made = { ...clause, verbs: ["create"] };
  const creation = choose(made);
  return creation && { clause: made, choice: creation, at };
}

/** Words of changing say nothing of what the step does. */
function withoutCues(tokens: readonly Token[], request: Request): Clause {
  const plain = tokens.filter(
    ({ norm, kind }, index) =>
      kind !== "word" ||
      !(
        (alsoWords.has(norm) && norm !== "as") ||
        (ratherWords.has(norm) && norm !== "vez") ||
        (index === 0 && fillerWords.has(norm))
      ),
  );
  return withoutLightVerb(clauseOf(sameWords(plain), request.vocabulary));
}

/** `the same text`, `with the same message`: the words are those before. */
function sameWords(tokens: readonly Token[]): readonly Token[] {
  const same = tokens.findIndex(({ norm }) =>
    /^(?:same|gleiche|gleichen|selbe|selben|mismo|misma|meme|mesmo|mesma)$/.test(norm),
  );
  if (same < 0) return tokens;
  const from = isDeterminer(tokens[same - 1]?.norm ?? "") ? same - 1 : same;
  return [...tokens.slice(0, from), ...tokens.slice(same + 2)];
}

/** Puts a new step into the flow; it says the same as the one before where it gives no words. */
export function addSteps(
  flow: Flow,
  { clause, at }: Addition,
  piece: Piece,
  request: Request,
): Change | undefined {
  const steps = knownSteps(flow, request);
  const before = steps.slice(0, at);
  const draft = compose(
    {
      ...request,
      clauses: [clause],
      connectors: [...clause.connectors, ...steps.map(({ operation }) => operation.connector)],
      trigger: flow.trigger,
      event: [],
      once: piece.once,
    },
    before,
  );
  if (draft.steps.length === 0 || draft.unknown.length > 0) return undefined;
  const taken = new Set(flow.steps.map(({ id }) => id));
  const again = distinct(draft.steps, taken).map((known) =>
    withSameText(withAnswers(known, before, draft.inputs), before, draft.inputs),
  );
  const used = new Set(
    again.flatMap(({ step }) =>
      [...pathsIn([step.with, step.forEach, step.when], "")]
        .filter(({ path }) => path.root === "inputs")
        .map(({ path }) => path.keys[0]),
    ),
  );
  const inputs = Object.entries(draft.inputs).filter(
    ([name]) => used.has(name) && !(name in flow.inputs),
  );
  return {
    flow: {
      ...flow,
      inputs: { ...flow.inputs, ...Object.fromEntries(inputs) },
      steps: flow.steps.toSpliced(at, 0, ...again.map(({ step }) => step)),
    },
    said: again.map(({ operation }) => `it also does this: ${lowerFirst(operation.title)}`),
    questions: draft.questions.filter(
      ({ question }) =>
        !(
          again.every(({ step, operation }) => hasText(step, operation)) &&
          question.endsWith("say?")
        ),
    ),
  };
}

function hasText(step: FlowStep, operation: KnownStep["operation"]): boolean {
  const text = mainText(operation);
  return text === undefined || text.name in step.with;
}

/** Ids that no later step has, for a step that comes in before it. */
function distinct(steps: readonly KnownStep[], taken: ReadonlySet<string>): readonly KnownStep[] {
  const renamed = new Map<string, string>();
  const all = new Set(taken);
  for (const { step } of steps) {
    let id = step.id;
    for (let number = 2; all.has(id); number++) id = `${step.id}${number}`;
    all.add(id);
    if (id !== step.id) renamed.set(step.id, id);
  }
  if (renamed.size === 0) return steps;
  return steps.map(({ step: { with: values, forEach, when, ...step }, operation }) => ({
    operation,
    step: {
      ...step,
      id: renamed.get(step.id) ?? step.id,
      with: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          mapTexts(value, (text) => referring(text, renamed)),
        ]),
      ),
      ...(forEach === undefined ? {} : { forEach: referring(forEach, renamed) }),
      ...(when === undefined ? {} : { when: referring(when, renamed) }),
    },
  }));
}

/** A text with the new ids of the steps that it refers to. */
function referring(text: string, ids: ReadonlyMap<string, string>): string {
  return formatTemplate(
    parseTemplate(text).map((segment) =>
      "path" in segment
        ? { path: { ...segment.path, root: ids.get(segment.path.root) ?? segment.path.root } }
        : segment,
    ),
  );
}

/** What an earlier step gives is not asked of the caller: `post the link`. */
function withAnswers(
  known: KnownStep,
  before: readonly KnownStep[],
  fresh: Readonly<Record<string, unknown>>,
): KnownStep {
  const values = Object.fromEntries(
    Object.entries(known.step.with).map(([name, value]) => {
      const input = inputIn(value);
      const path = input !== undefined && input in fresh ? answerTo(input, before) : undefined;
      return [name, path ?? value];
    }),
  );
  return { ...known, step: { ...known.step, with: values } };
}

function answerTo(input: string, before: readonly KnownStep[]): string | undefined {
  const isLink = /(?:link|url|lien|enlace)$/i.test(input);
  for (const { step, operation } of before.toReversed()) {
    const output = operation.outputs.find(
      ({ kind, path }) => (isLink && kind === "url") || (path === input && kind !== "ref"),
    );
    if (output) return `\${${step.id}.${output.path}}`;
  }
  return undefined;
}

/** A second message that gives no words of its own says the same as the first. */
function withSameText(
  known: KnownStep,
  before: readonly KnownStep[],
  fresh: Readonly<Record<string, unknown>>,
): KnownStep {
  if (!known.operation.verbs.has("send")) return known;
  const field = mainText(known.operation);
  if (!field) return known;
  const value = known.step.with[field.name];
  const paths = typeof value === "string" ? [...pathsIn(value, "")] : [];
  const open =
    value === undefined ||
    (paths.length > 0 &&
      paths.every(({ path }) => path.root === "inputs" && String(path.keys[0]) in fresh));
  const source = before.findLast(({ operation, step }) => {
    const text = mainText(operation);
    return operation.kind !== "read" && text !== undefined && text.name in step.with;
  });
  const text = source && mainText(source.operation);
  const same = source && text && source.step.with[text.name];
  if (!open || same === undefined || hasWords(known)) return known;
  // a subject that nobody gave is not asked of the caller
  const optional = new Set(
    known.operation.fields.filter(({ required }) => !required).map(({ name }) => name),
  );
  const given = Object.fromEntries(
    Object.entries(known.step.with).filter(([name, entry]) => {
      const input = inputIn(entry);
      return !(optional.has(name) && input !== undefined && input in fresh);
    }),
  );
  return {
    ...known,
    step: { ...known.step, with: inOrder(known, { ...given, [field.name]: same }) },
  };
}

/** Whether it says something of its own: a subject, a title. */
function hasWords({ step, operation }: KnownStep): boolean {
  return operation.fields.some(({ kind, name }) => {
    const value = step.with[name];
    return (
      kind === "text" && typeof value === "string" && value !== "" && !value.startsWith("${inputs.")
    );
  });
}

function inOrder({ operation }: KnownStep, values: FlowStep["with"]): FlowStep["with"] {
  return Object.fromEntries(
    operation.fields.flatMap(({ name }) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
