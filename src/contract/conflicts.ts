import type { MergeChoice, MergeConflict } from "./function.ts";
import { type Question, readAnswersMessage } from "./questions.ts";

/** What a person chooses from: their own lines, or those of the change. */
export const conflictOptions: Readonly<Record<MergeChoice, string>> = {
  hand: "Keep my lines",
  flow: "Take the new lines",
};

/** Which conflicts of a proposal a question is about: places in their order, from 1. */
export interface AskedConflicts {
  readonly proposal: string;
  readonly from: number;
  readonly to: number;
}

/** As many as one call of ask_person takes; the last is about all that are left. */
const maxQuestions = 5;
/** Characters of one side. */
const maxSide = 320;

/**
 * Asks which side of each conflict stays, and shows both. The key says which conflicts of which
 * proposal are meant, so that an answer needs nothing else of the chat.
 */
export function conflictQuestions(
  proposal: string,
  conflicts: readonly MergeConflict[],
): Question[] {
  return conflicts.slice(0, maxQuestions).map((conflict, at) => {
    const left = at === maxQuestions - 1 ? conflicts.slice(at) : [conflict];
    return {
      key: `conflict.${proposal}.${at + 1}-${at + left.length}`,
      question: left.length > 1 ? restText(left) : textOf(conflict),
      options: Object.values(conflictOptions),
    };
  });
}

/** What the key of a question says, where it asks for a side. */
export function conflictsAsked(key: string): AskedConflicts | undefined {
  const [, proposal, from, to] = /^conflict\.(.+)\.(\d+)-(\d+)$/.exec(key) ?? [];
  return proposal === undefined ? undefined : { proposal, from: Number(from), to: Number(to) };
}

const sides: readonly MergeChoice[] = ["hand", "flow"];

/**
 * A side for each conflict, where a message answers all questions; `sideOf` reads one answer, as
 * one of the options where it is left out.
 */
export function sidesIn(
  questions: readonly Question[],
  message: string,
  sideOf = (answer: string) => sides.find((side) => conflictOptions[side] === answer.trim()),
): MergeChoice[] | undefined {
  const texts = questions.map(({ question }) => question);
  const answers = readAnswersMessage(texts, message) ?? texts.map(() => message);
  const chosen = questions.map(({ key = "" }, index) => {
    const asked = conflictsAsked(key);
    const side = sideOf(answers[index] ?? "");
    return asked && side && Array.from({ length: asked.to - asked.from + 1 }, () => side);
  });
  return chosen.includes(undefined) ? undefined : chosen.flatMap((some) => some ?? []);
}

function textOf({ line, hand, flow }: MergeConflict): string {
  return `Line ${line} was edited by hand, and the change touches it too.\nYours:\n${shown(hand)}\nNew:\n${shown(flow)}\nWhich stays?`;
}

function restText(conflicts: readonly MergeConflict[]): string {
  const lines = conflicts.map(({ line }) => line).slice(0, 50);
  return `The change meets lines edited by hand in ${conflicts.length} more places, at lines ${lines.join(", ")}. Which side stays in all of them?`;
}

function shown(code: string): string {
  if (code.trim() === "") return "(nothing: the lines are gone)";
  return code.length > maxSide ? `${code.slice(0, maxSide)} …` : code;
}
