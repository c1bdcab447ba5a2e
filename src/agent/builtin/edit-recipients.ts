import { escapeText } from "../../flow/paths.ts";
import type { Flow, FlowStep, FlowValue } from "../../flow/schema.ts";
import { type Change, type Piece, askFirst, knownSteps } from "./edit-context.ts";
import { takesSeveral } from "./edit-fields.ts";
import { namedSteps } from "./edit-target.ts";
import {
  type Value,
  fitsKind,
  fitsNamed,
  placed,
  setValue,
  valuesIn,
  written,
} from "./edit-values.ts";
import { meWords } from "./edit-words.ts";
import type { KnownStep } from "./fill.ts";
import { nounOf } from "./lexicon.ts";
import { asField } from "./open-fields.ts";
import { lookupByEmail, lookupStep } from "./person-lookup.ts";
import type { Request } from "./request.ts";
import { stepId } from "./step-names.ts";
import { lowerFirst } from "./text.ts";
import type { Field } from "./vocabulary.ts";

type Lexis = Pick<Request, "vocabulary">;

/** The flow with a person, known by mail address, in a field that takes an id. */
export function byLookup(
  flow: Flow,
  { step, operation }: KnownStep,
  field: Field,
  email: string,
  { vocabulary }: Lexis,
): Flow | undefined {
  const lookup = lookupByEmail(operation.connector, vocabulary);
  if (!lookup) return undefined;
  const address = escapeText(email);
  const there = flow.steps.find(
    ({ use, with: values }) => use === lookup.id && Object.values(values).includes(address),
  );
  const { known, person } = lookupStep(
    lookup,
    address,
    new Set(flow.steps.filter((one) => one !== there).map(({ id }) => id)),
  );
  const found = there ? flow : { ...flow, steps: insertBefore(flow.steps, step.id, known.step) };
  const path = there ? person.replace(known.step.id, there.id) : person;
  return setValue(found, step.id, field.name, asField(field, path));
}

function insertBefore(steps: readonly FlowStep[], id: string, step: FlowStep): FlowStep[] {
  return steps.flatMap((candidate) => (candidate.id === id ? [step, candidate] : [candidate]));
}

/** `also to #b`, `add bob@… as well`: one more in a list, or the same step once more for another. */
export function addsRecipients(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const values = valuesIn(piece.tokens).filter(
    ({ kind }) => kind === "channel" || kind === "email" || kind === "person",
  );
  if (values.length === 0) return undefined;
  const said: string[] = [];
  let changed = flow;
  for (const value of values) {
    const next = withRecipient(changed, value, piece, request);
    if (!next) return undefined;
    changed = next;
    said.push(`it also goes to ${value.value}`);
  }
  return { flow: changed, said };
}

function withRecipient(flow: Flow, value: Value, piece: Piece, request: Lexis): Flow | undefined {
  const steps = recipientSteps(flow, piece, request);
  for (const { step, operation } of steps) {
    const field = operation.fields.find(
      (one) =>
        fitsKind(one, value) &&
        takesSeveral(one) &&
        (one.name in step.with || one.type === "array"),
    );
    if (!field) continue;
    const next = placed(field, step.with[field.name], written(field, value), {
      besides: true,
      old: undefined,
    });
    return setValue(flow, step.id, field.name, next);
  }
  // a message goes to one place: a second message, the same but for that
  for (const known of steps) {
    const field = known.operation.fields.find(
      (one) =>
        one.name in known.step.with &&
        (one.kind === "channel" || (one.kind === "email" && fitsKind(one, value))),
    );
    if (!field || !known.operation.verbs.has("send")) continue;
    return again(flow, known, field, value, request);
  }
  return undefined;
}

function recipientSteps(flow: Flow, piece: Piece, request: Lexis): readonly KnownStep[] {
  const named = namedSteps(flow, piece.tokens, request);
  const writing = (named.length > 0 ? named : knownSteps(flow, request)).filter(
    ({ operation }) => operation.kind !== "read",
  );
  return writing.toReversed();
}

/** The step once more behind itself, for another recipient. */
function again(
  flow: Flow,
  { step, operation }: KnownStep,
  field: Field,
  value: Value,
  request: Lexis,
): Flow {
  const copy: FlowStep = {
    ...step,
    id: stepId(operation, new Set(flow.steps.map(({ id }) => id))),
    with: { ...step.with, [field.name]: written(field, value) },
  };
  const at = flow.steps.findIndex(({ id }) => id === step.id) + 1;
  const added = { ...flow, steps: flow.steps.toSpliced(at, 0, copy) };
  return value.kind === "email" && field.kind !== "email"
    ? (byLookup(added, { step: copy, operation }, field, value.value, request) ?? added)
    : added;
}

const anotherWords =
  /^(?:another|second|weitere|weiterer|weiteren|weiteres|zweite|zweiten|zweiter|otra|otro|segunda|segundo|autre|deuxieme|outra|outro)$/;

/** `another task "Call the bank"`: a step of the same kind, in the same place, with other words. */
export function another(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const at = piece.tokens.findIndex(({ norm }) => anotherWords.test(norm));
  const values = valuesIn(piece.tokens);
  if (at < 0 || values.length === 0 || piece.instead || piece.old.length > 0) return undefined;
  const thing = nounOf(piece.tokens[at + 1]?.norm ?? "");
  const known = knownSteps(flow, request).findLast(({ operation }) =>
    operation.titleNouns.includes(thing),
  );
  // `the second message to #b` is one that is there
  const isThere =
    knownSteps(flow, request).filter(({ operation }) => operation.titleNouns.includes(thing))
      .length > 1;
  if (!known || isThere) return undefined;
  const { step, operation } = known;
  const given: Record<string, FlowValue> = {};
  for (const value of values) {
    const free = operation.fields.filter(({ name }) => !(name in given));
    const field =
      (value.kind === "text"
        ? free.find((one) => one.required && fitsNamed(one, value))
        : undefined) ??
      free.find((one) => fitsKind(one, value)) ??
      free.find((one) => one.kind === "name" && fitsNamed(one, value));
    if (!field) return undefined;
    given[field.name] = written(field, value);
  }
  const kept = operation.fields.filter(
    ({ name, required, kind }) =>
      name in step.with && (required || kind === "ref" || kind === "channel"),
  );
  const copy: FlowStep = {
    ...step,
    id: stepId(operation, new Set(flow.steps.map(({ id }) => id))),
    with: Object.fromEntries(
      operation.fields.flatMap((field): [string, FlowValue][] => {
        const value =
          given[field.name] ?? (kept.includes(field) ? step.with[field.name] : undefined);
        return value === undefined ? [] : [[field.name, value]];
      }),
    ),
  };
  const after = flow.steps.findIndex(({ id }) => id === step.id) + 1;
  return {
    flow: { ...flow, steps: flow.steps.toSpliced(after, 0, copy) },
    said: [`it also does this once more: ${lowerFirst(operation.title)}`],
  };
}

/** `and "draft" with "final"`: the same step once more for other words. */
export function repeatsReplacement(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const [find, replacement, more] = valuesIn(piece.tokens).filter(({ kind }) => kind === "text");
  if (!find || !replacement || more) return undefined;
  const known = knownSteps(flow, request).findLast(({ operation, step }) =>
    ["find", "replacement"].every((kind) =>
      operation.fields.some((field) => field.kind === kind && field.name in step.with),
    ),
  );
  const between = piece.tokens.slice(find.at + 1, replacement.at);
  if (!known || !between.some(({ norm }) => /^(?:with|by|to|durch|con|por|par|mit)$/.test(norm)))
    return undefined;
  const values: Record<string, FlowValue> = { ...known.step.with };
  for (const field of known.operation.fields) {
    if (field.kind === "find") values[field.name] = written(field, find);
    if (field.kind === "replacement") values[field.name] = written(field, replacement);
  }
  const copy: FlowStep = {
    ...known.step,
    id: stepId(known.operation, new Set(flow.steps.map(({ id }) => id))),
    with: values,
  };
  const at = flow.steps.findIndex(({ id }) => id === known.step.id) + 1;
  return {
    flow: { ...flow, steps: flow.steps.toSpliced(at, 0, copy) },
    said: [`it also replaces “${find.value}” with “${replacement.value}”`],
  };
}

/** `send it to me`, `add carol`: a person without an address. */
export function asksAddress(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  if (valuesIn(piece.tokens).length > 0) return undefined;
  const sends = knownSteps(flow, request).some(({ operation }) =>
    operation.fields.some(
      ({ kind }) => kind === "email" || kind === "channel" || kind === "person",
    ),
  );
  if (!sends) return undefined;
  const at = piece.tokens.findIndex(({ norm }) => meWords.has(norm));
  const toMe =
    at >= 0 &&
    /^(?:to|an|a|at|send|email|mail|dm|ping|cc|bcc|pour|para|message|envia|manda|schick)$/.test(
      piece.tokens[at - 1]?.norm ?? "",
    );
  return toMe && (piece.instead || piece.verbs[0] === "send" || piece.verbs.length === 0)
    ? askFirst(flow, "Which address or user id is yours?")
    : undefined;
}
