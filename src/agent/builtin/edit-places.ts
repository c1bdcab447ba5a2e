import type { Flow } from "../../flow/schema.ts";
import { type Piece, knownSteps } from "./edit-context.ts";
import { fieldsNamed } from "./edit-fields.ts";
import { namedSteps } from "./edit-target.ts";
import { type Value, choiceOf, fitsNamed, valuesIn } from "./edit-values.ts";
import type { KnownStep } from "./fill.ts";
import { isDeterminer, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
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
  return values.flatMap((value) => {
    const found =
      mentionBefore(piece.tokens, value, steps, values, verbAt(piece)) ??
      mentionAfter(piece.tokens, value, steps);
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
  values: readonly Value[],
  verb: number,
): Omit<Placing, "value"> | undefined {
  let weak: Omit<Placing, "value"> | undefined;
  for (let at = value.at - 1; at >= Math.max(0, value.at - 6); at--) {
    const between = values.find((one) => one.at === at);
    if (between && between.kind !== value.kind) break;
    // `cc bob@… and ann@…` share the field
    if (between || at === verb) continue;
    const found = fieldFor(tokens, at, value, steps);
    // `in copy to bob@…` is no `to`
    if (found && !isStopWord(tokens[at]?.norm ?? "")) return found;
    weak ??= found;
  }
  return weak;
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
      const compound = compoundAt(tokens, at);
      const whole = compound ? fieldsNamed(compound, known.operation) : [];
      const fields =
        whole.length > 0
          ? whole
          : isCopy(tokens, at)
            ? known.operation.fields.filter(
                ({ name }) => name === (isBlind(tokens, at) ? "bcc" : "cc"),
              )
            : fieldsNamed(token, known.operation);
      const field = fields.find(
        (one) => fitsNamed(one, value) && (!prefer || one.name in known.step.with),
      );
      if (field) return { known, field, word: nounOf(token.norm) };
    }
  }
  return undefined;
}

/** `en copia oculta`, `en copie cachée`. */
function isBlind(tokens: readonly Token[], at: number): boolean {
  return [tokens[at - 1], tokens[at + 1]].some((token) =>
    /^(?:oculta|cachee|blind)$/.test(token?.norm ?? ""),
  );
}

/** `last name` is one word where an API has it. */
function compoundAt(tokens: readonly Token[], at: number): Token | undefined {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (before?.kind !== "word" || token?.kind !== "word") return undefined;
  return { ...token, norm: `${before.norm}${token.norm}`, value: `${before.value}${token.value}` };
}

/** `in copy`, `en copia`: not something to copy. */
function isCopy(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:copy|copia|copie|kopie)$/.test(tokens[at]?.norm ?? "") &&
    /^(?:in|en|em|as|a|de|carbon)$/.test(tokens[at - 1]?.norm ?? "")
  );
}
