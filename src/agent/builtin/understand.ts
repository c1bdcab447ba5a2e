import type { Flow } from "../../flow/schema.ts";
import { splitClauses, connectorsIn } from "./clauses.ts";
import { compose, type Draft, type Request } from "./compose.ts";
import { flowOf } from "./create.ts";
import { isByHand } from "./edit-trigger.ts";
import { editFlow } from "./edit.ts";
import { nounOf, verbOf } from "./lexicon.ts";
import { partsOf } from "./parts.ts";
import { isAboutTokens, type SideIntent, sideIntent } from "./questions.ts";
import { missingServices, refusalOf } from "./refuse.ts";
import { withoutPreamble } from "./preamble.ts";
import { quoteSpokenText } from "./spoken.ts";
import { readAnswer } from "./answer-values.ts";
import { type Answers, asksTool, triggerKey } from "./open-question.ts";
import { joinWords, lowerFirst } from "./text.ts";
import { type Token, tokenize } from "./tokens.ts";
import { readTrigger, type ReadTrigger } from "./trigger.ts";
import { correctTypos } from "./typos.ts";
import {
  askEdit,
  askLess,
  askRhythm,
  askWhat,
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
}

export type Intent =
  | { readonly kind: "create"; readonly flow: Flow; readonly assumed: readonly string[] }
  | {
      readonly kind: "edit";
      readonly base: number;
      readonly flow: Flow;
      readonly changes: readonly string[];
    }
  | Unclear
  /** Which permissions a flow would take; nothing is built. */
  | { readonly kind: "explain"; readonly flow: Flow }
  | Exclude<SideIntent, { kind: "rename" | "permissions-needed" }>;

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
  if (refusal && !isAboutTokens(tokens, asked)) return { kind: "decline", ...refusal };
  const side = sideIntent(tokens, asked);
  if (side?.kind === "rename") {
    return {
      kind: "decline",
      reason: "A function keeps its name: your app may call it by that.",
      instead: "I can write a second function under another name.",
    };
  }
  if (side?.kind === "permissions-needed") return permissionsNeeded(prompt, side, context);
  if (side) return side;
  const request = requestOf(prompt, tokens, context);
  const missing = missingServices(
    tokens.filter((token) => !request.read.event.includes(token)),
    vocabulary,
  );
  if (missing.length > 0) return withoutService(missing, request.request, vocabulary);
  if (!request.settled && request.read.noSuchEvent) return noEvents(request.request);
  if (request.request.clauses.length > maxClauses) return askLess;
  if (request.read.beyondCron) return askRhythm;
  const draft = compose(request.request);
  if (current && !startsAnew(tokens, draft, request.request)) {
    const edit = editFlow(current.flow, { request: request.request, read: request.read, tokens });
    if (edit.questions.length > 0)
      return { kind: "ask", understood: sentence(edit.changes), questions: edit.questions };
    if (edit.changes.length > 0 && edit.unknown.length === 0) {
      return { kind: "edit", base: current.version, flow: edit.flow, changes: edit.changes };
    }
    const unclear = edit.unknown[0];
    if (edit.changes.length > 0 && unclear)
      return notUnderstood(unclear, sentence(edit.changes), vocabulary);
    if (draft.steps.length === 0) return askEdit(current.name);
  }
  return created(draft, request.request, context, request.read.assumed);
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
  if (draft.questions.length === 0) return { kind: "create", flow, assumed };
  const questions = draft.questions.slice(0, 5);
  // Which tool it is decides what is made at all.
  return { kind: "ask", understood, questions, ...(questions.some(asksTool) ? {} : { flow }) };
}

interface Reading {
  readonly request: Request;
  readonly read: ReadTrigger;
  /** What starts it was asked and answered. */
  readonly settled: boolean;
}

export function requestOf(prompt: string, tokens: readonly Token[], context: Context): Reading {
  const { vocabulary, now, timezone, answers = new Map() } = context;
  const said = withoutPreamble(tokens);
  const preamble = tokens.filter((token) => !said.includes(token));
  const spoken = quoteSpokenText(prompt, said, vocabulary);
  const own = readTrigger(prompt, spoken, { timezone, now, vocabulary, preamble });
  const answered = answeredTrigger(context);
  const read = answered ? { ...own, ...answered } : own;
  const clauses = splitClauses(read.rest, vocabulary).flatMap((clause) =>
    partsOf(clause, vocabulary),
  );
  return {
    read,
    settled: answered !== undefined,
    request: {
      prompt,
      answers,
      clauses,
      trigger: read.trigger,
      event: read.event,
      once: read.once,
      vocabulary,
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

const editCues: ReadonlySet<string> = new Set(
  (
    "it its that also too instead as-well same other rather again without only not now change step part done " +
    "es auch stattdessen nur nicht andere anderen eso tambien ahora solo otro otra ca cela aussi plutot autre isso tambem agora outro outra"
  ).split(" "),
);

/** A complete sentence of its own is a new function, unless it leans on the one at hand. */
function startsAnew(tokens: readonly Token[], draft: Draft, request: Request): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  if (
    words.some(
      (word, index) =>
        /^(?:new|another|second|separate|neue|nueva|otra|nouvelle|autre|nova|outra)$/.test(word) &&
        nounOf(words[index + 1] ?? "") === "function",
    )
  )
    return true;
  if (draft.steps.length === 0 || draft.unknown.length > 0 || draft.questions.length > 0)
    return false;
  if (isByHand(tokens)) return false;
  if (/^(?:and|then|plus|und|dann|y|luego|et|puis|e|depois|no|ok)$/.test(words[0] ?? ""))
    return false;
  if (
    verbOf(words[0] ?? "") === "remove" ||
    verbOf(words[0] ?? "") === "update" ||
    verbOf(words[0] ?? "") === "add"
  )
    return false;
  const [first] = request.clauses;
  if (first?.tokens.some(({ kind, norm }) => kind === "word" && editCues.has(norm))) return false;
  const open = Object.keys(draft.inputs).filter((name) => name !== "text");
  return (
    words.length > 2 && (open.length === 0 || draft.steps.length > 1 || request.event.length > 0)
  );
}
