import type { PageSpec } from "../../../contract/page-spec.ts";
import type { Flow } from "../../../flow/schema.ts";
import type { Answer } from "./answer-shape.ts";
import { identifier } from "../../../flow/schema.ts";
import { type AnyQuestion, asksTool } from "../open-question.ts";
import { camelCase } from "../text.ts";
import { type Context, type Intent, understand } from "../understand.ts";
import { withDetails } from "./details.ts";
import { withFields } from "./form-inputs.ts";
import {
  type PageOrder,
  readPageOrder,
  type WantedAction,
  type WantedSource,
} from "./page-order.ts";
import * as say from "./page-words.ts";
import { atRow, doesToRow, type RowTool, rowToolOf, saysTool } from "./row-tool.ts";

/** A function that a page is made with. */
export interface PagePart {
  readonly flow: Flow;
  /** Whether there is one already: it is used as it is. */
  readonly exists: boolean;
  readonly assumed: readonly string[];
}

export interface SourcePart extends PagePart {
  /** What the page calls it. */
  readonly id: string;
  readonly wanted: WantedSource;
}

export interface ActionPart extends PagePart {
  readonly as: "button" | "form";
  readonly wanted: WantedAction;
}

/** A page to be made, with the functions behind it. */
export interface PageIntent {
  readonly kind: "page";
  readonly order: PageOrder;
  readonly sources: readonly SourcePart[];
  readonly actions: readonly ActionPart[];
  /** What only the person can say; until then whoever looks at the page does. */
  readonly questions: readonly AnyQuestion[];
  /** Words that nothing came of. */
  readonly leftOut: readonly string[];
  /** Buttons that the tool of the rows has no way for. */
  readonly withoutButtons?: readonly { readonly words: string; readonly tool: string }[];
  /** The page that gets it, where it is none of its own. */
  readonly onto?: Onto;
}

export interface Onto {
  readonly slug: string;
  readonly version: number;
  readonly spec: PageSpec;
  /** What the rows of its tables have. */
  readonly answers: readonly Answer[];
}

interface Read {
  readonly flow: Flow;
  readonly exists: boolean;
  readonly assumed: readonly string[];
  readonly questions: readonly AnyQuestion[];
  readonly leftOut: readonly string[];
}

/** Reads a wish for a page with all that it takes; undefined where none is asked for. */
export function pageWanted(prompt: string, context: Context): Intent | undefined {
  const order = readPageOrder(prompt, context.vocabulary, context.functions);
  if (!order) return undefined;
  const taken = [...context.functions];
  const sources: SourcePart[] = [];
  const actions: ActionPart[] = [];
  const questions: AnyQuestion[] = [];
  const leftOut: string[] = [];
  const note = (read: Read) => {
    taken.push(read.flow.name);
    questions.push(...read.questions);
    leftOut.push(...read.leftOut);
  };
  for (const wanted of order.sources) {
    const read = readSource(wanted, { ...context, functions: taken });
    if (!read) return undefined;
    if (!isRead(read)) return read;
    note(read);
    const id = sourceId(
      read.flow,
      sources.map((source) => source.id),
    );
    sources.push({ ...read, id, wanted });
  }
  const wanted = [
    ...order.forms.map((one) => ({ as: "form" as const, one })),
    ...order.buttons.map((one) => ({ as: "button" as const, one })),
  ];
  const rows = rowsOf(sources, context);
  const withoutButtons: { words: string; tool: string }[] = [];
  for (const { as, one } of wanted) {
    const around = { ...context, functions: taken };
    const read =
      as === "button" && rows ? readButton(one, rows, around) : readAction(one, as, around);
    if (read === "not-there") {
      if (rows) withoutButtons.push({ words: one.words, tool: rows.name });
      continue;
    }
    if (!read) return undefined;
    if (!isRead(read)) return read;
    note(read);
    actions.push({ ...read, as, wanted: one });
  }
  return { kind: "page", order, sources, actions, questions, leftOut, withoutButtons };
}

/** The tool of the rows that buttons stand in. */
function rowsOf(sources: readonly SourcePart[], { vocabulary }: Context): RowTool | undefined {
  const table = sources.find(({ wanted }) => /^(?:page|table)$/.test(wanted.display));
  return table && rowToolOf(table.flow, vocabulary);
}

/** A button that names no tool belongs to that of the rows; where that cannot do it, there is none. */
function readButton(
  one: WantedAction,
  rows: RowTool,
  context: Context,
): Read | Intent | "not-there" | undefined {
  const { vocabulary } = context;
  if (isNamed(one.words, context)) return readAction(one, "button", context);
  const read = readAction(one, "button", context);
  const flow = read && "flow" in read ? read.flow : undefined;
  if (saysTool(one.words, flow, rows, vocabulary)) return read;
  const own = readAction({ ...one, words: atRow(one.words, rows) }, "button", context);
  return own && isRead(own) && doesToRow(own.flow, rows, vocabulary) ? own : "not-there";
}

const isRead = (read: Read | Intent): read is Read => !("kind" in read);

/** The function that feeds a part: one that is named, the one at hand, or a new one that only reads. */
function readSource({ words }: WantedSource, context: Context): Read | Intent | undefined {
  const { current, vocabulary } = context;
  if (words === "it")
    return current && onlyReads(current.flow, context) ? there(current.flow) : undefined;
  if (current && isNamed(words, context))
    return onlyReads(current.flow, context) ? there(current.flow) : undefined;
  const said = say.shows.test(`${words.toLowerCase()} `) ? words : `show ${words}`;
  const intent = understand(said, { ...context, current: undefined });
  const read = partOf(intent);
  if (!read) return isAbout(intent) ? intent : undefined;
  if (!isRead(read)) return read;
  const { flow } = read;
  if (flow.trigger.type !== "manual" || !onlyReads(flow, context)) return undefined;
  return { ...read, flow: withDetails(flow, vocabulary) };
}

/** The function behind a button or a form. */
function readAction(
  { words }: WantedAction,
  as: ActionPart["as"],
  context: Context,
): Read | Intent | undefined {
  if (isNamed(words, context)) return context.current && there(context.current.flow);
  const intent = understand(words, { ...context, current: undefined });
  const read = partOf(intent);
  if (!read) return isAbout(intent) ? intent : undefined;
  if (!isRead(read)) return read;
  if (read.flow.trigger.type !== "manual") return undefined;
  return as === "button"
    ? read
    : // Whoever fills in the form answers what would be asked.
      { ...read, flow: withFields(read.flow, words, context.vocabulary), questions: [] };
}

/** Whether the function at hand is named. */
function isNamed(words: string, { current }: Context): boolean {
  return current !== undefined && words.split(/[^\w$]+/).includes(current.name);
}

const there = (flow: Flow): Read => ({
  flow,
  exists: true,
  assumed: [],
  questions: [],
  leftOut: [],
});

/** What is understood of a part by itself; undefined where it is nothing to be made. */
function partOf(intent: Intent): Read | Intent | undefined {
  if (intent.kind === "create")
    return {
      flow: intent.flow,
      exists: false,
      assumed: intent.assumed,
      questions: [],
      leftOut: intent.gaps?.leftOut ?? [],
    };
  if (intent.kind !== "ask") return undefined;
  const { flow, questions, assumed = [], gaps } = intent;
  // Which tool it is decides what is made at all.
  if (!flow || questions.some(asksTool)) return intent;
  return { flow, exists: false, assumed, questions, leftOut: gaps?.leftOut ?? [] };
}

/** Whether it is said what stands in the way. */
function isAbout({ kind }: Intent): boolean {
  return kind === "decline";
}

/** A page loads again and again: what feeds it changes nothing. */
function onlyReads({ steps }: Flow, { vocabulary }: Context): boolean {
  return steps.length > 0 && steps.every(({ use }) => vocabulary.find(use)?.kind === "read");
}

/** `findDeals` → deals. */
function sourceId({ name, steps }: Flow, taken: readonly string[]): string {
  const step = steps.find(({ forEach }) => forEach === undefined)?.id ?? name;
  const plain =
    /^(?:item|filters|search)$/.test(step) || !identifier.safeParse(step).success
      ? "data"
      : camelCase([step]);
  const ids = [plain, ...Array.from({ length: 20 }, (_, index) => `${plain}${index + 2}`)];
  return ids.find((id) => !taken.includes(id)) ?? name;
}
