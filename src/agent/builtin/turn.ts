import { z } from "zod";
import * as tools from "../../contract/tools.ts";
import { type Flow, flowSchema } from "../../flow/schema.ts";
import { questionOf } from "../../contract/questions.ts";
import { chosenOption } from "./answer-values.ts";
import { functionKey, nameKey } from "./open-question.ts";
import { renamingIn } from "./rename.ts";
import { tokenize } from "./tokens.ts";
import type { Conversation, ToolAnswer } from "./conversation.ts";

/** What the tools have answered in one turn, read by their shapes. */
export interface Turn {
  readonly said: string;
  readonly answers: readonly ToolAnswer[];
  last(tool: string): ToolAnswer | undefined;
}

export function turnOf({ turn }: Conversation): Turn {
  return { ...turn, last: (tool) => turn.answers.findLast((answer) => answer.tool === tool) };
}

/** The answer of a tool where it has its shape. */
export function parsed<Shape extends z.ZodType>(
  shape: Shape,
  answer: ToolAnswer | undefined,
): z.output<Shape> | undefined {
  return answer?.status === "answered" ? shape.safeParse(answer.output).data : undefined;
}

export interface ReadFunction {
  readonly name: string;
  readonly version: number;
  readonly origin: "flow" | "hand";
  readonly flow: Flow | undefined;
  readonly code: string;
}

/** The function of that name as this turn has read it. */
export function readFunction(turn: Turn, name: string | undefined): ReadFunction | undefined {
  const answer = turn.answers.findLast(
    (candidate) => candidate.tool === "read_function" && inputName(candidate) === name,
  );
  const found = parsed(tools.readFunction.output, answer);
  if (found?.status !== "found") return undefined;
  return { ...found, flow: flowSchema.safeParse(found.flow).data };
}

function inputName(answer: ToolAnswer): string | undefined {
  return z.object({ name: z.string() }).safeParse(answer.input).data?.name;
}

const withName = z.object({ name: z.string() });

/**
 * The function that the chat is about: the one beside it, unless the last exchange made or ran
 * another. Else the one written, restored, run or read last in an earlier exchange. One that only
 * looks reads what is at hand first, and may look at others for comparison.
 */
export function currentFunction({ past, about }: Conversation): string | undefined {
  if (about?.kind === "function") return madeIn(past.at(-1)) ?? about.name;
  for (const exchange of past.toReversed()) {
    const read = toldIn(exchange).filter(({ tool }) => tool === "read_function");
    const name = madeIn(exchange) ?? firstName(read);
    if (name !== undefined) return name;
  }
  return undefined;
}

const makers: ReadonlySet<string> = new Set([
  "write_function",
  "edit_code",
  "restore_function",
  "run_function",
  "copy_function",
  "delete_function",
]);

type Exchange = Conversation["past"][number];

function toldIn({ answers }: Exchange): readonly ToolAnswer[] {
  return answers.filter(({ status }) => status !== "failed");
}

/** The function that an exchange made, changed or ran last. */
function madeIn(exchange: Exchange | undefined): string | undefined {
  const made = exchange && toldIn(exchange).filter(({ tool }) => makers.has(tool));
  return made && firstName(made.toReversed());
}

function firstName(answers: readonly ToolAnswer[]): string | undefined {
  for (const answer of answers) {
    const name =
      withName.safeParse(answer.output).data?.name ??
      (answer.tool === "run_function" ? inputName(answer) : undefined);
    if (name !== undefined) return name;
  }
  return undefined;
}

/**
 * The function that a message is about: one that it names, that was chosen in answer to a question,
 * that this turn has read alone, or that the chat was last about.
 */
export function functionMeant(
  conversation: Conversation,
  known: readonly string[],
): string | undefined {
  const { past, turn } = conversation;
  const last = past.at(-1)?.answers.at(-1);
  const input = last?.tool === "ask_person" && tools.askPerson.input.safeParse(last.input).data;
  const asked = (input ? input.questions : []).map(questionOf);
  const renaming = renamingIn(tokenize(turn.said), known);
  // A new name is none of a function that is meant, even where one has it.
  const named =
    renaming || (asked.some(({ key }) => key === nameKey) && /^\S+$/.test(turn.said.trim()))
      ? renaming?.of
      : namedFunction(turn.said, known);
  if (named !== undefined) return named;
  const options = asked.find(({ key }) => key === functionKey)?.options;
  const chosen = options && chosenOption(options, turn.said);
  if (chosen !== undefined) return chosen;
  const read = turn.answers.filter(({ tool }) => tool === "read_function").map(inputName);
  // who looks at several means none of them
  const [only, ...others] = new Set(read);
  return (others.length === 0 ? only : undefined) ?? currentFunction(conversation);
}

function namedFunction(said: string, known: readonly string[]): string | undefined {
  // `process-order` is a name, too.
  const words = new Set([...said.split(/[^\w$]+/), ...said.split(/[^\w$-]+/)]);
  return known.findLast((name) => words.has(name));
}
