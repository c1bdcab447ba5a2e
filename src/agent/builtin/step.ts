import type { z } from "zod";
import type * as tools from "../../contract/tools.ts";
import type { Accounts } from "./account-words.ts";
import type { AnyQuestion, Answers } from "./open-question.ts";
import { toAsk } from "./open-question.ts";
import type { MadeBefore } from "./pages/page-steps.ts";
import type { ReadFunction, Turn } from "./turn.ts";
import type { Vocabulary } from "./vocabulary.ts";

export type ListedFunction = z.output<typeof tools.listFunctions.output>["functions"][number];

/** What the model does next; it may say something before it calls. */
export type Step = Say | Calls;
interface Say {
  readonly kind: "say";
  readonly text: string;
}
interface Calls {
  readonly kind: "call";
  readonly text?: string;
  readonly calls: readonly Call[];
}

export interface Call {
  readonly tool: string;
  readonly input: unknown;
}

export interface StepContext {
  readonly vocabulary: Vocabulary;
  readonly now: Date;
  readonly timezone: string;
  /** Whether a tool may be called. */
  readonly can: (tool: string) => boolean;
}

/** All that is known when a step is chosen. */
export interface Situation {
  readonly turn: Turn;
  readonly context: StepContext;
  readonly name: string | undefined;
  readonly current: ReadFunction | undefined;
  readonly listed: readonly ListedFunction[];
  /** What the person wants, in their own words, with what they answered about it. */
  readonly request: string;
  readonly answers: Answers;
  /** What was chosen for the person, in words. */
  readonly assumed: readonly string[];
  /** The page that the chat is about. */
  readonly hand: string | undefined;
  /** What the last exchange of the same wish made for a page. */
  readonly before: MadeBefore;
  /** Of tools that have several, the default first. */
  readonly accounts: Accounts;
}

export const say = (text: string): Say => ({ kind: "say", text });
export const call = (tool: string, input: unknown): Calls => ({
  kind: "call",
  calls: [{ tool, input }],
});

/** All questions at once. */
export function askPerson(questions: readonly AnyQuestion[], understood?: string): Step {
  return call("ask_person", {
    ...(understood ? { understood } : {}),
    questions: questions.map(toAsk),
  });
}
