import type { Flow } from "../../flow/schema.ts";
import type { Request } from "./compose.ts";
import { type Change, type Piece, knownSteps } from "./edit-context.ts";
import { namedSteps } from "./edit-target.ts";
import { fieldChanged, setValue, valuesIn } from "./edit-values.ts";
import { noWords } from "./edit-words.ts";
import { wordsIn } from "./lexicon.ts";

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
    const choice = operation.fields.find(
      (one) =>
        one.choices?.some((word) => word.length > 5 && words.has(word.toLowerCase())) === true,
    );
    const value = choice?.choices?.find((word) => words.has(word.toLowerCase()));
    if (
      choice &&
      value !== undefined &&
      !isNo &&
      piece.verbs.length === 0 &&
      step.with[choice.name] !== value
    )
      return {
        flow: setValue(flow, step.id, choice.name, value),
        said: [fieldChanged(choice, value)],
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
