import type { Flow } from "../../flow/schema.ts";
import * as tools from "../../contract/tools.ts";
import { accountQuestion, defaultsTaken } from "./which-account.ts";
import { askSides } from "./conflicts.ts";
import { echo } from "./echo.ts";
import { readPeople } from "./people-words.ts";
import { repair } from "./repair.ts";
import { asksWhose, withOwnAt } from "./step-people.ts";
import * as replies from "./replies.ts";
import { type Call, askPerson, call, say, type Situation, type Step } from "./step.ts";
import { runStep } from "./run-step.ts";
import { parsed, type Turn } from "./turn.ts";
import type { AnyQuestion } from "./open-question.ts";
import type { Intent } from "./understand.ts";

/** What is made before everything is known. */
export function madeOf(
  { base, assumed = [], gaps }: Extract<Intent, { kind: "ask" }>,
  flow: Flow,
): Extract<Intent, { kind: "create" | "edit" }> {
  return base === undefined
    ? { kind: "create", flow, assumed, gaps }
    : { kind: "edit", base, flow, changes: [] };
}

/** describe_operations → what was understood and propose_flow → request_connection for each provider → write_function → words. */
export function build(
  wanted: Extract<Intent, { kind: "create" | "edit" }>,
  situation: Situation,
  open: readonly AnyQuestion[] = [],
): Step {
  const { turn, context, current } = situation;
  const own = choseOwn(turn);
  const flow = own ? withOwnAt(wanted.flow, own, context.vocabulary) : wanted.flow;
  const intent = { ...wanted, flow };
  const askWhose = isWhoseOpen(intent.flow, situation);
  const written = parsed(tools.writeFunction.output, turn.last("write_function"));
  const proposals = turn.answers.filter(({ tool }) => tool === "propose_flow");
  const proposed = isChosenSince(turn)
    ? undefined
    : parsed(tools.proposeFlow.output, proposals.at(-1));
  if (written?.status === "refused") return say(replies.refused(written.problems));
  if (written?.status === "conflict") return askSides(written.questions);
  if (written) {
    const outcomes = connectionsOf(turn).filter(({ whose }) => whose === undefined);
    const text = replies.written(written, intent, proposed, outcomes, {
      before: current?.flow,
      isWhoseOpen: askWhose,
    });
    if (open.length > 0) return askPerson(open, text);
    const asked = proposed?.status === "ready" ? proposed.connect.length : 0;
    const granted = outcomes.filter(({ status }) => status === "granted");
    const step =
      granted.length === Math.max(asked, outcomes.length)
        ? runAfter(intent, { ...situation, name: written.name })
        : undefined;
    return step?.kind === "call" ? { ...step, text } : (step ?? say(text));
  }
  const look = lookUp(intent, situation);
  if (look) return look;
  const described = parsed(tools.describeOperations.output, turn.last("describe_operations"));
  if (described && described.unknown.length > 0)
    return askPerson([replies.gone(described.unknown)]);
  const base = intent.kind === "edit" ? baseOf(intent, current) : {};
  if (!proposed) {
    const around = { ...situation, vocabulary: context.vocabulary };
    const question = accountQuestion(intent.flow, around);
    return question
      ? askPerson([question])
      : propose(intent, situation, {
          flow: intent.flow,
          ...base,
          ...(askWhose ? { askWhose } : {}),
        });
  }
  if (proposed.status === "invalid") {
    const repaired = proposals.length === 1 ? repair(intent.flow, proposed.problems) : undefined;
    return repaired
      ? call("propose_flow", { flow: repaired, ...base })
      : askPerson([replies.invalid(proposed.problems)]);
  }
  if (
    current &&
    intent.kind === "edit" &&
    JSON.stringify(current.flow) === JSON.stringify(intent.flow)
  )
    return runAfter(intent, situation) ?? say(replies.unchanged(current.name));
  const answered = new Set(connectionsOf(turn).map(({ request }) => request));
  const next = proposed.connect.find(({ request }) => !answered.has(request));
  if (next && context.can("request_connection"))
    return call("request_connection", { request: next.request });
  if (!context.can("write_function")) return say(replies.planned(intent));
  return call("write_function", { proposal: proposed.proposal });
}

/** The run that was ordered with the change. */
function runAfter(intent: Extract<Intent, { kind: "create" | "edit" }>, situation: Situation) {
  const order = intent.kind === "edit" ? intent.run : undefined;
  return order && situation.context.can("run_function") ? runStep(order, situation) : undefined;
}

/** Whether it is still to be chosen whose account others act with. */
function isWhoseOpen(flow: Flow, { context: { vocabulary }, request }: Situation): boolean {
  return asksWhose(flow, readPeople(request, vocabulary), request, vocabulary);
}

/** Providers of which a person chose on the card that everybody connects their own. */
function choseOwn(turn: Turn): ReadonlySet<string> | undefined {
  const asked = turn.answers.flatMap((answer) => {
    const output =
      answer.tool === "propose_flow" ? parsed(tools.proposeFlow.output, answer) : undefined;
    return output?.status === "ready" ? output.connect : [];
  });
  const chosen = connectionsOf(turn).filter(({ whose }) => whose === "user");
  const providers = chosen.flatMap(
    ({ request }) => asked.find((one) => one.request === request)?.provider ?? [],
  );
  return providers.length > 0 ? new Set(providers) : undefined;
}

/** Whether the last proposal is older than that choice. */
function isChosenSince(turn: Turn): boolean {
  const chose = turn.answers.findLastIndex(
    (answer) =>
      answer.tool === "request_connection" &&
      parsed(tools.requestConnection.output, answer)?.whose === "user",
  );
  return chose > turn.answers.findLastIndex(({ tool }) => tool === "propose_flow");
}

/** The version that is changed, and its name where that changes. */
function baseOf(
  { base, flow }: Extract<Intent, { kind: "edit" }>,
  current: Situation["current"],
): { readonly base: number; readonly was?: string } {
  return current && current.name !== flow.name ? { base, was: current.name } : { base };
}

/** What the operations take, and for a new function which tools are connected. */
function lookUp(
  intent: Extract<Intent, { kind: "create" | "edit" }>,
  { turn, context }: Situation,
): Step | undefined {
  const ids = [...new Set(intent.flow.steps.map(({ use }) => use))].slice(0, 8);
  const calls: Call[] = [];
  if (!turn.last("describe_operations") && context.can("describe_operations"))
    calls.push({ tool: "describe_operations", input: { ids } });
  if (intent.kind === "create" && !turn.last("list_connections") && context.can("list_connections"))
    calls.push({ tool: "list_connections", input: {} });
  return calls.length > 0 ? { kind: "call", calls } : undefined;
}

function propose(
  intent: Extract<Intent, { kind: "create" | "edit" }>,
  { context: { vocabulary, now, timezone }, current, assumed, accounts }: Situation,
  input: unknown,
): Step {
  const before = intent.kind === "edit" ? current?.flow : undefined;
  const isSame = before && JSON.stringify(before) === JSON.stringify(intent.flow);
  const own =
    intent.kind === "create"
      ? [...intent.assumed, ...defaultsTaken(intent.flow, { accounts, vocabulary })]
      : [];
  const all = [...own, ...assumed];
  const text = echo(intent, { vocabulary, now, timezone, before, assumed: all });
  return { ...call("propose_flow", input), ...(isSame ? {} : { text }) };
}

export function connectionsOf(turn: Turn): readonly replies.ConnectionOutcome[] {
  return turn.answers
    .filter(({ tool }) => tool === "request_connection")
    .flatMap((answer) => {
      const request = tools.requestConnection.input.safeParse(answer.input).data?.request;
      const output = parsed(tools.requestConnection.output, answer);
      return request !== undefined && output ? [{ request, ...output }] : [];
    });
}
