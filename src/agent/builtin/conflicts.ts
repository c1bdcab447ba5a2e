import { conflictOptions, conflictsAsked, sidesIn } from "../../contract/conflicts.ts";
import type { MergeChoice } from "../../contract/function.ts";
import { type Question, questionOf } from "../../contract/questions.ts";
import * as tools from "../../contract/tools.ts";
import { chosenOption } from "./answer-values.ts";
import type { Conversation } from "./conversation.ts";
import * as replies from "./replies.ts";
import { call, type Step, say } from "./step.ts";
import { fold } from "./text.ts";
import { parsed, turnOf } from "./turn.ts";

/** Asks which side of each conflict stays. */
export function askSides(questions: readonly Question[]): Step {
  return call("ask_person", { understood: replies.conflict, questions });
}

/**
 * Saves what waits for a choice between a change and lines edited by hand; undefined where the
 * message chooses nothing, so that it is a wish of its own.
 */
export function afterConflict(conversation: Conversation): Step | undefined {
  const turn = turnOf(conversation);
  const last = conversation.past.at(-1)?.answers.at(-1);
  const input =
    last?.tool === "ask_person" ? tools.askPerson.input.safeParse(last.input) : undefined;
  const chosen = choicesIn((input?.data?.questions ?? []).map(questionOf), turn.said);
  if (!chosen) return undefined;
  const written = parsed(tools.writeFunction.output, turn.last("write_function"));
  if (!written) return call("write_function", chosen);
  if (written.status === "conflict") return askSides(written.questions);
  return say(
    written.status === "saved" ? replies.settled(written) : replies.notSaved(written.problems),
  );
}

/** What is said in other words, of all that is asked. */
const spoken: Readonly<Record<MergeChoice, RegExp>> = {
  hand: /\b(?:mine|my|keep|old|meine[ns]?|behalte|alte[ns]?|mi[ao]s?|miennes|garde|minhas?|manten\w*)\b/i,
  flow: /\b(?:new|change|neue[ns]?|nuev[ao]s?|nouvelles?|nov[ao]s?)\b/i,
};
const sides: readonly MergeChoice[] = ["hand", "flow"];
/** More is a wish of its own. */
const maxSpoken = 60;

function choicesIn(questions: readonly Question[], said: string) {
  const [asked] = questions.flatMap(({ key = "" }) => conflictsAsked(key) ?? []);
  const choices = asked && sidesIn(questions, said, sideOf);
  return choices && { proposal: asked.proposal, choices };
}

function sideOf(said: string): MergeChoice | undefined {
  const option = chosenOption(Object.values(conflictOptions), said);
  const chosen = sides.find((side) => conflictOptions[side] === option);
  if (chosen || said.length > maxSpoken) return chosen;
  const [meant, more] = sides.filter((side) => spoken[side].test(fold(said)));
  return more ? undefined : meant;
}
