import type { Flow, FlowValue } from "../../flow/schema.ts";
import { type Change, type Piece, knownSteps } from "./edit-context.ts";
import { namedSteps } from "./edit-target.ts";
import { choiceOf, fieldChanged, setValue, valuesIn } from "./edit-values.ts";
import { noWords } from "./edit-words.ts";
import { wordsIn } from "./lexicon.ts";
import type { Request } from "./request.ts";
import type { Field } from "./vocabulary.ts";

/** `make it private`, `with a meet link`, `only unread ones`: an input that is yes or no. */
export function setsFlag(
  flow: Flow,
  piece: Piece,
  request: Pick<Request, "vocabulary">,
): Change | undefined {
  if (valuesIn(piece.tokens).length > 0) return undefined;
  const words = new Set(piece.tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm));
  const isNo = [...words].some((word) => noWords.has(word));
  const steps = [
    ...namedSteps(flow, piece.tokens, request),
    ...knownSteps(flow, request).toReversed(),
  ];
  for (const { step, operation } of steps) {
    const chosen = operation.fields.flatMap((one) => {
      const value = saidChoice(one, step.with[one.name], words);
      return value === undefined ? [] : [{ field: one, value }];
    })[0];
    if (chosen && !isNo && piece.verbs.every((verb) => verb === "set" || verb === "update"))
      return {
        flow: setValue(flow, step.id, chosen.field.name, chosen.value),
        said: [fieldChanged(chosen.field, chosen.value)],
      };
    const field = operation.fields.find(
      ({ type, name }) =>
        type === "boolean" &&
        wordsIn(name.replaceAll("_", " "))
          .filter((part) => part !== "is")
          .every((part) => words.has(part)),
    );
    if (!field || step.with[field.name] === !isNo) continue;
    return {
      flow: setValue(flow, step.id, field.name, !isNo),
      said: [`${field.name} is ${isNo ? "off" : "on"}`],
    };
  }
  return undefined;
}

/** `make it a Contact`, `hoch`: another of the few words that a field takes. */
function saidChoice(
  field: Field,
  before: FlowValue | undefined,
  words: ReadonlySet<string>,
): string | undefined {
  const fits = [...words].flatMap((word) =>
    word.length > 3 ? (choiceOf(field, word) ?? []) : [],
  )[0];
  const open = typeof before === "string" && field.suggestions.includes(before);
  const suggested = open
    ? field.suggestions.find((one) => words.has(one.toLowerCase()))
    : undefined;
  const value = fits ?? suggested;
  return value === before ? undefined : value;
}
