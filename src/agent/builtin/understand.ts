import type { Flow } from "../../flow/schema.ts";
import { nearestOperation } from "./choose.ts";
import { type Clause, isAction, splitClauses, connectorsIn } from "./clauses.ts";
import { compose, type Draft, type Request } from "./compose.ts";
import { flowOf } from "./create.ts";
import { editFlow } from "./edit.ts";
import { nounOf, verbOf } from "./lexicon.ts";
import { type SideIntent, sideIntent } from "./questions.ts";
import { missingServices, refusalOf } from "./refuse.ts";
import { quoteSpokenText } from "./spoken.ts";
import { joinWords } from "./text.ts";
import { type Token, tokenize } from "./tokens.ts";
import { readTrigger } from "./trigger.ts";
import { correctTypos } from "./typos.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Everything the understanding of a sentence depends on. */
export interface Context {
  readonly vocabulary: Vocabulary;
  /** Names that are taken. */
  readonly functions: readonly string[];
  /** The function the chat is about. */
  readonly current: { readonly name: string; readonly version: number; readonly flow: Flow } | undefined;
  readonly now: Date;
  /** IANA name; of schedules and dates that name none. */
  readonly timezone: string;
}

export type Intent =
  | { readonly kind: "create"; readonly flow: Flow; readonly assumed: readonly string[] }
  | { readonly kind: "edit"; readonly base: number; readonly flow: Flow; readonly changes: readonly string[] }
  | { readonly kind: "ask"; readonly understood: string | undefined; readonly questions: readonly string[] }
  | { readonly kind: "decline"; readonly reason: string; readonly instead: string | undefined }
  /** Which permissions a flow would take; nothing is built. */
  | { readonly kind: "explain"; readonly flow: Flow }
  | Exclude<SideIntent, { kind: "rename" | "permissions-needed" }>;

/** Reads what a person means; the same prompt and context always give the same answer. */
export function understand(prompt: string, context: Context): Intent {
  const { vocabulary, current } = context;
  const tokens = correctTypos(tokenize(prompt), vocabulary);
  if (!tokens.some(({ kind }) => kind !== "mark" && kind !== "break" && kind !== "emoji")) return askWhat(undefined, vocabulary);
  const refusal = refusalOf(tokens);
  if (refusal) return { kind: "decline", ...refusal };
  const side = sideIntent(tokens, current !== undefined || context.functions.some((name) => prompt.includes(name)));
  if (side?.kind === "rename") {
    return { kind: "decline", reason: "A function keeps its name: your app may call it by that.", instead: "I can write a second function under another name." };
  }
  if (side?.kind === "permissions-needed") return permissionsNeeded(prompt, tokens, context);
  if (side) return side;
  const request = requestOf(prompt, tokens, context);
  const missing = missingServices(tokens.filter((token) => !request.read.event.includes(token)), vocabulary);
  if (missing.length > 0) return withoutService(missing, request.request, vocabulary);
  if (request.read.event.length > 0 && connectorsIn(request.read.event, vocabulary).length > 0) return noEvents(request.request);
  const draft = compose(request.request);
  if (current && !startsAnew(tokens, draft)) {
    const edit = editFlow(current.flow, { request: request.request, read: request.read, tokens });
    if (edit.questions.length > 0) return { kind: "ask", understood: sentence(edit.changes), questions: edit.questions };
    if (edit.changes.length > 0 && edit.unknown.length === 0) {
      return { kind: "edit", base: current.version, flow: edit.flow, changes: edit.changes };
    }
    const unclear = edit.unknown[0];
    if (edit.changes.length > 0 && unclear) return notUnderstood(unclear, sentence(edit.changes), vocabulary);
    if (draft.steps.length === 0) return askEdit(current.name);
  }
  return created(draft, request.request, context, request.read.assumed);
}

function permissionsNeeded(prompt: string, tokens: readonly Token[], context: Context): Intent {
  const { request } = requestOf(prompt, tokens.filter(({ norm }) => nounOf(norm) !== "permission"), context);
  const draft = compose(request);
  if (draft.steps.length > 0) return { kind: "explain", flow: flowOf(draft, request, new Set(context.functions)) };
  return context.current ? { kind: "explain", flow: context.current.flow } : { kind: "connections" };
}

function created(draft: Draft, request: Request, { functions, vocabulary }: Context, assumed: readonly string[]): Intent {
  const understood = draft.steps.length > 0 ? `to ${joinWords(draft.steps.map(({ operation }) => lowerFirst(operation.title)))}` : undefined;
  const [unclear] = draft.unknown;
  if (unclear) return notUnderstood(unclear, understood, vocabulary);
  if (draft.steps.length === 0) return askWhat(request.clauses[0], vocabulary);
  if (draft.questions.length > 0) return { kind: "ask", understood, questions: draft.questions.slice(0, 5) };
  return { kind: "create", flow: flowOf(draft, request, new Set(functions)), assumed };
}

interface Reading {
  readonly request: Request;
  readonly read: ReturnType<typeof readTrigger>;
}

function requestOf(prompt: string, tokens: readonly Token[], { vocabulary, now, timezone }: Context): Reading {
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
      connectors: connectorsIn(spoken.filter(({ kind }) => kind === "word"), vocabulary),
    },
  };
}

const makers: ReadonlySet<string> = new Set("create build make write need want add generate set erstelle baue brauche schreib crea haz necesito quiero cree fais veux crie faca quero preciso".split(" "));
const programs: ReadonlySet<string> = new Set("workflow workflows automation bot script agent flow integration programm automatisierung automatizacion automatisation automacao".split(" "));
const linkWords: ReadonlySet<string> = new Set("that which who to , die der das que qui para pour um welche".split(" "));

/** Leaves out `create a function that …`: what matters is what follows. */
function withoutPreamble(tokens: readonly Token[]): readonly Token[] {
  const maker = tokens.findIndex(({ norm }, index) => index < 6 && makers.has(norm));
  if (maker < 0) return tokens;
  const program = tokens.findIndex(({ norm }, index) => index > maker && index <= maker + 4 && (programs.has(norm) || nounOf(norm) === "function"));
  if (program < 0) return tokens;
  const rest = tokens.findIndex(({ norm }, index) => index > program && !linkWords.has(norm));
  return rest < 0 || !tokens.slice(program + 1, rest + 1).length ? tokens : [...tokens.slice(0, maker), ...tokens.slice(rest)].filter((token) => token.norm !== "me" || token.kind !== "word" || tokens.indexOf(token) > program);
}

const editCues: ReadonlySet<string> = new Set(
  (
    "it its that also too instead as-well same other rather again without only not now change step part done " +
    "es auch stattdessen nur nicht andere anderen eso tambien ahora solo otro otra ca cela aussi plutot autre isso tambem agora outro outra"
  ).split(" "),
);

/** A complete sentence of its own is a new function, unless it leans on the one at hand. */
function startsAnew(tokens: readonly Token[], draft: Draft): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  if (words.some((word, index) => /^(?:new|another|second|separate|neue|nueva|otra|nouvelle|autre|nova|outra)$/.test(word) && nounOf(words[index + 1] ?? "") === "function")) return true;
  if (draft.steps.length === 0 || draft.unknown.length > 0 || draft.questions.length > 0) return false;
  if (/^(?:and|then|plus|und|dann|y|luego|et|puis|e|depois|no|ok)$/.test(words[0] ?? "")) return false;
  if (verbOf(words[0] ?? "") === "remove" || verbOf(words[0] ?? "") === "update" || verbOf(words[0] ?? "") === "add") return false;
  if (words.some((word) => editCues.has(word))) return false;
  return Object.keys(draft.inputs).every((name) => name === "text" || draft.steps.length > 1) && words.length > 2;
}

function withoutService(missing: readonly string[], request: Request, vocabulary: Vocabulary): Intent {
  const names = joinWords(missing.map((name) => name.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase())));
  const reason = `${names} ${missing.length === 1 ? "is" : "are"} not in the catalog, so I cannot build that part.`;
  const possible = compose({ ...request, clauses: request.clauses.filter((clause) => clause.connectors.length > 0 || clause.tokens.some(({ kind }) => kind === "channel")) });
  const there = joinWords(vocabulary.connectors.map(({ name }) => name));
  const instead = possible.steps.length > 0
    ? `I can build the rest: ${joinWords(possible.steps.map(({ operation }) => lowerFirst(operation.title)))}. Say so and I will.`
    : `There ${vocabulary.connectors.length === 1 ? "is" : "are"}: ${there}. Tell me what should happen there instead.`;
  return { kind: "decline", reason, instead };
}

function noEvents(request: Request): Intent {
  const happens = request.prompt.slice(request.event[0]?.start ?? 0, request.event.at(-1)?.end ?? 0);
  return {
    kind: "ask",
    understood: `It should start when ${happens}.`,
    questions: ["I cannot listen to that tool's events yet. Should your app call the function, or should it run on a schedule, such as every 15 minutes?"],
  };
}

function notUnderstood(clause: Clause, understood: string | undefined, vocabulary: Vocabulary): Intent {
  const said = clause.tokens.map(({ raw }) => raw).join(" ").slice(0, 200);
  const nearest = nearestOperation(clause, vocabulary);
  const hint = nearest ? ` The nearest I have is “${nearest.title}”.` : "";
  return { kind: "ask", understood, questions: [`What should happen with “${said}”? I do not see an operation for it.${hint}`] };
}

function askWhat(clause: Clause | undefined, vocabulary: Vocabulary): Intent {
  const tools = joinWords(vocabulary.connectors.map(({ name }) => name));
  const nearest = clause && nearestOperation(clause, vocabulary);
  const hint = nearest ? ` The nearest I have is “${nearest.title}” (${nearest.connector}).` : "";
  return {
    kind: "ask",
    understood: undefined,
    questions: [`What should the function do, and in which tool (${tools})? For example: which message, to which channel, and when.${hint}`],
  };
}

function askEdit(name: string): Intent {
  return {
    kind: "ask",
    understood: `This is about \`${name}\`.`,
    questions: ["What should I change: the text, where it goes, when it runs, or a step to add or leave out?"],
  };
}

function sentence(changes: readonly string[]): string | undefined {
  return changes.length > 0 ? joinWords(changes) : undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
