import * as pageTools from "../../../contract/page-tools.ts";
import * as tools from "../../../contract/tools.ts";
import { type Flow, flowSchema } from "../../../flow/schema.ts";
import { build } from "../build.ts";
import type { Conversation, ToolAnswer } from "../conversation.ts";
import { askPerson, call, say, type Situation, type Step } from "../step.ts";
import { fold } from "../text.ts";
import { parsed, type Turn } from "../turn.ts";
import { draftPage } from "./page-draft.ts";
import { groundOf } from "./page-edit-steps.ts";
import type { Onto, PageIntent, PagePart } from "./page-intent.ts";
import * as replies from "./page-replies.ts";

/** What earlier exchanges of the same wish made already. */
export interface MadeBefore {
  readonly functions: readonly {
    readonly name: string;
    readonly version: number;
    readonly flow: Flow;
  }[];
  readonly page: { readonly slug: string; readonly version: number } | undefined;
}

/** What the last exchange made while it asked: it is changed by the answers, not made again. */
export function madeBefore({ past }: Conversation): MadeBefore {
  const answers = past.at(-1)?.answers ?? [];
  if (answers.at(-1)?.tool !== "ask_person") return { functions: [], page: undefined };
  const saved = parsed(
    pageTools.createPage.output,
    answers.findLast(({ tool }) => tool === "create_page"),
  );
  const edited = parsed(
    pageTools.editPage.output,
    answers.findLast(({ tool }) => tool === "edit_page"),
  );
  const page = [edited, saved].find((one) => one?.status === "saved");
  return {
    functions: writtenIn(answers),
    page: page?.status === "saved" ? { slug: page.slug, version: page.version } : undefined,
  };
}

/** Functions that were written, with the flow that was proposed for each. */
function writtenIn(answers: readonly ToolAnswer[]): MadeBefore["functions"] {
  return answers.flatMap((answer, index) => {
    const written = answer.tool === "write_function" && parsed(tools.writeFunction.output, answer);
    if (!written || written.status !== "saved") return [];
    const proposed = answers.slice(0, index).findLast(({ tool }) => tool === "propose_flow");
    const flow = flowSchema.safeParse(
      tools.proposeFlow.input.safeParse(proposed?.input).data?.flow,
    ).data;
    return flow ? [{ name: written.name, version: written.version, flow }] : [];
  });
}

/** Each function in the way that any is made, then the page of them, then what is still open. */
export function pageStep(wanted: PageIntent, situation: Situation): Step {
  const { turn, context } = situation;
  const target = ontoPage(wanted, situation);
  if ("kind" in target) return target;
  const intent = underTheirNames({ ...wanted, ...target }, situation.before);
  const done = pageDone(turn);
  if (done?.status === "saved") {
    const text = replies.pageMade(done, intent, functionsIn(turn));
    return intent.questions.length > 0 ? askPerson(intent.questions, text) : say(text);
  }
  if (done) return say(replies.pageRefused(done));
  if (context.can("list_pages") && !turn.last("list_pages")) return call("list_pages", {});
  const { before } = situation;
  const parts: readonly PagePart[] = [...intent.sources, ...intent.actions];
  let rest = afterLookAround(turn);
  for (const { flow, exists, assumed } of parts) {
    const known = before.functions.find(({ name }) => name === flow.name);
    if (exists || (known && JSON.stringify(known.flow) === JSON.stringify(flow))) continue;
    const end = rest.findIndex(({ tool }) => tool === "write_function");
    const own = end < 0 ? rest : rest.slice(0, end + 1);
    const answer = parsed(tools.writeFunction.output, own.at(-1));
    if (own.at(-1)?.tool !== "write_function" || answer?.status !== "saved")
      return buildPart({ flow, assumed, known }, { ...situation, turn: turnWith(turn, own) });
    rest = rest.slice(end + 1);
  }
  if (!context.can("create_page")) return say(replies.notOffered);
  return savePage(intent, situation);
}

const adds =
  /^(?:please |bitte |now |and |also )*(?:add|include|insert|append|fug|fuge|erganze|anade|agrega|ajoute|inclus|adiciona|adicione|acrescenta)\b/;

/** The page at hand, where something is to be added to it: it is read first, with what feeds it. */
function ontoPage(
  { order }: PageIntent,
  { turn, hand, before, context }: Situation,
): Step | { readonly onto?: Onto } {
  const isAdded = order.title === undefined && adds.test(fold(turn.said.trim()));
  if (hand === undefined || before.page || !isAdded || !context.can("edit_page")) return {};
  const read = parsed(pageTools.readPage.output, turn.last("read_page"));
  if (!read) return call("read_page", { slug: hand });
  if (read.status !== "found") return {};
  const { slug, version, spec } = read;
  const ground = groundOf(spec, turn, context);
  return "step" in ground
    ? ground.step
    : { onto: { slug, version, spec, answers: ground.answers } };
}

/** What was made before an answer keeps its name, whatever the answer says that it does. */
function underTheirNames(intent: PageIntent, { functions }: MadeBefore): PageIntent {
  const free = [...functions];
  const named = <Made extends PagePart>(part: Made): Made => {
    const at = part.exists ? -1 : free.findIndex(({ flow }) => usesOf(flow) === usesOf(part.flow));
    const [known] = at < 0 ? [] : free.splice(at, 1);
    return known ? { ...part, flow: { ...part.flow, name: known.name } } : part;
  };
  return { ...intent, sources: intent.sources.map(named), actions: intent.actions.map(named) };
}

const usesOf = ({ steps }: Flow) => steps.map(({ use }) => use).join(" ");

function pageDone(turn: Turn) {
  const edited = parsed(pageTools.editPage.output, turn.last("edit_page"));
  const created = parsed(pageTools.createPage.output, turn.last("create_page"));
  return edited ?? (created?.status === "explained" ? undefined : created);
}

function savePage(
  intent: PageIntent,
  { turn, before, context: { vocabulary, can } }: Situation,
): Step {
  const listed = parsed(pageTools.listPages.output, turn.last("list_pages"));
  const { onto } = intent;
  if (onto)
    return call("edit_page", {
      slug: onto.slug,
      version: onto.version,
      spec: draftPage(intent, vocabulary, new Set()),
    });
  const own = before.page?.slug;
  const taken = [...(listed?.pages.map(({ slug }) => slug) ?? []), ...(listed?.deleted ?? [])];
  const spec = draftPage(intent, vocabulary, new Set(taken.filter((slug) => slug !== own)));
  return before.page && can("edit_page")
    ? call("edit_page", {
        slug: before.page.slug,
        version: before.page.version,
        spec: { ...spec, slug: before.page.slug },
      })
    : call("create_page", { spec });
}

interface Part {
  readonly flow: Flow;
  readonly assumed: readonly string[];
  readonly known: MadeBefore["functions"][number] | undefined;
}

function buildPart({ flow, assumed, known }: Part, situation: Situation): Step {
  if (!known) return build({ kind: "create", flow, assumed }, { ...situation, current: undefined });
  const current = { ...known, origin: "flow" as const, code: "" };
  const changes = ["what you answered is in its place"];
  return build({ kind: "edit", base: known.version, flow, changes }, { ...situation, current });
}

const lookAround: ReadonlySet<string> = new Set([
  "search_catalog",
  "list_functions",
  "read_function",
  "list_pages",
  "read_page",
  "list_connections",
]);

/** What the making of functions was answered. */
function afterLookAround({ answers }: Turn): readonly ToolAnswer[] {
  return answers.filter(({ tool }) => !lookAround.has(tool));
}

/** A turn in which only this part was made. */
function turnWith(turn: Turn, own: readonly ToolAnswer[]): Turn {
  const answers = [...turn.answers.filter(({ tool }) => lookAround.has(tool)), ...own];
  return {
    said: turn.said,
    answers,
    last: (tool) => answers.findLast((answer) => answer.tool === tool),
  };
}

function functionsIn({ answers }: Turn): readonly string[] {
  return answers.flatMap((answer) => {
    const written = answer.tool === "write_function" && parsed(tools.writeFunction.output, answer);
    return written && written.status === "saved" ? [written.name] : [];
  });
}
