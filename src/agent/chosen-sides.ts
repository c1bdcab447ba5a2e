import { isDeepStrictEqual } from "node:util";
import type { ModelMessage } from "ai";
import { conflictsAsked, sidesIn } from "../contract/conflicts.ts";
import type { MergeChoice } from "../contract/function.ts";
import { questionOf } from "../contract/questions.ts";
import { askPerson } from "../contract/tools.ts";

/**
 * Whether the sides that a model gives are the person's: asked for in this chat before they spoke
 * last, and no others than they chose, where they did so in the words that were offered.
 */
export function choseSides(
  messages: readonly ModelMessage[],
  proposal: string,
  choices: readonly MergeChoice[],
): boolean {
  const spoke = messages.findLastIndex(({ role }) => role === "user");
  const questions = messages
    .slice(0, Math.max(0, spoke))
    .flatMap(questionsIn)
    .filter(({ key = "" }) => conflictsAsked(key)?.proposal === proposal);
  if (questions.length === 0) return false;
  const said = sidesIn(questions, textOf(messages[spoke]));
  return said === undefined || isDeepStrictEqual(said, [...choices]);
}

function questionsIn({ role, content }: ModelMessage) {
  if (role !== "assistant" || typeof content === "string") return [];
  return content.flatMap((part) => {
    if (part.type !== "tool-call" || part.toolName !== "ask_person") return [];
    return askPerson.input.safeParse(part.input).data?.questions.map(questionOf) ?? [];
  });
}

function textOf(message: ModelMessage | undefined): string {
  if (message?.role !== "user") return "";
  const { content } = message;
  if (typeof content === "string") return content;
  return content.flatMap((part) => (part.type === "text" ? part.text : [])).join("\n");
}
