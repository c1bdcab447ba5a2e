import { z } from "zod";
import * as tools from "../../contract/tools.ts";
import { type Flow, flowSchema } from "../../flow/schema.ts";
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

const about = z.object({ name: z.string() });

/**
 * The function that the chat was last about: written, restored, run or read in an earlier exchange.
 * One that only looks reads what is at hand first, and may look at others for comparison.
 */
export function currentFunction({ past }: Conversation): string | undefined {
  const makers = new Set(["write_function", "restore_function", "run_function"]);
  for (const { answers } of past.toReversed()) {
    const told = answers.filter(({ status }) => status !== "failed");
    const made = told.filter(({ tool }) => makers.has(tool)).toReversed();
    const read = told.filter(({ tool }) => tool === "read_function");
    for (const answer of [...made, ...read]) {
      const name =
        about.safeParse(answer.output).data?.name ??
        (answer.tool === "run_function" ? inputName(answer) : undefined);
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

/** Tools that an answer to a question takes, besides the look around that every turn begins with. */
const looks = new Set([
  "search_catalog",
  "list_functions",
  "read_function",
  "list_runs",
  "list_connections",
]);

/**
 * The message, with those before it that were answered by questions: this one may only fill a gap in
 * them. What the person asked in between leaves the gap open.
 */
export function fullRequest({ turn, past }: Conversation): string {
  const parts = [turn.said];
  for (const exchange of past.toReversed()) {
    if (exchange.answers.every(({ tool }) => looks.has(tool))) continue;
    if (exchange.answers.at(-1)?.tool !== "ask_person") break;
    parts.unshift(exchange.said);
  }
  return parts.join("\n");
}
