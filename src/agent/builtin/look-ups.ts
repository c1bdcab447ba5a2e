import type { z } from "zod";
import * as automations from "../../contract/automation-tools.ts";
import * as tools from "../../contract/tools.ts";
import { isNamed } from "./answers-access.ts";
import * as fn from "./answers-function.ts";
import { askFunction } from "./which-function.ts";
import { askPerson, type Call, type ListedFunction, say, type Step } from "./step.ts";
import { joinWords } from "./text.ts";
import { parsed, type Turn } from "./turn.ts";
import type { Vocabulary } from "./vocabulary.ts";

type Connections = z.output<typeof tools.listConnections.output>;

/** What an answer is made from. */
export interface Situation {
  readonly turn: Turn;
  readonly context: {
    readonly vocabulary: Vocabulary;
    readonly now: Date;
    readonly timezone: string;
    readonly can: (tool: string) => boolean;
  };
  /** The function at hand, or that the message names. */
  readonly name: string | undefined;
  readonly listed: readonly ListedFunction[];
}

export const ask = (question: string): Step => askPerson([question]);

export const decline = (reason: string, instead: string): Step => ({
  kind: "call",
  calls: [{ tool: "decline", input: { reason, instead } }],
});

/** More functions are not read for one question. */
const maxReads = 5;

/** The answers of list_connections, one for each tool that is looked at; at least one. */
export function withConnections(
  at: Situation,
  toolIds: readonly string[],
  words: (answers: readonly [Connections, ...Connections[]]) => string,
): Step {
  const inputs = toolIds.length > 0 ? toolIds.map((tool) => ({ tool })) : [{}];
  const answers = inputs.map((input) =>
    parsed(tools.listConnections.output, answered(at.turn, "list_connections", input)),
  );
  const [first, ...rest] = answers.filter((one) => one !== undefined);
  return first && rest.length === inputs.length - 1
    ? say(words([first, ...rest]))
    : lookUp(
        at,
        inputs.map((input) => ({ tool: "list_connections", input })),
      );
}

export function withRuns(
  at: Situation,
  words: (runs: z.output<typeof tools.listRuns.output>["runs"]) => string,
): Step {
  const input = at.name === undefined ? {} : { function: at.name };
  const runs = parsed(tools.listRuns.output, answered(at.turn, "list_runs", input));
  return runs ? say(words(runs.runs)) : lookUp(at, [{ tool: "list_runs", input }]);
}

type Automations = z.output<typeof automations.listAutomations.output>;

/** What starts by itself; nothing where that cannot be looked up, since there is nothing. */
export function withAutomations(at: Situation, next: (listed: Automations) => string | Step): Step {
  const { can } = at.context;
  const none: Automations = { automations: [], dead: [] };
  const listed = can("list_automations")
    ? parsed(automations.listAutomations.output, answered(at.turn, "list_automations", {}))
    : none;
  if (!listed) return lookUp(at, [{ tool: "list_automations", input: {} }]);
  const said = next(listed);
  return typeof said === "string" ? say(said) : said;
}

export interface Reading {
  readonly version?: number | undefined;
  readonly since?: number | undefined;
}

/** The function that is meant: at hand, the only one, or the only one that uses the named tool. */
export function withFunction(
  named: readonly string[],
  at: Situation,
  { version, since }: Reading,
  words: (found: fn.FoundFunction) => string,
): Step {
  const using = at.listed.filter(callsTools(named));
  const candidates = named.length > 0 && using.length > 0 ? using : at.listed;
  const name = at.name ?? (candidates.length === 1 ? candidates[0]?.name : undefined);
  if (name === undefined)
    return at.listed.length === 0
      ? say(fn.noFunctions)
      : askFunction((names) => `Which function do you mean: ${joinWords(names)}?`, at.listed);
  const input = {
    name,
    ...(version === undefined ? {} : { version }),
    ...(since === undefined ? {} : { since }),
  };
  const read = parsed(tools.readFunction.output, answered(at.turn, "read_function", input));
  if (!read) return lookUp(at, [{ tool: "read_function", input }]);
  switch (read.status) {
    case "found":
      return say(words(read));
    case "no-such-version":
      return say(fn.noSuchVersion(name, read.newest));
    case "not-found":
      return say(fn.functionList(at.listed));
  }
}

/** Reads some functions; `words` may look up more. */
export function withAll(
  at: Situation,
  names: readonly string[],
  words: (found: readonly fn.FoundFunction[]) => string | Step,
): Step {
  const calls = names
    .slice(0, maxReads)
    .map((name) => ({ tool: "read_function", input: { name } }));
  const open = calls.filter(({ tool, input }) => !answered(at.turn, tool, input));
  if (open.length > 0) return lookUp(at, open);
  const found = calls.flatMap(({ tool, input }) => {
    const read = parsed(tools.readFunction.output, answered(at.turn, tool, input));
    return read?.status === "found" ? [read] : [];
  });
  const said = words(found);
  return typeof said === "string" ? say(said) : said;
}

function answered(turn: Turn, tool: string, input: unknown) {
  return turn.answers.findLast(
    (one) => one.tool === tool && JSON.stringify(one.input) === JSON.stringify(input),
  );
}

function lookUp({ context }: Situation, calls: readonly Call[]): Step {
  const open = calls.filter(({ tool }) => context.can(tool));
  return open.length > 0 ? { kind: "call", calls: open } : say("I cannot look that up here.");
}

/** Whether a function calls one of these tools. */
export function callsTools(named: readonly string[]): (listed: ListedFunction) => boolean {
  return ({ operations }) =>
    operations.some((operation) => isNamed(named)({ id: operation.split(".")[0] ?? "" }));
}
