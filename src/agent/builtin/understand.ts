import type { Flow } from "../../flow/schema.ts";
import { isAction, splitClauses, connectorsIn } from "./clauses.ts";
import { compose, type Draft, type Request } from "./compose.ts";
import { flowOf } from "./create.ts";
import { editFlow } from "./edit.ts";
import { knownSteps } from "./edit-context.ts";
import { prepareEdit } from "./edit-prepare.ts";
import { nounOf, verbOf } from "./lexicon.ts";
import { type SideIntent, sideIntent } from "./questions.ts";
import { missingServices, refusalOf } from "./refuse.ts";
import { withoutPreamble } from "./preamble.ts";
import { quoteSpokenText } from "./spoken.ts";
import { joinWords, lowerFirst } from "./text.ts";
import { type Token, tokenize } from "./tokens.ts";
import { readTrigger } from "./trigger.ts";
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
  const refusal = refusalOf(tokens);
  if (refusal) return { kind: "decline", ...refusal };
  const side = sideIntent(
    tokens,
    current !== undefined || context.functions.some((name) => prompt.includes(name)),
  );
  if (side?.kind === "rename" && !renamesThing(tokens, context)) {
    return {
      kind: "decline",
      reason: "A function keeps its name: your app may call it by that.",
      instead: "I can write a second function under another name.",
    };
  }
  if (side?.kind === "permissions-needed") return permissionsNeeded(prompt, tokens, context);
  const isText = side?.kind === "run" && current !== undefined && startsText(tokens);
  if (side && side.kind !== "rename" && !isText) return side;
  const prepared =
    current && prepareEdit(prompt, tokens, knownSteps(current.flow, context), vocabulary);
  const request = requestOf(prompt, prepared?.tokens ?? tokens, context);
  const missing = missingServices(
    (prepared?.tokens ?? tokens).filter((token) => !request.read.event.includes(token)),
    vocabulary,
  );
  if (missing.length > 0) return withoutService(missing, request.request, vocabulary);
  if (request.read.event.length > 0 && connectorsIn(request.read.event, vocabulary).length > 0)
    return noEvents(request.request);
  if (request.request.clauses.length > maxClauses) return askLess;
  if (request.read.beyondCron) return askRhythm;
  const draft = compose(request.request);
  // a question about the function changes nothing
  if (current && asksAbout(tokens)) return askEdit(current.name);
  if (
    current &&
    prepared &&
    (prepared.condition !== undefined || !startsAnew(tokens, draft, request.request, current.flow))
  ) {
    const edit = editFlow(current.flow, { ...request, ...prepared });
    if (edit.questions.length > 0)
      return { kind: "ask", understood: sentence(edit.changes), questions: edit.questions };
    if (edit.changes.length > 0 && edit.unknown.length === 0) {
      return { kind: "edit", base: current.version, flow: edit.flow, changes: edit.changes };
    }
    const unclear = edit.unknown[0];
    if (edit.changes.length > 0 && unclear)
      return notUnderstood(unclear, sentence(edit.changes), vocabulary);
    if (draft.steps.length === 0) return askEdit(current.name);
    // a second function is made only where the sentence stands on its own
    const alone = created(draft, request.request, context, request.read.assumed);
    return alone.kind === "create" ? askEdit(current.name) : alone;
  }
  return created(draft, request.request, context, request.read.assumed);
}

/** `rename it to "Kick-off"` is about the event where the function makes one. */
function renamesThing(tokens: readonly Token[], { current, vocabulary }: Context): boolean {
  if (!current || tokens.some(({ norm }) => nounOf(norm) === "function")) return false;
  const isIdentifier = /^[a-z]+(?:[A-Z][a-z\d]*)+$/.test(tokens.at(-1)?.raw ?? "");
  return (
    !isIdentifier &&
    knownSteps(current.flow, { vocabulary }).some(({ step, operation }) =>
      operation.fields.some(({ kind, name }) => kind === "name" && name in step.with),
    )
  );
}

const askWords =
  /^(?:is|are|was|were|does|did|who|why|what|which|how|where|will|has|warum|wer|wie|wo|ist|quien|como|cual|donde|pourquoi|qui|comment|est|quem|qual|onde)$/;

/** `is it safe?`; not `what about #ops?`, nor `could you …?`. */
function asksAbout(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  return (
    tokens.at(-1)?.norm === "?" && askWords.test(first?.norm ?? "") && second?.norm !== "about"
  );
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

function permissionsNeeded(prompt: string, tokens: readonly Token[], context: Context): Intent {
  const { request } = requestOf(
    prompt,
    tokens.filter(({ norm }) => nounOf(norm) !== "permission"),
    context,
  );
  const draft = compose(request);
  if (draft.steps.length > 0)
    return { kind: "explain", flow: flowOf(draft, request, new Set(context.functions)) };
  return context.current
    ? { kind: "explain", flow: context.current.flow }
    : { kind: "connections" };
}

function created(
  draft: Draft,
  request: Request,
  { functions, vocabulary }: Context,
  assumed: readonly string[],
): Intent {
  const understood =
    draft.steps.length > 0
      ? `to ${joinWords(draft.steps.map(({ operation }) => lowerFirst(operation.title)))}`
      : undefined;
  const [unclear] = draft.unknown;
  if (unclear) return notUnderstood(unclear, understood, vocabulary);
  if (draft.steps.length === 0) return askWhat(request.clauses[0], vocabulary);
  if (draft.questions.length > 0)
    return { kind: "ask", understood, questions: draft.questions.slice(0, 5) };
  return { kind: "create", flow: flowOf(draft, request, new Set(functions)), assumed };
}

interface Reading {
  readonly request: Request;
  readonly read: ReturnType<typeof readTrigger>;
}

function requestOf(
  prompt: string,
  tokens: readonly Token[],
  { vocabulary, now, timezone }: Context,
): Reading {
  const action = (word: string) => isAction(word, vocabulary);
  const spoken = quoteSpokenText(prompt, withoutPreamble(tokens), action);
  const read = readTrigger(prompt, spoken, timezone, action);
  const clauses = splitClauses(read.rest, vocabulary);
  return {
    read,
    request: {
      prompt,
      clauses,
      trigger: read.trigger,
      event: read.event,
      once: read.once,
      vocabulary,
      moment: { now, timezone },
      connectors: connectorsIn(
        spoken.filter(({ kind }) => kind === "word"),
        vocabulary,
      ),
    },
  };
}

const editCues: ReadonlySet<string> = new Set(
  (
    "it its that also too instead as-well same other rather again without only not now change step part done " +
    "configurable optional required input parameter default mention " +
    "goes go should shall must soll sollte geht debe va doit deve vai " +
    "es auch stattdessen nur nicht andere anderen eso tambien ahora solo otro otra ca cela aussi plutot autre isso tambem agora outro outra"
  ).split(" "),
);
/** Before or after what is there already. */
const orderCues =
  /^(?:first|before|beforehand|after|afterwards|done|finished|zuerst|vorher|danach|fertig|primero|antes|despues|d'abord|avant|apres|primeiro|depois)$/;
const newWords =
  /^(?:new|another|second|separate|different|neue|zweite|weitere|andere|nueva|otra|segunda|nouvelle|autre|deuxieme|nova|outra)$/;
const programWords =
  /^(?:automation|workflow|bot|script|integration|automatisierung|automatizacion|automatisation|automacao)$/;

/** A complete sentence of its own is a new function, unless it leans on the one at hand. */
function startsAnew(tokens: readonly Token[], draft: Draft, request: Request, flow: Flow): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  const isProgram = (word = "") => nounOf(word) === "function" || programWords.test(word);
  if (
    words.some(
      (word, index) => newWords.test(word) && words.slice(index + 1, index + 3).some(isProgram),
    )
  )
    return true;
  if (draft.steps.length === 0 || draft.unknown.length > 0 || draft.questions.length > 0)
    return false;
  const [first] = request.clauses;
  const opening = words[0] ?? "";
  if (
    /^(?:and|then|plus|und|dann|y|luego|et|puis|e|depois|no|ok)$/.test(opening) ||
    /^(?:remove|update|add)$/.test(verbOf(opening) ?? "") ||
    words.some((word) => orderCues.test(word)) ||
    first?.verbs.length === 0 ||
    first?.tokens.some(({ kind, norm }) => kind === "word" && editCues.has(norm))
  )
    return false;
  const open = Object.keys(draft.inputs).filter((name) => name !== "text");
  // what is there already, with something left open, is meant to change
  const isThere = draft.steps.every(({ step }) => flow.steps.some(({ use }) => use === step.use));
  const isPart = request.trigger.type === "manual" && draft.steps.length < flow.steps.length;
  if (isThere && (open.length > 0 || isPart)) return false;
  return (
    words.length > 2 && (open.length === 0 || draft.steps.length > 1 || request.event.length > 0)
  );
}
