import type { Flow } from "../../flow/schema.ts";
import type { Request } from "./compose.ts";
import { type Change, type Piece, askFirst, knownSteps } from "./edit-context.ts";
import { fieldsNamed, mainText, takesSeveral } from "./edit-fields.ts";
import { byLookup } from "./edit-recipients.ts";
import { namedSteps } from "./edit-target.ts";
import {
  type Value,
  choiceOf,
  entriesOf,
  fieldChanged,
  fitsKind,
  fitsNamed,
  plainText,
  placed,
  setEverywhere,
  setText,
  setValue,
  shapeOf,
  valuesIn,
  written,
} from "./edit-values.ts";
import type { KnownStep } from "./fill.ts";
import { isDeterminer, nounOf, verbOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Field } from "./vocabulary.ts";

/** A value and where it goes. */
export interface Placing {
  readonly value: Value;
  readonly known: KnownStep;
  readonly field: Field;
  /** The noun that names the field. */
  readonly word: string;
}

/** The values of a piece whose field it names: `subject "x"`, `cc bob@…`, `"x" as the title`. */
export function namedPlacings(
  flow: Flow,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): readonly Placing[] {
  const steps = stepsByMeaning(flow, piece, request);
  const values = [...valuesIn(piece.tokens), ...choicesIn(piece.tokens, steps)];
  const taken = new Set(values.map(({ at }) => at));
  return values.flatMap((value) => {
    const found =
      mentionBefore(piece.tokens, value, steps, taken) ?? mentionAfter(piece.tokens, value, steps);
    return found ? [{ value, ...found }] : [];
  });
}

/** `mail bob@…`: the first word is what to do, and names no field. */
function verbAt({ tokens, verbs, additional }: Piece): number {
  const at = tokens.findIndex(
    ({ norm, kind }) => kind === "word" && verbs[0] !== undefined && verbOf(norm) === verbs[0],
  );
  return verbs[0] === "send" &&
    at <= (additional ? 2 : 1) &&
    !isDeterminer(tokens[at - 1]?.norm ?? "")
    ? at
    : -1;
}

/** Those a sentence names first, then from the last. */
function stepsByMeaning(
  flow: Flow,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): readonly KnownStep[] {
  const named = namedSteps(flow, piece.tokens, request);
  const steps = knownSteps(flow, request).toReversed();
  return [
    ...named.toReversed(),
    ...steps.filter((step) => !named.some(({ step: { id } }) => id === step.step.id)),
  ];
}

/** Words that are one of the few values of a field: `priority high`. */
function choicesIn(tokens: readonly Token[], steps: readonly KnownStep[]): readonly Value[] {
  return tokens.flatMap(({ kind, value, norm }, at) =>
    kind === "word" &&
    steps.some(({ operation }) =>
      operation.fields.some((field) => field.choices && choiceOf(field, norm) !== undefined),
    )
      ? [{ kind: "text", value, at }]
      : [],
  );
}

function mentionBefore(
  tokens: readonly Token[],
  value: Value,
  steps: readonly KnownStep[],
  taken: ReadonlySet<number>,
  verbAt: number,
): Omit<Placing, "value"> | undefined {
  for (let at = value.at - 1; at >= Math.max(0, value.at - 6); at--) {
    const token = tokens[at];
    if (!token) break;
    // `cc bob@… and ann@…` share the field
    if (taken.has(at) || at === verbAt) continue;
    const found = fieldFor(tokens, at, value, steps);
    if (found) return found;
  }
  return undefined;
}

const asWords =
  /^(?:as|als|como|comme|for|fur|para|pour|in|the|a|is|to|der|die|das|le|la|el|o|den|into|en|em|beim|im|an)$/;

function mentionAfter(
  tokens: readonly Token[],
  value: Value,
  steps: readonly KnownStep[],
): Omit<Placing, "value"> | undefined {
  let at = value.at + 1;
  while (asWords.test(tokens[at]?.norm ?? "") && at < value.at + 4) at += 1;
  return at === value.at + 1 ? undefined : fieldFor(tokens, at, value, steps);
}

function fieldFor(
  tokens: readonly Token[],
  at: number,
  value: Value,
  steps: readonly KnownStep[],
): Omit<Placing, "value"> | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  for (const prefer of [true, false]) {
    for (const known of steps) {
      const fields = isCopy(tokens, at)
        ? known.operation.fields.filter(({ name }) => name === "cc")
        : fieldsNamed(token, known.operation);
      const field = fields.find(
        (one) => fitsNamed(one, value) && (!prefer || one.name in known.step.with),
      );
      if (field) return { known, field, word: nounOf(token.norm) };
    }
  }
  return undefined;
}

/** `in copy`, `en copia`: not something to copy. */
function isCopy(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:copy|copia|copie|kopie)$/.test(tokens[at]?.norm ?? "") &&
    /^(?:in|en|em|as|a|de|carbon)$/.test(tokens[at - 1]?.norm ?? "")
  );
}

/** Puts values into the fields that are named. */
export function assign(
  flow: Flow,
  placings: readonly Placing[],
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Change | undefined {
  const old = valuesIn(piece.old)[0]?.value;
  let changed = flow;
  let isThere = false;
  const said: string[] = [];
  for (const [index, { value, known, field }] of placings.entries()) {
    const step = changed.steps.find(({ id }) => id === known.step.id);
    if (!step) continue;
    if (value.kind === "email" && (field.kind === "channel" || field.kind === "person")) {
      const found = byLookup(changed, known, field, value.value, request);
      if (found) changed = found;
      said.push(`it now goes to ${value.value}`);
      continue;
    }
    const sameField = placings
      .slice(0, index)
      .some((one) => one.field === field && one.known === known);
    const besides = takesSeveral(field) && (sameField || addsTo(piece));
    const next = placed(field, step.with[field.name], written(field, value), { besides, old });
    isThere = true;
    if (JSON.stringify(step.with[field.name]) === JSON.stringify(next)) continue;
    changed =
      field === mainText(known.operation)
        ? setText(changed, step.id, field.name, next)
        : field.kind === "ref" || field.kind === "channel"
          ? setEverywhere(changed, step, field, next, request)
          : setValue(inFieldOrder(changed, known, field.name), step.id, field.name, next);
    changed = inFieldOrder(changed, known, field.name);
    said.push(besides ? `${field.name} also has ${value.value}` : fieldChanged(field, value.value));
  }
  return said.length > 0 || isThere ? { flow: changed, said } : undefined;
}

export function addsTo(piece: Piece): boolean {
  return (
    (piece.additional || piece.verbs[0] === "add" || piece.verbs[0] === "invite") && !piece.instead
  );
}

/** A field that comes new stands where its operation has it; those that were there keep their order. */
function inFieldOrder(flow: Flow, { step: { id }, operation }: KnownStep, name: string): Flow {
  const order = operation.fields.map((field) => field.name);
  return {
    ...flow,
    steps: flow.steps.map((step) => {
      if (step.id !== id || !(name in step.with)) return step;
      const others = Object.entries(step.with).filter(([key]) => key !== name);
      const rank = order.indexOf(name);
      const after = others.findIndex(([key]) => order.indexOf(key) > rank);
      const at = after < 0 ? others.length : after;
      const entry: (typeof others)[number] = [name, step.with[name] ?? null];
      return {
        ...step,
        with: Object.fromEntries([...others.slice(0, at), entry, ...others.slice(at)]),
      };
    }),
  };
}

/** Puts new values where the flow has one of that kind: `#b instead`, `use 1Abc`, `not "x" but "y"`. */
export function replaces(
  flow: Flow,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Change | undefined {
  const values = valuesIn(piece.tokens);
  const counts = values.filter(({ kind }) => kind === "number");
  const relevant = values.filter((value) => value.kind !== "number" || value === counts.at(-1));
  const placings: Placing[] = [];
  for (const value of relevant) {
    const place =
      placeByOld(flow, value, piece, request) ??
      placeByShape(flow, value, piece, placings, request);
    if (place) placings.push({ value, word: "", ...place });
  }
  return assign(flow, placings, piece, request);
}

function placeByOld(
  flow: Flow,
  value: Value,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Pick<Placing, "known" | "field"> | undefined {
  const old = new Set(valuesIn(piece.old).map((one) => one.value));
  const steps = knownSteps(flow, request).toReversed();
  for (const known of steps) {
    const field = known.operation.fields.find(
      (one) =>
        entriesOf(one, known.step.with[one.name]).some((entry) =>
          old.has(plainText(entry) ?? ""),
        ) &&
        (fitsNamed(one, value) || fitsKind(one, value)),
    );
    if (field) return { known, field };
  }
  return undefined;
}

function placeByShape(
  flow: Flow,
  value: Value,
  piece: Piece,
  taken: readonly Placing[],
  request: Pick<Request, "vocabulary">,
): Pick<Placing, "known" | "field"> | undefined {
  const named = namedSteps(flow, piece.tokens, request);
  const all = knownSteps(flow, request).toReversed();
  const steps =
    named.length > 0 && named.length < all.length ? [...named.toReversed(), ...all] : all;
  const free = (known: KnownStep, field: Field) =>
    !taken.some((one) => one.field === field && one.known.step.id === known.step.id);
  const find = (fits: (field: Field, known: KnownStep) => boolean) => {
    for (const known of steps) {
      const field = known.operation.fields.find((one) => free(known, one) && fits(one, known));
      if (field) return { known, field };
    }
    return undefined;
  };
  const present = (field: Field, { step }: KnownStep) => field.name in step.with;
  if (value.kind === "text")
    return (
      find((field, known) => field === mainText(known.operation) && present(field, known)) ??
      find(
        (field, known) => (field.kind === "text" || field.kind === "name") && present(field, known),
      )
    );
  const sameShape = find(
    (field, { step }) =>
      entriesOf(field, step.with[field.name]).some((entry) => shapeOf(entry) === value.kind) &&
      (fitsKind(field, value) || fitsNamed(field, value)) &&
      field.kind !== "text",
  );
  return (
    sameShape ??
    find((field, known) => present(field, known) && fitsKind(field, value)) ??
    (value.kind === "email"
      ? find(
          (field, known) =>
            present(field, known) && (field.kind === "channel" || field.kind === "person"),
        )
      : undefined) ??
    (value.kind === "number" ? find((field) => field.kind === "count") : undefined)
  );
}

/** `use the other calendar`: which one is not said. */
export function asksWhich(
  flow: Flow,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Change | undefined {
  const at = piece.tokens.findIndex(({ norm }) =>
    /^(?:other|another|different|andere|anderen|anderes|anderer|otro|otra|autre|outro|outra|diferente)$/.test(
      norm,
    ),
  );
  const thing = piece.tokens
    .slice(at + 1)
    .find(({ norm, kind }) => kind === "word" && !isDeterminer(norm));
  if (at < 0 || !thing || valuesIn(piece.tokens).length > 0) return undefined;
  const named = knownSteps(flow, request).some(
    ({ operation }) => fieldsNamed(thing, operation).length > 0,
  );
  return named
    ? askFirst(flow, `Which ${thing.norm} do you mean? Give me its name, address or id.`)
    : undefined;
}
