import * as tools from "../../contract/tools.ts";
import type { Flow } from "../../flow/schema.ts";
import { answerTo } from "./answers.ts";
import { access } from "./answers-access.ts";
import { automationStep } from "./automation-steps.ts";
import { build, madeOf } from "./build.ts";
import { afterConflict } from "./conflicts.ts";
import type { Conversation } from "./conversation.ts";
import { whatIsMeant } from "./meant.ts";
import { withoutFlow } from "./needs-code.ts";
import { asksTool, nameKey } from "./open-question.ts";
import { pageCan } from "./pages/edit-replies.ts";
import { pageAtHand } from "./pages/page-at-hand.ts";
import { pageEditStep } from "./pages/page-edit-steps.ts";
import { pageQuestionStep } from "./pages/page-questions.ts";
import { madeBefore, pageStep } from "./pages/page-steps.ts";
import { functionName } from "./rename.ts";
import { runStep } from "./run-step.ts";
import * as replies from "./replies.ts";
import {
  type Call,
  askPerson,
  call,
  say,
  type Situation,
  type Step,
  type StepContext,
} from "./step.ts";
import { currentFunction, functionMeant, parsed, readFunction, type Turn, turnOf } from "./turn.ts";
import type { Intent } from "./understand.ts";
import { askFunction, beforeFollowing } from "./which-function.ts";

const maxQueryLength = 400;

/** The next step of the turn, from the conversation alone. */
export function nextStep(conversation: Conversation, context: StepContext): Step {
  const turn = turnOf(conversation);
  const failed = turn.answers.at(-1);
  if (failed?.status === "failed") return say(replies.toolFailed(failed));
  if (turn.last("ask_person") || turn.last("decline")) return say(replies.yourTurn);
  const settled = afterConflict(conversation);
  if (settled) return settled;
  const asked = pageQuestionStep(conversation, turn, context);
  if (asked) return asked;
  const ofPage = pageEditStep(conversation, turn, context);
  if (ofPage) return ofPage;
  const listed = parsed(tools.listFunctions.output, turn.last("list_functions"))?.functions ?? [];
  const known = [currentFunction(conversation) ?? "", ...listed.map(({ name }) => name)].filter(
    Boolean,
  );
  const name = functionMeant(conversation, known);
  const look = lookAround(turn, name, context);
  if (look) return look;
  const current = readFunction(turn, name);
  const meant = whatIsMeant(conversation, { context, functions: known, current });
  if (meant.dropped) return say(replies.dropped(meant.made));
  const hand = pageAtHand(conversation);
  if (hand !== undefined && isUnclear(meant.intent)) return say(pageCan(hand));
  const before = madeBefore(conversation);
  const situation = { ...meant, turn, context, name, current, listed, hand, before };
  return beforeFollowing(meant.intent, situation) ?? stepFor(meant.intent, situation);
}

/** Whether nothing is known yet of what is wanted. */
function isUnclear(intent: Intent): boolean {
  return intent.kind === "ask" && !intent.flow && !intent.questions.some(asksTool);
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

function stepFor(intent: Intent, situation: Situation): Step {
  const { turn, context, name, current, listed } = situation;
  switch (intent.kind) {
    case "create":
    case "edit":
      if (intent.kind === "edit" && current && !current.flow)
        return intent.flow.name === current.name
          ? declineWith(withoutFlow(current.name))
          : say(replies.renamedByHand(current.name));
      return build(intent, situation);
    case "page":
      return pageStep(intent, situation);
    case "explain":
      return explain(intent.flow, turn, context);
    case "ask":
      if (current && !current.flow && asksName(intent))
        return say(replies.renamedByHand(current.name));
      if (current && !current.flow && (intent.base !== undefined || !intent.flow))
        return declineWith(withoutFlow(current.name));
      return intent.flow
        ? build(madeOf(intent, intent.flow), situation, intent.questions)
        : askPerson(intent.questions, intent.understood);
    case "decline":
      return declineWith(intent);
    case "rename":
      return renameWhich(situation);
    case "undo":
    case "restore": {
      const restored = parsed(tools.restoreFunction.output, turn.last("restore_function"));
      if (restored) return say(replies.restored(restored));
      if (name === undefined) return askFunction(replies.undoWhat, listed);
      return call("restore_function", {
        name,
        ...(intent.kind === "restore" ? { version: intent.version } : {}),
      });
    }
    case "copy":
    case "delete":
      return wholeStep(intent, situation);
    case "pause":
    case "resume":
    case "unschedule":
      return (
        automationStep(intent, situation) ?? runStep({ input: {}, text: undefined }, situation)
      );
    case "run":
      return runStep(intent, situation);
    case "question":
      return answerTo(intent.question, situation);
  }
}

function asksName({ questions }: Extract<Intent, { kind: "ask" }>): boolean {
  return questions.some((question) => typeof question !== "string" && question.key === nameKey);
}

function declineWith({ reason, instead }: Extract<Intent, { kind: "decline" }>): Step {
  return call("decline", { reason, ...(instead ? { instead } : {}) });
}

/** Copies or deletes the function that is named, or the one at hand. */
function wholeStep(
  intent: Extract<Intent, { kind: "copy" | "delete" }>,
  { turn, name, listed }: Situation,
): Step {
  const copied = parsed(tools.copyFunction.output, turn.last("copy_function"));
  if (copied) return say(replies.copied(copied));
  const answer = turn.last("delete_function");
  const deleted = parsed(tools.deleteFunction.output, answer);
  if (deleted) return say(replies.deleted(deleted));
  const target = intent.of ?? name;
  if (target === undefined)
    return askFunction(intent.kind === "copy" ? replies.copyWhat : replies.deleteWhat, listed);
  if (intent.kind === "delete")
    return answer?.status === "denied"
      ? say(replies.notDeleted(target))
      : call("delete_function", { name: target });
  const words = intent.to.map(({ kind, raw, value }) => (kind === "quote" ? value : raw));
  const to = functionName(words);
  if (words.length > 0 && to === undefined) return askPerson([replies.copyName(words.join(" "))]);
  return call("copy_function", { name: target, ...(to === undefined ? {} : { to }) });
}

/** The only function there is, or the one that is chosen. */
function renameWhich({ context, listed }: Situation): Step {
  const [only, more] = listed;
  return only && !more && context.can("read_function")
    ? call("read_function", { name: only.name })
    : askFunction(replies.renameWhat, listed);
}

/** What a flow would need, without writing it. */
function explain(flow: Flow, turn: Turn, { can }: StepContext): Step {
  const proposed = parsed(tools.proposeFlow.output, turn.last("propose_flow"));
  if (!proposed && can("propose_flow")) return call("propose_flow", { flow });
  return proposed?.status === "ready"
    ? say(replies.permissions(proposed.permissions))
    : say(access([], []));
}
