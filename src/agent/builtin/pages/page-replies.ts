import type { z } from "zod";
import type * as pageTools from "../../../contract/page-tools.ts";
import type { PageBlock } from "../../../contract/page-spec.ts";
import { joinWords } from "../text.ts";
import { isOpen } from "./action-input.ts";
import type { PageIntent } from "./page-intent.ts";

type Saved = pageTools.SavedPage;
type Refused = Exclude<
  z.output<typeof pageTools.editPage.output> | z.output<typeof pageTools.createPage.output>,
  { status: "saved" | "explained" }
>;

export const notOffered = "The functions are there; pages cannot be made here.";

/** What was made, what was left out, and what whoever looks at it has to say. */
export function pageMade(saved: Saved, intent: PageIntent, functions: readonly string[]): string {
  const { slug, title, version } = saved;
  const made = version === 1 ? "made" : "changed";
  const of =
    functions.length > 0 ? ` It uses ${joinWords(functions.map((name) => `\`${name}\``))}.` : "";
  const open = [...intent.sources, ...intent.actions.filter(({ as }) => as === "button")].flatMap(
    ({ flow }) =>
      Object.entries(flow.inputs).flatMap(([name, input]) => (isOpen(input) ? [name] : [])),
  );
  const asked =
    open.length > 0 && saved.version === 1 && intent.questions.length > 0
      ? " Until you answer, it is filled in at the top of the page."
      : "";
  const left = intent.leftOut.filter((words) => words.trim() !== "");
  const gaps =
    left.length > 0
      ? ` I left out ${joinWords(left.map((words) => `“${words}”`))}: the tool's own filter for that is not known to me. Narrow it down on the page, or say “add a filter”.`
      : "";
  return `I ${made} the page “${title}” (/pages/${slug}, version ${version}): ${blocksLine(saved.blocks)}.${of}${asked}${fixedDates(intent)}${gaps}${lackingButtons(intent)}`;
}

function lackingButtons({ withoutButtons = [] }: PageIntent): string {
  return withoutButtons
    .map(
      ({ words, tool }) =>
        ` I left out the button that “${words}”: I know no way to do that in ${tool}. Say in other words what it should change there, or which other tool it is for.`,
    )
    .join("");
}

/** `this week` was said once: a page that stays does not move on with it. */
function fixedDates({ sources }: PageIntent): string {
  const days = sources.flatMap(({ flow }) =>
    flow.steps.flatMap((step) =>
      Object.values(step.with).flatMap((value) =>
        typeof value === "string" ? (/^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(value)?.[0] ?? []) : [],
      ),
    ),
  );
  return days.length > 0
    ? ` Its time is fixed (${joinWords([...new Set(days)])}): say another when it is over.`
    : "";
}

const blockNames: Readonly<Record<PageBlock["type"], readonly [string, string]>> = {
  figure: ["a figure", "figures"],
  table: ["a table", "tables"],
  chart: ["a chart", "charts"],
  form: ["a form", "forms"],
  buttons: ["buttons", "groups of buttons"],
  text: ["a text", "texts"],
};

function blocksLine(blocks: Saved["blocks"]): string {
  const groups = Map.groupBy(blocks, ({ type }) => type);
  return joinWords(
    Object.entries(blockNames).flatMap(([type, [one, many]]) => {
      const count = groups.get(type)?.length ?? 0;
      return count === 0 ? [] : [count === 1 ? one : `${count} ${many}`];
    }),
  );
}

export function pageRefused(answer: Refused): string {
  if (answer.status === "conflict")
    return `The page \`${answer.slug}\` was changed in the meantime (version ${answer.version}); nothing was saved. Say it again.`;
  if (answer.status === "not-found")
    return `There is no such page; there are: ${answer.known.join(", ") || "none"}.`;
  const problems = answer.problems
    .filter(({ severity }) => severity === "error")
    .slice(0, 3)
    .map(({ where, message }) => `${where}: ${message}`);
  return `The page was not saved. ${problems.join(" ")}`;
}
