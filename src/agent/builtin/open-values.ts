import type { FlowInput, FlowTrigger } from "../../flow/schema.ts";
import { readAnswer, type Reading } from "./answer-values.ts";
import type { Clause } from "./clauses.ts";
import { defaultText } from "./message-text.ts";
import { asks, questionFor, startsAlone } from "./open-fields.ts";
import type { OpenQuestion } from "./open-question.ts";
import type { Request } from "./request.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/** What was answered about an input; `unclear` where an answer does not fit it. */
export type FieldAnswer = Reading | { readonly as: "unclear" };

export function answerTo(
  key: string,
  field: Field,
  { answers, moment }: Pick<Request, "answers" | "moment">,
): FieldAnswer | undefined {
  const said = answers.get(key);
  if (said === undefined) return undefined;
  return readAnswer({ wants: { kind: "field", field } }, said, moment) ?? { as: "unclear" };
}

interface Open {
  readonly key: string;
  readonly operation: KnownOperation;
  readonly clause: Clause;
  readonly request: Request;
  readonly answer: FieldAnswer | undefined;
}

/** The question that an open input still needs; none where it may be left to the caller. */
export function leftOpen(
  field: Field,
  { key, operation, clause, request, answer }: Open,
): OpenQuestion | undefined {
  if (answer === undefined)
    return asks(field, clause, request) ? questionFor(field, operation, key) : undefined;
  const isLeft = answer.as === "caller" || answer.as === "any";
  return isLeft && !startsAlone(request.trigger)
    ? undefined
    : questionFor(field, operation, key, true);
}

interface Said {
  readonly key: string;
  readonly field: Field;
  readonly answer: FieldAnswer | undefined;
  readonly trigger: FlowTrigger;
}

/** The inputs of a message whose words nobody gave, and what to ask where nobody could pass them. */
export function sayWhat(
  inputs: Readonly<Record<string, FlowInput>>,
  { key, field, answer, trigger }: Said,
): { readonly inputs: Readonly<Record<string, FlowInput>>; readonly question?: OpenQuestion } {
  const isOpen = Object.values(inputs).some((input) => input.default === undefined);
  if (!isOpen || !startsAlone(trigger)) return { inputs };
  if (answer?.as === "any") {
    const filled = Object.entries(inputs).map(([name, input]): [string, FlowInput] => [
      name,
      { ...input, default: input.default ?? defaultText },
    ]);
    return { inputs: Object.fromEntries(filled) };
  }
  const question = "What should the message say?";
  return { inputs, question: { key, question, wants: { kind: "field", field } } };
}
