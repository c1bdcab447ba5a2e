import { pathsIn } from "../../flow/paths.ts";
import type { Flow } from "../../flow/schema.ts";
import { type Clause, isOrder } from "./clauses.ts";
import { describe } from "./create.ts";
import { addSteps, additionOf } from "./edit-add.ts";
import { addsTo, assign } from "./edit-assign.ts";
import { namedPlacings, type Placing } from "./edit-places.ts";
import { asksValue, asksWhich, replaces, replacesOld } from "./edit-replace.ts";
import { restricts } from "./edit-conditions.ts";
import {
  type Change,
  type EditContext,
  type Piece,
  type ReadEdit,
  knownSteps,
} from "./edit-context.ts";
import { setsFlag } from "./edit-flags.ts";
import { fixesInput, opensInput } from "./edit-inputs.ts";
import { reorders } from "./edit-order.ts";
import { inPlaceOf, isNewStep, isThere, onlyChanges, saysToDo } from "./edit-new.ts";
import { piecesOf } from "./edit-pieces.ts";
import { addsRecipients, another, asksAddress, repeatsReplacement } from "./edit-recipients.ts";
import { asksWhetherAll, keepsOnly, leftAway, removes } from "./edit-steps.ts";
import { repliesInThread, swaps } from "./edit-swap.ts";
import { addsCell, appendsText, includes } from "./edit-text.ts";
import { changesTime } from "./edit-time.ts";
import { changeTrigger, isAboutStart, takesDaysOut } from "./edit-trigger.ts";
import type { AnyQuestion } from "./open-question.ts";
import { valuesIn } from "./edit-values.ts";
import { lightWords, notWords } from "./edit-words.ts";
import { namedSteps } from "./edit-target.ts";
import { lookupByEmail } from "./person-lookup.ts";
import type { Request } from "./request.ts";

/** A changed flow and, in words, what changed; or what has to be known first. */
export interface Edit {
  readonly flow: Flow;
  readonly changes: readonly string[];
  readonly questions: readonly AnyQuestion[];
  /** Clauses that nothing came of. */
  readonly unknown: readonly Clause[];
}

/** Changes a flow piece by piece; whatever no piece is about stays as it was. */
export function editFlow(flow: Flow, context: EditContext): Edit {
  const { request, read, condition } = context;
  const order = reorders(flow, read.rest, request);
  if (order) return finished(flow, [order], [], request);
  const unknown: Clause[] = [];
  const trigger = changeTrigger(flow, context);
  if (trigger && takesDaysOut(context.tokens, flow)) return finished(flow, [trigger], [], request);
  const changes: Change[] = trigger ? [trigger] : [];
  let changed = trigger?.flow ?? flow;
  const pieces = piecesOf(
    { ...context, read: trigger ? { ...read, said: true } : read },
    knownSteps(flow, request),
  );
  for (const piece of pieces) {
    if (trigger && isAboutStart(piece.tokens)) continue;
    const change = editByPiece(changed, piece, request);
    if (change) {
      changed = change.flow;
      changes.push(change);
    } else if (wants(piece) && !(trigger && isTime(piece))) unknown.push(piece);
  }
  if (condition) {
    const change = restricts(changed, condition, request);
    changes.push(change);
  }
  return finished(flow, changes, unknown, request);
}

/** Whether a piece that came to nothing asked for something. */
function wants(piece: Piece): boolean {
  const verbs = piece.tokens.filter(({ norm }) => !lightWords.has(norm));
  return (
    (piece.verbs.length > 0 && verbs.length > 0) ||
    isOrder(piece) ||
    valuesIn(piece.tokens).length > 0
  );
}

/** `not 8`, of a schedule that has changed already. */
function isTime({ tokens }: Piece): boolean {
  return tokens.every(
    ({ kind, norm }) =>
      kind === "number" || kind === "mark" || notWords.has(norm) || kind === "clock",
  );
}

function finished(
  before: Flow,
  changes: readonly Change[],
  unknown: readonly Clause[],
  request: Request,
): Edit {
  const after = changes.at(-1)?.flow ?? before;
  return {
    flow: redescribed(before, tidy(before, after, request), request),
    changes: changes.flatMap(({ said }) => said),
    questions: changes.flatMap(({ questions }) => questions ?? []),
    unknown,
  };
}

/** In the order in which they are tried: what is said most plainly first. */
const beforeSteps: readonly ReadEdit[] = [
  opensInput,
  fixesInput,
  removes,
  asksAddress,
  asksWhich,
  swaps,
];

/** What sounds like something new to do, and is none. */
const beforeAdding: readonly ReadEdit[] = [another, replacesOld, addsCell];

/** Where nothing new is to be done. */
const withinSteps: readonly ReadEdit[] = [setsFlag, includes, keepsOnly, repliesInThread];

function editByPiece(flow: Flow, piece: Piece, request: Request): Change | undefined {
  const plain = firstOf(beforeSteps, flow, piece, request);
  if (plain) return plain;
  const appended = appendsText(flow, piece, request);
  if (appended) return appended;
  // what is to go and is not there is asked about
  if (leftAway(piece)) return asksWhetherAll(flow, piece, request);
  const soon = firstOf(beforeAdding, flow, piece, request);
  if (soon) return soon;
  const addition = additionOf(flow, piece, request);
  const placings = namedPlacings(flow, piece, request);
  const time =
    piece.additional || placings.length > 0 ? undefined : changesTime(flow, piece, request);
  if (time) return time;
  if (addition && isNewStep(flow, piece, addition, placings, request)) {
    const change = addSteps(flow, addition, piece, request);
    const replacesStep = piece.instead || namedSteps(flow, piece.old, request).length > 0;
    if (change) return replacesStep ? inPlaceOf(flow, change, piece, request) : change;
  }
  return (
    (piece.additional ? repeatsReplacement(flow, piece, request) : undefined) ??
    assignNamed(flow, placings, piece, request) ??
    firstOf(withinSteps, flow, piece, request) ??
    changesTime(flow, piece, request) ??
    (addsTo(piece) && namesSomebody(piece)
      ? addsRecipients(flow, piece, request)
      : replacesKnown(flow, piece, request)) ??
    (addition && !isThere(flow, addition) && !onlyChanges(piece) && saysToDo(piece)
      ? addSteps(flow, addition, piece, request)
      : undefined) ??
    asksValue(flow, piece, request) ??
    asksWhetherAll(flow, piece, request)
  );
}

function firstOf(
  readers: readonly ReadEdit[],
  flow: Flow,
  piece: Piece,
  request: Request,
): Change | undefined {
  for (const read of readers) {
    const change = read(flow, piece, request);
    if (change) return change;
  }
  return undefined;
}

/** The fields that are named, and then the values that are left, by their kind. */
function assignNamed(
  flow: Flow,
  placings: readonly Placing[],
  piece: Piece,
  request: Request,
): Change | undefined {
  // a channel that comes on top has a message of its own
  const single = placings.some(({ field }) => field.kind === "channel");
  if (placings.length === 0 || (addsTo(piece) && single)) return undefined;
  const change = assign(flow, placings, piece, request) ?? { flow, said: [] };
  const used = new Set(placings.map(({ value }) => value.at));
  const rest = { ...piece, tokens: piece.tokens.filter((_, index) => !used.has(index)) };
  if (addsTo(piece) || valuesIn(rest.tokens).length === 0) return change;
  const more = replaces(change.flow, rest, request);
  return more ? { flow: more.flow, said: [...change.said, ...more.said] } : change;
}

/** A verb that nothing in the flow answers to is about something else. */
function replacesKnown(flow: Flow, piece: Piece, request: Request): Change | undefined {
  const about =
    piece.verbs.length === 0 ||
    onlyChanges(piece) ||
    piece.verbs.some((verb) =>
      knownSteps(flow, request).some(({ operation }) => operation.verbs.has(verb)),
    );
  return about ? replaces(flow, piece, request) : undefined;
}

function namesSomebody({ tokens }: Piece): boolean {
  return valuesIn(tokens).some(
    ({ kind }) => kind === "channel" || kind === "email" || kind === "person",
  );
}

/** Takes out inputs and look-ups that the change left without a use. */
function tidy(before: Flow, after: Flow, request: Request): Flow {
  const wasUsed = references(before);
  const used = references(after);
  const steps = after.steps.filter(
    ({ id, use }) => !(wasUsed.has(id) && !used.has(id) && isLookup(use, request)),
  );
  const inputs = Object.fromEntries(
    Object.entries(after.inputs).filter(
      ([name]) => used.has(`inputs.${name}`) || !wasUsed.has(`inputs.${name}`),
    ),
  );
  return { ...after, inputs, steps };
}

/** A step that is only there for the person that it finds. */
function isLookup(use: string, { vocabulary }: Request): boolean {
  const connector = vocabulary.operations.find(({ id }) => id === use)?.connector;
  return connector !== undefined && lookupByEmail(connector, vocabulary)?.id === use;
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
