import type { Flow } from "../../flow/schema.ts";
import { assign } from "./edit-assign.ts";
import { type Change, type Piece, askFirst, knownSteps } from "./edit-context.ts";
import { fieldsNamed, mainText } from "./edit-fields.ts";
import type { Placing } from "./edit-places.ts";
import { namedSteps } from "./edit-target.ts";
import {
  type Value,
  entriesOf,
  inputIn,
  fitsKind,
  fitsNamed,
  plainText,
  shapeOf,
  valuesIn,
} from "./edit-values.ts";
import type { KnownStep } from "./fill.ts";
import { isDeterminer, isStopWord, verbOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import type { Field } from "./vocabulary.ts";

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
    // half understood is not done by half
    if (!place && value.kind !== "number") return undefined;
    if (place) placings.push({ value, word: "", ...place });
  }
  return assign(flow, placings, piece, request);
}

/** `"x" instead of "y"`, where `y` stands in the flow: nothing else is meant. */
export function replacesOld(
  flow: Flow,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Change | undefined {
  const [value, more] = valuesIn(piece.tokens);
  if (!value || more || piece.old.length === 0) return undefined;
  const place = placeByOld(flow, value, piece, request);
  return place && assign(flow, [{ value, word: "", ...place }], piece, request);
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

const nameWords =
  /^(?:call|name|nenne|nenn|llama|llamalo|appelle|chama|chame|heissen|titled|called|named)$/;

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
  // what an earlier step gives stays linked to it
  const isLinked = (field: Field, { step }: KnownStep) =>
    field.kind === "ref" &&
    plainText(step.with[field.name]) === undefined &&
    inputIn(step.with[field.name]) === undefined;
  const present = (field: Field, known: KnownStep) =>
    field.name in known.step.with && !isLinked(field, known);
  const names = piece.tokens.some(({ norm }) => verbOf(norm) === "rename" || nameWords.test(norm));
  if (value.kind === "text")
    return (
      (names
        ? find((field, known) => field.kind === "name" && present(field, known))
        : undefined) ??
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
    (value.kind === "number" ? find((field) => field.kind === "count") : undefined) ??
    // an address of a calendar can be nothing else
    (value.kind === "ref" && value.value.includes("@")
      ? find((field) => fitsNamed(field, value))
      : undefined)
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

/** `change the subject`: to what is not said. */
export function asksValue(
  flow: Flow,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Change | undefined {
  const onlyNames = piece.verbs.every((verb) => /^(?:update|set|rename|add)$/.test(verb));
  if (!onlyNames || valuesIn(piece.tokens).length > 0 || piece.tokens.length > 5) return undefined;
  const word = piece.tokens.find(
    (token) =>
      !isStopWord(token.norm) &&
      knownSteps(flow, request).some(({ operation, step }) =>
        fieldsNamed(token, operation).some(
          ({ name }) => name in step.with || piece.verbs[0] === "add",
        ),
      ),
  );
  return word && askFirst(flow, `What should the ${word.raw} be?`);
}
