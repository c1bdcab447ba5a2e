import { z } from "zod";
import * as pageTools from "../../../contract/page-tools.ts";
import { connectorsIn } from "../clauses.ts";
import type { Conversation, ToolAnswer } from "../conversation.ts";
import { nounOf } from "../lexicon.ts";
import { fold } from "../text.ts";
import { tokenize } from "../tokens.ts";
import { parsed, type Turn } from "../turn.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { foldedOf } from "./folded.ts";
import * as say from "./page-words.ts";

const pageMakers: ReadonlySet<string> = new Set([
  "create_page",
  "edit_page",
  "restore_page",
  "delete_page",
]);
const functionMakers: ReadonlySet<string> = new Set([
  "write_function",
  "edit_code",
  "restore_function",
  "run_function",
  "copy_function",
  "delete_function",
]);
const about = z.object({ slug: z.string() });

/**
 * The page that the chat is about: the one that was made or changed last, unless a function was
 * since, or the one beside the chat.
 */
export function pageAtHand({ past, about: beside }: Conversation): string | undefined {
  for (const { answers } of past.toReversed()) {
    const told = answers.filter(({ status }) => status === "answered");
    const slug = slugIn(told, pageMakers) ?? slugIn(told, new Set(["read_page"]));
    if (slug !== undefined) return slug;
    if (beside?.kind === "page") return beside.name;
    if (told.some(({ tool }) => functionMakers.has(tool))) return undefined;
  }
  return beside?.kind === "page" ? beside.name : undefined;
}

function slugIn(answers: readonly ToolAnswer[], of: ReadonlySet<string>): string | undefined {
  return answers
    .filter(({ tool }) => of.has(tool))
    .flatMap(({ output }) => about.safeParse(output).data?.slug ?? [])
    .at(-1);
}

export type Listed = z.output<typeof pageTools.listPages.output>;

export function listedPages(turn: Turn): Listed | undefined {
  return parsed(pageTools.listPages.output, turn.last("list_pages"));
}

/** The page that a message names, by its address or its title. */
export function pageNamed(said: string, { pages, deleted }: Listed): string | undefined {
  const text = ` ${fold(said).replaceAll(/[^a-z0-9-]+/g, " ")} `;
  const byTitle = pages
    .filter(({ title }) =>
      text.includes(
        ` ${fold(title)
          .replaceAll(/[^a-z0-9-]+/g, " ")
          .trim()} `,
      ),
    )
    .toSorted((one, other) => other.title.length - one.title.length)[0];
  const bySlug = [...pages.map(({ slug }) => slug), ...deleted].find((slug) =>
    text.includes(` ${slug} `),
  );
  return bySlug ?? byTitle?.slug;
}

const pageWord = new RegExp(
  `(?:^| )(?:${say.displayWords.page}|pages|seiten|paginas|tableros|paineis)(?: |$)`,
);

/** Whether a message speaks of a page of ours, rather than of one that a tool has. */
export function speaksOfPage(said: string, vocabulary: Vocabulary): boolean {
  const word = pageWord.exec(foldedOf(said).text)?.[0].trim();
  if (word === undefined) return false;
  const tools = connectorsIn(tokenize(said), vocabulary);
  return !vocabulary.connectors.some(
    ({ id, things }) => tools.includes(id) && things.has(nounOf(word)),
  );
}
