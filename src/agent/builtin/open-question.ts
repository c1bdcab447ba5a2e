import type { Question } from "../../contract/questions.ts";
import type { FlowInput } from "../../flow/schema.ts";
import type { Field } from "./vocabulary.ts";

/** What an answer has to be for its question to be settled. */
export type Wants =
  | { readonly kind: "field"; readonly field: Field }
  | { readonly kind: "input"; readonly type: FlowInput["type"] }
  | { readonly kind: "trigger" }
  /** One of the question's own options: of which yes is the first and no the last, where it is asked so. */
  | { readonly kind: "choice"; readonly isYesOrNo?: true };

/** A question that knows what it is about: its answer goes there and nowhere else. */
export interface OpenQuestion extends Question {
  readonly key: string;
  readonly wants: Wants;
}

/** A plain one asks to say more; its answer is read together with what was said before. */
export type AnyQuestion = string | OpenQuestion;

/** What was answered, word for word, by the keys of the questions. */
export type Answers = ReadonlyMap<string, string>;

/** The key of an input of a step. */
export function fieldKey(step: string, field: string): string {
  return `${step}.${field}`;
}

/** The key of an input of the function. */
export function inputKey(name: string): string {
  return `inputs.${name}`;
}

const tool = "tool.";

/** The key of the tool for the clause at this place. */
export function toolKey(clause: number): string {
  return `${tool}${clause + 1}`;
}

/** Whether a question is about which tool. */
export function asksTool(question: AnyQuestion): question is OpenQuestion {
  return typeof question !== "string" && question.key.startsWith(tool);
}

export const triggerKey = "trigger";
export const functionKey = "function";
/** The key of the new name of a function. */
export const nameKey = "name";

/** As ask_person takes it. */
export function toAsk(question: AnyQuestion): string | Question {
  if (typeof question === "string") return question;
  const { wants: _, ...asked } = question;
  return asked;
}
