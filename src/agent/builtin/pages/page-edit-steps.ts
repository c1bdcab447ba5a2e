import * as pageTools from "../../../contract/page-tools.ts";
import { type PageSpec, pageSpec } from "../../../contract/page-spec.ts";
import { questionOf } from "../../../contract/questions.ts";
import * as tools from "../../../contract/tools.ts";
import { chosenOption } from "../answer-values.ts";
import type { Conversation } from "../conversation.ts";
import { askPerson, call, say, type Step, type StepContext } from "../step.ts";
import { parsed, readFunction, type Turn } from "../turn.ts";
import { answerOf } from "./answer-shape.ts";
import { applyEdit } from "./apply-edit.ts";
import type { Ground } from "./edit-ground.ts";
import { type PageCommand, type PageEdit, pageCommandIn, pageEditsIn } from "./edit-orders.ts";
import { listedPages, pageAtHand, pageNamed, speaksOfPage } from "./page-at-hand.ts";
import * as words from "./edit-replies.ts";

/** The key of the question which page is meant. */
export const pageKey = "page";

/** The next step of an order about a page there is; undefined where the message is none. */
export function pageEditStep(
  conversation: Conversation,
  turn: Turn,
  context: StepContext,
): Step | undefined {
  if (!context.can("read_page") || !context.can("edit_page")) return undefined;
  const { said, chosen } = standingOrder(conversation);
  const hand = pageAtHand(conversation);
  const isOfPage = speaksOfPage(said, context.vocabulary);
  if (hand === undefined && !isOfPage) return undefined;
  const command = pageCommandIn(said);
  const edits = command ? undefined : pageEditsIn(said);
  if (!command && !edits) return undefined;
  const listed = listedPages(turn);
  if (!listed) return call("list_pages", {});
  const isHere = (slug: string | undefined) =>
    slug !== undefined &&
    (listed.pages.some((one) => one.slug === slug) || listed.deleted.includes(slug));
  const only = listed.pages.length === 1 ? listed.pages[0]?.slug : undefined;
  // What a page is to be called is no name of it yet.
  const named = command ? pageNamed(said, listed) : undefined;
  const slug = (chosen && pageNamed(chosen, listed)) ?? named ?? (isHere(hand) ? hand : only);
  if (slug === undefined) return whichPage(listed.pages.map(({ title }) => title));
  return command ? commandStep(command, slug, turn) : editStep(edits ?? [], slug, turn, context);
}

/** The order that stands: what was said before it was asked which page. */
function standingOrder({ turn, past }: Conversation): {
  readonly said: string;
  readonly chosen?: string;
} {
  const before = past.at(-1);
  const last = before?.answers.at(-1);
  const asked =
    last?.tool === "ask_person" ? tools.askPerson.input.safeParse(last.input).data : undefined;
  const question = (asked?.questions ?? []).map(questionOf).find(({ key }) => key === pageKey);
  if (!before || !question) return { said: turn.said };
  const chosen = chosenOption(question.options ?? [], turn.said);
  return chosen === undefined ? { said: turn.said } : { said: before.said, chosen };
}

function whichPage(titles: readonly string[]): Step {
  const question = words.whichPage(titles);
  return titles.length > 1 && titles.length <= 6
    ? askPerson([{ key: pageKey, question, options: [...titles], wants: { kind: "choice" } }])
    : askPerson([question]);
}

function commandStep(command: PageCommand, slug: string, turn: Turn): Step {
  if (command.kind === "delete") {
    const answer = turn.last("delete_page");
    if (answer?.status === "denied") return say(words.notDeleted(slug));
    const deleted = parsed(pageTools.deletePage.output, answer);
    return deleted ? say(words.deleted(deleted)) : call("delete_page", { slug });
  }
  const restored = parsed(pageTools.restorePage.output, turn.last("restore_page"));
  if (restored) return say(words.restored(restored));
  return call("restore_page", {
    slug,
    ...(command.kind === "restore" ? { version: command.version } : {}),
  });
}

function editStep(
  edits: readonly PageEdit[],
  slug: string,
  turn: Turn,
  context: StepContext,
): Step {
  const read = parsed(pageTools.readPage.output, turn.last("read_page"));
  if (!read) return call("read_page", { slug });
  if (read.status !== "found") return say(words.gone(slug));
  const ground = groundOf(read.spec, turn, context);
  if ("step" in ground) return ground.step;
  const saved = parsed(pageTools.editPage.output, turn.last("edit_page"));
  const made = applied(read.spec, edits, ground);
  if ("problem" in made) return say(words.problem(made.problem));
  if (saved) return say(words.edited(saved, made.changes));
  if (JSON.stringify(made.spec) === JSON.stringify(read.spec))
    return say(words.unchanged(read.title));
  return call("edit_page", { slug: read.slug, version: read.version, spec: made.spec });
}

/** All changes one after the other; what is no page any more is not made. */
export function applied(
  spec: PageSpec,
  edits: readonly PageEdit[],
  ground: Ground,
): { readonly spec: PageSpec; readonly changes: readonly string[] } | { readonly problem: string } {
  const changes: string[] = [];
  let now = spec;
  for (const edit of edits) {
    const after = applyEdit(now, edit, ground);
    if ("problem" in after) return after;
    changes.push(after.change);
    now = after.spec;
  }
  const checked = pageSpec.safeParse(now);
  return checked.success ? { spec: checked.data, changes } : { problem: words.notValid };
}

/** What the functions that feed a page answer: each is read first. */
export function groundOf(
  { sources }: PageSpec,
  turn: Turn,
  { vocabulary, can }: StepContext,
): Ground | { readonly step: Step } {
  const names = [...new Set(Object.values(sources).map((source) => source.function))];
  const asked = new Set(
    turn.answers
      .filter(({ tool }) => tool === "read_function")
      .map(({ input }) => JSON.stringify(input)),
  );
  const calls = names
    .map((name) => ({ tool: "read_function", input: { name } }))
    .filter(({ input }) => can("read_function") && !asked.has(JSON.stringify(input)));
  if (calls.length > 0) return { step: { kind: "call", calls } };
  const answers = Object.entries(sources).flatMap(([source, { function: name }]) => {
    const flow = readFunction(turn, name)?.flow;
    return flow ? [{ source, ...answerOf(flow, source, vocabulary) }] : [];
  });
  return {
    answers,
    leavesOf: (rows) => answers.find((answer) => answer.rows === rows)?.leaves ?? [],
  };
}
