import * as tools from "../../contract/tools.ts";
import type { Flow } from "../../flow/schema.ts";
import { answerTo } from "./answers.ts";
import { access } from "./answers-access.ts";
import type { Conversation } from "./conversation.ts";
import type { ListedFunction } from "./look-ups.ts";
import { repair } from "./repair.ts";
import * as replies from "./replies.ts";
import {
  currentFunction,
  fullRequest,
  parsed,
  readFunction,
  type ReadFunction,
  type Turn,
  turnOf,
} from "./turn.ts";
import { type Intent, understand } from "./understand.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the model does next. */
export type Step =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "call"; readonly calls: readonly Call[] };

interface Call {
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

const say = (text: string): Step => ({ kind: "say", text });
const call = (tool: string, input: unknown): Step => ({ kind: "call", calls: [{ tool, input }] });

const maxQueryLength = 400;

/** The next step of the turn, from the conversation alone. */
export function nextStep(conversation: Conversation, context: StepContext): Step {
  const turn = turnOf(conversation);
  const failed = turn.answers.at(-1);
  if (failed?.status === "failed") return say(replies.toolFailed(failed));
  if (turn.last("ask_person") || turn.last("decline")) return say(replies.yourTurn);
  const listed = parsed(tools.listFunctions.output, turn.last("list_functions"))?.functions ?? [];
  const known = [currentFunction(conversation) ?? "", ...listed.map(({ name }) => name)].filter(
    Boolean,
  );
  const name = namedFunction(turn.said, known) ?? currentFunction(conversation);
  const look = lookAround(turn, name, context);
  if (look) return look;
  const current = readFunction(turn, name);
  const intent = intentOf(conversation, context, known, current);
  return stepFor(intent, { turn, context, name, current, listed });
}

interface Situation {
  readonly turn: Turn;
  readonly context: StepContext;
  readonly name: string | undefined;
  readonly current: ReadFunction | undefined;
  readonly listed: readonly ListedFunction[];
}

/** What there is: functions, the one at hand, the operations that fit. All in one step. */
function lookAround(turn: Turn, name: string | undefined, { can }: StepContext): Step | undefined {
  const calls: Call[] = [];
  const query = turn.said.trim().slice(0, maxQueryLength);
  if (query && can("search_catalog") && !turn.last("search_catalog"))
    calls.push({ tool: "search_catalog", input: { query } });
  if (query && can("list_functions") && !turn.last("list_functions"))
    calls.push({ tool: "list_functions", input: {} });
  const read = turn.answers.some(
    ({ tool, input }) =>
      tool === "read_function" && JSON.stringify(input) === JSON.stringify({ name }),
  );
  if (name !== undefined && can("read_function") && !read)
    calls.push({ tool: "read_function", input: { name } });
  return calls.length > 0 ? { kind: "call", calls } : undefined;
}

function namedFunction(said: string, known: readonly string[]): string | undefined {
  const words = new Set(said.split(/[^\w$]+/));
  return known.findLast((name) => words.has(name));
}

/** An answer to a question is read together with what was asked about. */
function intentOf(
  conversation: Conversation,
  context: StepContext,
  functions: readonly string[],
  current: ReadFunction | undefined,
): Intent {
  const { vocabulary, now, timezone } = context;
  const base = { vocabulary, now, timezone, functions };
  const flow = current?.flow;
  const at = current && flow ? { name: current.name, version: current.version, flow } : undefined;
  const alone = understand(conversation.turn.said, { ...base, current: at });
  // A question in between answers nothing that was asked before.
  if (alone.kind === "question") return alone;
  const whole = fullRequest(conversation);
  if (whole !== conversation.turn.said) {
    const together = understand(whole, { ...base, current: at });
    if (together.kind === "create" || together.kind === "edit") return together;
  }
  return alone;
}

function stepFor(intent: Intent, situation: Situation): Step {
  const { turn, context, name, current, listed } = situation;
  switch (intent.kind) {
    case "create":
    case "edit":
      return build(intent, situation);
    case "explain":
      return explain(intent.flow, turn, context);
    case "ask":
      if (current && !current.flow) return say(replies.handEdited(current.name));
      return call("ask_person", {
        ...(intent.understood ? { understood: intent.understood } : {}),
        questions: intent.questions,
      });
    case "decline":
      return call("decline", {
        reason: intent.reason,
        ...(intent.instead ? { instead: intent.instead } : {}),
      });
    case "undo":
    case "restore": {
      const restored = parsed(tools.restoreFunction.output, turn.last("restore_function"));
      if (restored) return say(replies.restored(restored));
      if (name === undefined) return ask(replies.undoWhat(listed.map((one) => one.name)));
      return call("restore_function", {
        name,
        ...(intent.kind === "restore" ? { version: intent.version } : {}),
      });
    }
    case "run": {
      const answer = turn.last("run_function");
      if (answer?.status === "denied") return say(replies.notRun(name ?? "the function"));
      const ran = parsed(tools.runFunction.output, answer);
      if (ran) return say(replies.ran(ran, name ?? "the function"));
      const only = listed.length === 1 ? listed[0]?.name : undefined;
      const target = name ?? only;
      if (target === undefined) return ask(replies.runWhat(listed.map((one) => one.name)));
      return call("run_function", { name: target, input: runInput(intent, current?.flow) });
    }
    case "question":
      return answerTo(intent.question, situation);
  }
}

function ask(question: string): Step {
  return call("ask_person", { questions: [question] });
}

/** describe_operations → propose_flow → request_connection for each provider → write_function → words. */
function build(
  intent: Extract<Intent, { kind: "create" | "edit" }>,
  { turn, context, current }: Situation,
): Step {
  const written = parsed(tools.writeFunction.output, turn.last("write_function"));
  const proposals = turn.answers.filter(({ tool }) => tool === "propose_flow");
  const proposed = parsed(tools.proposeFlow.output, proposals.at(-1));
  if (written?.status === "refused") return say(replies.refused(written.problems));
  if (written) return say(replies.written(written, intent, proposed, connectionsOf(turn)));
  const ids = [...new Set(intent.flow.steps.map(({ use }) => use))].slice(0, 8);
  const described = parsed(tools.describeOperations.output, turn.last("describe_operations"));
  if (!described && context.can("describe_operations")) return call("describe_operations", { ids });
  if (described && described.unknown.length > 0) return ask(replies.gone(described.unknown));
  const base = intent.kind === "edit" ? { base: intent.base } : {};
  if (!proposed) return call("propose_flow", { flow: intent.flow, ...base });
  if (proposed.status === "invalid") {
    const repaired = proposals.length === 1 ? repair(intent.flow, proposed.problems) : undefined;
    return repaired
      ? call("propose_flow", { flow: repaired, ...base })
      : ask(replies.invalid(proposed.problems));
  }
  if (
    current &&
    intent.kind === "edit" &&
    JSON.stringify(current.flow) === JSON.stringify(intent.flow)
  )
    return say(replies.unchanged(current.name));
  const answered = new Set(connectionsOf(turn).map(({ request }) => request));
  const next = proposed.connect.find(({ request }) => !answered.has(request));
  if (next && context.can("request_connection"))
    return call("request_connection", { request: next.request });
  if (!context.can("write_function")) return say(replies.planned(intent));
  return call("write_function", { proposal: proposed.proposal });
}

/** What a flow would need, without writing it. */
function explain(flow: Flow, turn: Turn, { can }: StepContext): Step {
  const proposed = parsed(tools.proposeFlow.output, turn.last("propose_flow"));
  if (!proposed && can("propose_flow")) return call("propose_flow", { flow });
  return proposed?.status === "ready"
    ? say(replies.permissions(proposed.permissions))
    : say(access([], []));
}

function connectionsOf(turn: Turn): readonly replies.ConnectionOutcome[] {
  return turn.answers
    .filter(({ tool }) => tool === "request_connection")
    .flatMap((answer) => {
      const request = tools.requestConnection.input.safeParse(answer.input).data?.request;
      const output = parsed(tools.requestConnection.output, answer);
      return request !== undefined && output ? [{ request, ...output }] : [];
    });
}

/** The values a person gives for a run, under the names of the function's inputs. */
function runInput(
  intent: Extract<Intent, { kind: "run" }>,
  flow: Flow | undefined,
): Readonly<Record<string, unknown>> {
  const inputs = Object.entries(flow?.inputs ?? {});
  const named = inputs.flatMap(([name, { type }]): [string, unknown][] => {
    const value = intent.input[name];
    return value === undefined ? [] : [[name, type === "number" ? Number(value) : value]];
  });
  if (named.length > 0 || intent.text === undefined) return Object.fromEntries(named);
  const text = inputs.find(
    ([name, { type }]) => type === "string" && (name === "text" || inputs.length === 1),
  )?.[0];
  return text === undefined ? {} : { [text]: intent.text };
}
