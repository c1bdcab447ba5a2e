import type { z } from "zod";
import type * as pageTools from "../../../contract/page-tools.ts";
import { joinWords } from "../text.ts";
import { pageRefused } from "./page-replies.ts";

type Output<Tool extends { readonly output: z.ZodType }> = z.output<Tool["output"]>;

const canDo =
  "I can change its title and address, add, remove and rename columns, sort, filter, draw a chart as bars or lines, move and remove what is on it, add figures, tables, forms and buttons, let it load again by itself, undo a change, and delete it. The rest can be done in its editor.";

export const notValid = `That would not be a page any more, so nothing was changed. ${canDo}`;

export const problem = (text: string): string => `${text} Nothing was changed.`;

/** Where a message about a page says nothing that is understood. */
export const pageCan = (slug: string): string =>
  `I did not understand what should be different on the page \`${slug}\`. ${canDo}`;

export function edited(
  answer: Output<typeof pageTools.editPage>,
  changes: readonly string[],
): string {
  if (answer.status !== "saved") return pageRefused(answer);
  const where =
    answer.was === undefined
      ? ""
      : ` It is at /pages/${answer.slug} now; /pages/${answer.was} still leads there.`;
  return `I changed the page “${answer.title}” (version ${answer.version}): ${joinWords(changes)}.${where}`;
}

export const unchanged = (title: string): string =>
  `The page “${title}” is like that already, so there is nothing to change.`;

export const gone = (slug: string): string => `There is no page \`${slug}\` any more.`;

export function whichPage(titles: readonly string[]): string {
  return titles.length > 0
    ? `Which page do you mean: ${joinWords(titles)}?`
    : "There is no page yet. What should one show?";
}

interface Linked {
  readonly slug: string;
  readonly title: string;
}

/** A title as the text of a link: what would end it early is taken for what it is. */
const link = (text: string, to: string) =>
  `[${text.replaceAll(/[\\[\]`*_<>]/g, String.raw`\$&`)}](${to})`;
const pageLink = ({ slug, title }: Linked) => link(title, `/pages/${slug}`);

export function listed(pages: readonly Linked[]): string {
  return pages.length === 0
    ? "There is no page yet. Say what one should show, and I make it."
    : `There ${pages.length === 1 ? "is one page" : `are ${pages.length} pages`}:\n${pages.map((one) => `- ${pageLink(one)}`).join("\n")}`;
}

export function opened(pages: readonly Linked[]): string {
  const [only, more] = pages;
  return only && !more
    ? `Here it is: ${pageLink(only)}.`
    : `These fit:\n${pages.map((one) => `- ${pageLink(one)}`).join("\n")}`;
}

export const noSuchPage = (pages: readonly Linked[]): string =>
  pages.length === 0 ? listed(pages) : `I know no such page. ${listed(pages)}`;

/** Which functions a page shows or runs. */
export function fedBy(page: Linked & { readonly functions: readonly string[] }): string {
  const functions = page.functions.map((name) => link(name, `/code/${name}`));
  return functions.length === 0
    ? `${pageLink(page)} uses no function.`
    : `${pageLink(page)} uses ${joinWords(functions)}.`;
}

export function deleted(answer: Output<typeof pageTools.deletePage>): string {
  return answer.status === "deleted"
    ? `The page “${answer.title}” is deleted; its functions stay. Say “undo”, and it is back.`
    : `There is no such page; there are: ${answer.known.join(", ") || "none"}.`;
}

export const notDeleted = (slug: string): string =>
  `I did not delete the page \`${slug}\`, since you did not approve it.`;

export function restored(answer: Output<typeof pageTools.restorePage>): string {
  switch (answer.status) {
    case "restored":
      return `The page “${answer.title}” is as in version ${answer.from} again${answer.was === undefined ? "" : `, at /pages/${answer.slug}`}; that is now version ${answer.version}.`;
    case "brought-back":
      return `The page “${answer.title}” is back, at /pages/${answer.slug}.`;
    case "slug-taken":
      return `Another page is at /pages/${answer.slug} by now. Move that one first, then this one can come back.`;
    case "no-such-version":
      return `The page \`${answer.slug}\` has ${answer.newest === 1 ? "only version 1" : `versions 1 to ${answer.newest}`}; nothing was changed.`;
    case "nothing-to-undo":
      return `There is no earlier version of the page \`${answer.slug}\` to go back to.`;
    case "not-found":
      return `There is no such page; there are: ${answer.known.join(", ") || "none"}.`;
  }
}
