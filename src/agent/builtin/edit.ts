import { pathsIn } from "../../flow/paths.ts";
import type { Flow } from "../../flow/schema.ts";
import { type Clause, isOrder } from "./clauses.ts";
import { chooseOperation } from "./choose.ts";
import { compose, type Request } from "./compose.ts";
import { describe } from "./create.ts";
import { type KnownStep, reachableKinds } from "./fill.ts";
import { type Change, type EditContext, knownSteps } from "./edit-context.ts";
import { appendsText, changeInputs, opensInput, replaceValues } from "./edit-values.ts";
import { removeSteps } from "./edit-steps.ts";
import { changeTrigger, isAboutStart } from "./edit-trigger.ts";
import type { AnyQuestion } from "./open-question.ts";
import { slotsOf } from "./slots.ts";
import type { TimePhrase } from "./time-phrase.ts";

/** A changed flow and, in words, what changed; or what has to be known first. */
export interface Edit {
  readonly flow: Flow;
  readonly changes: readonly string[];
  readonly questions: readonly AnyQuestion[];
  /** Clauses that nothing came of. */
  readonly unknown: readonly Clause[];
}

/** Changes a flow clause by clause; whatever no clause is about stays as it was. */
export function editFlow(flow: Flow, context: EditContext): Edit {
  const { request } = context;
  const questions: AnyQuestion[] = [];
  const unknown: Clause[] = [];
  const trigger = changeTrigger(flow, context);
  let changed = trigger?.flow ?? flow;
  const changes = [...(trigger?.said ?? [])];
  for (const [index, clause] of request.clauses.entries()) {
    if (trigger && isAboutStart(clause.tokens)) continue;
    const change = editByClause(
      changed,
      withoutLightVerb(clause),
      context,
      index > 0 || trigger !== undefined ? undefined : request.once,
      questions,
    );
    if (change) {
      changed = change.flow;
      changes.push(...change.said);
    } else if (withoutLightVerb(clause).verbs.length > 0 || isOrder(clause)) unknown.push(clause);
  }
  return { flow: redescribed(flow, tidy(flow, changed), request), changes, questions, unknown };
}

function editByClause(
  flow: Flow,
  clause: Clause,
  context: EditContext,
  once: TimePhrase | undefined,
  questions: AnyQuestion[],
): Change | undefined {
  const { request } = context;
  const removed = removeSteps(flow, clause, request);
  if (removed) return removed;
  const opened = opensInput(flow, clause, request);
  if (opened) return opened;
  const slots = slotsOf(clause, once, request.moment, request.vocabulary);
  const appended = appendsText(flow, clause, slots, request);
  if (appended) return appended;
  const choice = chooseOperation(clause, slots, request.vocabulary, {
    named: request.connectors,
    earlier: [],
    reachable: reachableKinds(knownSteps(flow, request)),
    reacts: false,
  });
  const known = choice !== undefined && flow.steps.some(({ use }) => use === choice.operation.id);
  const changesValue = clause.verbs.every(
    (verb) => verb === "update" || verb === "set" || verb === "create",
  );
  const onTop =
    clause.additional ||
    (clause === context.request.clauses[0] &&
      /^(?:and|und|y|et|e|plus)$/.test(context.tokens[0]?.norm ?? ""));
  const foreign =
    choice !== undefined &&
    !known &&
    (choice.operation.verbs.has(clause.verbs[0] ?? "") || choice.nouns >= 2) &&
    !(changesValue && clause.verbs.length > 0 && choice.filling.missing.length > 0);
  // a verb that nothing in the flow answers to is about something else
  const about =
    clause.verbs.length === 0 ||
    changesValue ||
    clause.verbs.some((verb) =>
      knownSteps(flow, request).some(({ operation }) => operation.verbs.has(verb)),
    );
  if (
    about &&
    !foreign &&
    (!onTop || clause.instead || (changesValue && clause.verbs.length > 0))
  ) {
    const replaced = replaceValues(
      flow,
      slots,
      request,
      choice && known ? choice.operation : undefined,
    );
    if (replaced) return replaced;
    const inputs = changeInputs(flow, slots);
    if (inputs) return inputs;
    if (known && !onTop) return undefined;
  }
  return choice ? addSteps(flow, clause, request, questions) : undefined;
}

/** In `make it …`, `run that …` the verb says only that something changes. */
function withoutLightVerb(clause: Clause): Clause {
  const light = clause.tokens.some(
    ({ norm }, index) =>
      /^(?:make|do|run|start|have|let|put|use)$/.test(norm) &&
      /^(?:it|that|this|them)$/.test(clause.tokens[index + 1]?.norm ?? ""),
  );
  return light
    ? { ...clause, verbs: clause.verbs.filter((verb) => !/^(?:create|run|add)$/.test(verb)) }
    : clause;
}

function addSteps(
  flow: Flow,
  clause: Clause,
  request: Request,
  questions: AnyQuestion[],
): Change | undefined {
  const before = knownSteps(flow, request);
  const draft = compose(
    { ...request, clauses: [clause], trigger: flow.trigger, event: [] },
    before,
  );
  if (draft.steps.length === 0) return undefined;
  questions.push(...draft.questions);
  const again = draft.steps.map((known) => withSameText(known, before, draft.inputs));
  const used = new Set(
    again.flatMap(({ step }) => [...pathsIn(step.with, "")].map(({ path }) => path.keys[0])),
  );
  const inputs = Object.entries(draft.inputs).filter(
    ([name]) => used.has(name) && !(name in flow.inputs),
  );
  return {
    flow: {
      ...flow,
      inputs: { ...flow.inputs, ...Object.fromEntries(inputs) },
      steps: [...flow.steps, ...again.map(({ step }) => step)],
    },
    said: again.map(
      ({ operation }) =>
        `it also does this: ${operation.title.charAt(0).toLowerCase()}${operation.title.slice(1)}`,
    ),
  };
}

/** A second message that gives no words of its own says the same as the first. */
function withSameText(
  known: KnownStep,
  before: readonly KnownStep[],
  fresh: Readonly<Record<string, unknown>>,
): KnownStep {
  const field = known.operation.fields.find(({ kind }) => kind === "text");
  const value = field && known.step.with[field.name];
  const open = value === "${inputs.text}" || (typeof value === "string" && "text" in fresh);
  if (!field || !open) return known;
  const source = before.findLast(({ operation, step }) =>
    operation.fields.some(({ kind, name }) => kind === "text" && name in step.with),
  );
  const text = source?.operation.fields.find(
    ({ kind, name }) => kind === "text" && name in source.step.with,
  );
  const same = source && text && source.step.with[text.name];
  return same === undefined
    ? known
    : { ...known, step: { ...known.step, with: { ...known.step.with, [field.name]: same } } };
}

/** Takes out inputs and look-ups that the change left without a use, and an output of steps that are gone. */
function tidy(before: Flow, after: Flow): Flow {
  const wasUsed = references(before);
  const used = references(after);
  const steps = after.steps.filter(
    ({ id }) =>
      !(
        wasUsed.has(id) &&
        !used.has(id) &&
        before.steps.some((step) => step.id === id && readOnly(step.use))
      ),
  );
  const inputs = Object.fromEntries(
    Object.entries(after.inputs).filter(
      ([name]) => used.has(`inputs.${name}`) || !wasUsed.has(`inputs.${name}`),
    ),
  );
  return { ...after, inputs, steps };
}

function readOnly(use: string): boolean {
  return /lookup|search|find|get|list|info/i.test(use);
}

function references(flow: Flow): ReadonlySet<string> {
  const paths = [...pathsIn(flow.steps, ""), ...pathsIn(flow.output, "")];
  return new Set(
    paths.map(({ path }) =>
      path.root === "inputs" ? `inputs.${String(path.keys[0])}` : path.root,
    ),
  );
}

/** A description of our own follows the steps; one that a person wrote stays. */
function redescribed(before: Flow, after: Flow, request: Request): Flow {
  const own = before.description === describe(knownSteps(before, request));
  return own ? { ...after, description: describe(knownSteps(after, request)) } : after;
}
