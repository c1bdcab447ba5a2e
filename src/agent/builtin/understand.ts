import type { Flow } from "../../flow/schema.ts";
import type { AccountMention, Accounts } from "./account-words.ts";
import type { AutomationOrder } from "./automation-orders.ts";
import { type Clause, splitClauses, connectorsIn } from "./clauses.ts";
import { compose, type Draft } from "./compose.ts";
import type { RunOrder } from "./commands.ts";
import { flowOf } from "./create.ts";
import { needFilled, neededQuestion, withNeeded } from "./event-needs.ts";
import { restarted } from "./event-restart.ts";
import { digestOf } from "./digest.ts";
import { editFlow } from "./edit.ts";
import { knownSteps } from "./edit-context.ts";
import { renames, renamesThing, renamesToo } from "./edit-name.ts";
import { type Prepared, prepareEdit } from "./edit-prepare.ts";
import { asksAbout, onlyWords } from "./edit-words.ts";
import { partsOf } from "./parts.ts";
import { isAskedFirst, type SideIntent, sideIntent } from "./questions.ts";
import { missingServices, refusalOf } from "./refuse.ts";
import { withoutPreamble } from "./preamble.ts";
import { beyondFlow, plainlyNeedsCode, mayNeedCode, needsCode } from "./needs-code.ts";
import type { PageIntent } from "./pages/page-intent.ts";
import type { Request } from "./request.ts";
import { quoteSpokenText } from "./spoken.ts";
import { readAnswer } from "./answer-values.ts";
import { type Answers, asksTool, triggerKey } from "./open-question.ts";
import { triggerWithAccount } from "./step-accounts.ts";
import { startsAnew } from "./starts-anew.ts";
import { joinWords, lowerFirst } from "./text.ts";
import { type Token, tokenize } from "./tokens.ts";
import { readTrigger, type ReadTrigger } from "./trigger.ts";
import { correctTypos } from "./typos.ts";
import {
  askEdit,
  askLess,
  askRhythm,
  askWhat,
  type Gaps,
  noEvents,
  notUnderstood,
  sentence,
  type Unclear,
  withoutService,
} from "./unclear.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Everything the understanding of a sentence depends on. */
export interface Context {
  readonly vocabulary: Vocabulary;
  /** Names that are taken. */
  readonly functions: readonly string[];
  /** The function the chat is about. */
  readonly current:
    | { readonly name: string; readonly version: number; readonly flow: Flow }
    | undefined;
  readonly now: Date;
  /** IANA name; of schedules and dates that name none. */
  readonly timezone: string;
  /** What was asked about this very request, and answered. */
  readonly answers?: Answers;
  /** Of tools that have several. */
  readonly accounts?: Accounts;
  /** Accounts that the sentence names; they stand in it no more. */
  readonly mentions?: readonly AccountMention[];
}

export type Intent =
  | {
      readonly kind: "create";
      readonly flow: Flow;
      readonly assumed: readonly string[];
      readonly gaps?: Gaps | undefined;
    }
  | {
      readonly kind: "edit";
      readonly base: number;
      readonly flow: Flow;
      readonly changes: readonly string[];
      /** Once it is saved, and all that it takes is connected. */
      readonly run?: RunOrder;
    }
  | Unclear
  | PageIntent
  /** Which permissions a flow would take; nothing is built. */
  | { readonly kind: "explain"; readonly flow: Flow }
  | Exclude<SideIntent, { kind: "permissions-needed" }>;

/** More in one sentence is a pasted text rather than a wish. */
const maxClauses = 20;

/** Reads what a person means; the same prompt and context always give the same answer. */
export function understand(prompt: string, context: Context): Intent {
  const { vocabulary, current } = context;
  const tokens = correctTypos(tokenize(prompt), vocabulary);
  if (!tokens.some(({ kind }) => kind !== "mark" && kind !== "break" && kind !== "emoji"))
    return askWhat(undefined, vocabulary);
  const knowsFunction =
    current !== undefined || context.functions.some((name) => prompt.includes(name));
  const asked = { vocabulary, functions: context.functions, knowsFunction };
  const refusal = refusalOf(tokens);
  if (refusal && !isAskedFirst(tokens, asked)) return { kind: "decline", ...refusal };
  if (current && plainlyNeedsCode(tokens)) return beyondFlow(current.name);
  const side = sideIntent(tokens, asked);
  if (side?.kind === "rename") {
    if (!current) return side;
    if (!renamesThing(side, current.flow, context)) return renames(side, current, context);
  }
  if (side?.kind === "permissions-needed") return permissionsNeeded(prompt, side, context);
  if (side?.kind === "unschedule" && current) {
    const edit = byHandOnly(side, current, vocabulary);
    if (edit) return edit;
  }
  const isText =
    current !== undefined &&
    ((side?.kind === "run" && startsText(tokens)) || onlyWords.has(tokens[0]?.norm ?? ""));
  if (side && side.kind !== "rename" && !isText) return side;
  const filled = current && needFilled(current.flow.trigger, prompt, vocabulary, context);
  if (current && filled) return startFilled(current, filled);
  const both = renamesToo(prompt, tokens, context, understand);
  if (both) return both;
  const prepared =
    current && prepareEdit(prompt, tokens, knownSteps(current.flow, context), vocabulary);
  if (prepared && needsCode(prepared.tokens)) return beyondFlow(current.name);
  const request = requestOf(prompt, prepared?.tokens ?? tokens, context);
  const missing = missingServices(
    (prepared?.tokens ?? tokens).filter((token) => !request.read.event.includes(token)),
    vocabulary,
  );
  if (missing.length > 0) return withoutService(missing, request.request, vocabulary);
  if (!request.settled && request.read.noSuchEvent) return noEvents(request.request);
  if (request.request.clauses.length > maxClauses) return askLess;
  if (request.read.beyondCron) return askRhythm;
  const draft = compose(request.request);
  // a question about the function changes nothing
  if (current && asksAbout(tokens)) return askEdit(current.name);
  const anew = () => created(draft, request.request, context, request.read.assumed);
  const isChange =
    current &&
    prepared &&
    (prepared.condition !== undefined || !startsAnew(tokens, draft, request.request, current.flow));
  if (!isChange) return anew();
  const change = changed(current, { ...request, ...prepared }, vocabulary);
  if (change) return change;
  // a second function is made only where the sentence stands on its own
  const alone = draft.steps.length > 0 ? anew() : undefined;
  if (alone && alone.kind !== "create") return alone;
  return mayNeedCode(tokens) ? beyondFlow(current.name) : askEdit(current.name);
}

/** Where the flow itself says what starts the function at hand: a change of it, as any other. */
function byHandOnly(
  { of, all }: AutomationOrder,
  { name, version, flow }: NonNullable<Context["current"]>,
  vocabulary: Vocabulary,
): Intent | undefined {
  const isMeant = !all && (of.length === 0 || (of.length === 1 && of[0] === name));
  if (!isMeant || flow.trigger.type === "manual") return undefined;
  const trigger = { type: "manual" } as const;
  const changes = ["it now starts when you run it"];
  return { kind: "edit", base: version, flow: restarted(flow, trigger, vocabulary), changes };
}

function startFilled(
  { version, flow }: NonNullable<Context["current"]>,
  trigger: Flow["trigger"],
): Intent {
  const changes = ["it now knows which one it waits for"];
  return { kind: "edit", base: version, flow: { ...flow, trigger }, changes };
}

/** The function at hand with what is said done to it; undefined where nothing is. */
function changed(
  { version, flow }: NonNullable<Context["current"]>,
  said: Reading & Prepared,
  vocabulary: Vocabulary,
): Intent | undefined {
  const { flow: after, changes, questions, unknown } = editFlow(flow, said);
  const [unclear] = unknown;
  if (questions.length > 0) return { kind: "ask", understood: sentence(changes), questions };
  if (changes.length === 0) return undefined;
  const needed =
    JSON.stringify(after.trigger) === JSON.stringify(flow.trigger)
      ? undefined
      : neededQuestion(after.trigger, vocabulary);
  if (needed)
    return {
      kind: "ask",
      understood: sentence(changes),
      questions: [needed],
      flow: after,
      base: version,
    };
  return unclear
    ? notUnderstood(unclear, sentence(changes), vocabulary)
    : { kind: "edit", base: version, flow: after, changes };
}

/** `start with :wave:` is about the text. */
function startsText(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ norm }) => /^(?:with|mit|con|avec|com)$/.test(norm));
  return (
    /^(?:start|begin)$/.test(tokens[0]?.norm ?? "") &&
    at > 0 &&
    tokens.slice(at).some(({ kind }) => kind === "quote" || kind === "emoji")
  );
}

function permissionsNeeded(
  prompt: string,
  { question, task }: Extract<SideIntent, { kind: "permissions-needed" }>,
  context: Context,
): Intent {
  const { request } = requestOf(prompt, task, context);
  const draft = compose(request);
  return draft.steps.length > 0
    ? { kind: "explain", flow: flowOf(draft, request, new Set(context.functions)) }
    : { kind: "question", question };
}

function created(
  draft: Draft,
  request: Request,
  { functions, vocabulary }: Context,
  assumed: readonly string[],
): Intent {
  const understood =
    draft.steps.length > 0
      ? `So far: ${joinWords(draft.steps.map(({ operation }) => lowerFirst(operation.title)))}.`
      : undefined;
  const [unclear] = draft.unknown;
  if (unclear) return notUnderstood(unclear, understood, vocabulary);
  if (draft.steps.length === 0) return askWhat(request.clauses[0], vocabulary);
  const flow = flowOf(draft, request, new Set(functions));
  const gaps = gapsOf(draft, request.prompt);
  const needed = neededQuestion(request.trigger, vocabulary) ?? [];
  const questions = [needed, draft.questions].flat().slice(0, 5);
  if (questions.length === 0) return { kind: "create", flow, assumed, ...gaps };
  // Which tool it is decides what is made at all.
  return {
    kind: "ask",
    understood,
    questions,
    ...(questions.some(asksTool) ? {} : { flow, assumed, ...gaps }),
  };
}

/** What stands in the sentence and not in the flow, in the person's own words. */
function gapsOf({ lacks, leftOut }: Draft, prompt: string): { readonly gaps?: Gaps } {
  const words = (clauses: readonly Clause[]) =>
    clauses.map(({ tokens }) =>
      prompt.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0).slice(0, 200),
    );
  return lacks.length + leftOut.length === 0
    ? {}
    : { gaps: { needsModel: words(lacks), leftOut: words(leftOut) } };
}

interface Reading {
  readonly request: Request;
  readonly read: ReadTrigger;
  /** What starts it was asked and answered. */
  readonly settled: boolean;
}

export function requestOf(prompt: string, tokens: readonly Token[], context: Context): Reading {
  const { vocabulary, now, timezone, answers = new Map(), mentions = [] } = context;
  const said = withoutPreamble(tokens);
  const preamble = tokens.filter((token) => !said.includes(token));
  const spoken = quoteSpokenText(prompt, said, vocabulary);
  const own = readTrigger(prompt, spoken, { timezone, now, vocabulary, preamble });
  const answered = answeredTrigger(context);
  const read = answered ? { ...own, ...answered } : own;
  const clauses = splitClauses(read.rest, vocabulary)
    .flatMap((clause) => digestOf(clause, vocabulary))
    .flatMap((clause) => partsOf(clause, vocabulary));
  const whose = { mentions, clauses, event: read.event, vocabulary };
  const trigger = triggerWithAccount(read.trigger, whose);
  return {
    read: { ...read, trigger },
    settled: answered !== undefined,
    request: {
      ...whose,
      prompt,
      answers,
      trigger: withNeeded(trigger, answers, vocabulary, { now, timezone }),
      once: read.once,
      moment: { now, timezone },
      isDescription: said.length < tokens.length,
      connectors: toolsOf(read, spoken, vocabulary),
    },
  };
}

/** What starts it, where that was asked; what happens elsewhere matters only to an app that calls. */
function answeredTrigger({ answers, now, timezone }: Context): Partial<ReadTrigger> | undefined {
  const said = answers?.get(triggerKey);
  if (said === undefined) return undefined;
  const answer = readAnswer({ wants: { kind: "trigger" } }, said, { now, timezone });
  if (answer?.as !== "trigger") return undefined;
  const { trigger, assumed } = answer;
  return {
    trigger,
    assumed,
    said: true,
    beyondCron: false,
    ...(trigger.type === "webhook" ? {} : { event: [] }),
  };
}

/** Tools to do something with; that whose event starts it only where no other is named. */
function toolsOf(
  { trigger, rest }: ReturnType<typeof readTrigger>,
  spoken: readonly Token[],
  vocabulary: Vocabulary,
): readonly string[] {
  const after = trigger.type === "event" ? connectorsIn(rest, vocabulary) : [];
  return after.length > 0 ? after : connectorsIn(spoken, vocabulary);
}
