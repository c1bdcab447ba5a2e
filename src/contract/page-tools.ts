import { z } from "zod";
import { pageProblemShape, pageSummaryShape } from "./page.ts";
import { pageSpec } from "./page-spec.ts";

/** What the agent's tools about pages take and answer, as in tools.ts. */

const slug = z.string().describe("Slug of a page");
const version = z.number().int().positive();

/** A page in a few members, as a card shows it. */
const savedPage = z.object({
  slug: z.string(),
  title: z.string(),
  version: z.number(),
  /** In the order of the page. */
  blocks: z.array(z.object({ type: z.string(), title: z.string().optional() })),
  /** What may not work: paths that lead nowhere as far as is known. */
  warnings: z.array(pageProblemShape).optional(),
});
export type SavedPage = z.output<typeof savedPage>;

const invalid = z.object({ status: z.literal("invalid"), problems: z.array(pageProblemShape) });
const notFound = z.object({ status: z.literal("not-found"), known: z.array(z.string()) });

/** Judged by the check, which names what is wrong; the type alone is told to the model. */
const spec = z.unknown().meta({ type: "object", description: "The whole page" });

export const createPage = {
  input: z.strictObject({ spec: spec.optional() }),
  output: z.discriminatedUnion("status", [
    /** Nothing was given: how a page is written. */
    z.object({ status: z.literal("explained"), how: z.string() }),
    savedPage.extend({ status: z.literal("saved") }),
    invalid,
  ]),
};

export const editPage = {
  input: z.strictObject({
    slug,
    version: version.describe("The version that was read"),
    spec,
  }),
  output: z.discriminatedUnion("status", [
    savedPage.extend({
      status: z.literal("saved"),
      /** The version it was before. */
      from: z.number(),
      /** The slug that it had until now. */
      was: z.string().optional(),
    }),
    invalid,
    /** It was changed since: nothing is saved. */
    z.object({ status: z.literal("conflict"), slug: z.string(), version: z.number() }),
    notFound,
  ]),
};

export const readPage = {
  input: z.strictObject({
    slug,
    version: version.optional().describe("An older version; left out: the current one"),
  }),
  output: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("found"),
      slug: z.string(),
      title: z.string(),
      version: z.number(),
      spec: pageSpec,
      problems: z.array(pageProblemShape),
      /** What each function that feeds it answers: TypeScript with comments. */
      answers: z.record(z.string(), z.string()).optional(),
    }),
    z.object({ status: z.literal("no-such-version"), slug: z.string(), newest: z.number() }),
    notFound,
  ]),
};

export const listPages = {
  input: z.strictObject({}),
  output: z.object({
    pages: z.array(
      pageSummaryShape.pick({ slug: true, title: true, version: true, functions: true }),
    ),
    /** Slugs of pages that were deleted and can come back. */
    deleted: z.array(z.string()),
  }),
};

export const restorePage = {
  input: z.strictObject({
    slug,
    version: version
      .optional()
      .describe("The version to go back to; left out: undo the last change"),
  }),
  output: z.discriminatedUnion("status", [
    savedPage.extend({
      status: z.literal("restored"),
      /** The version that it is like again. */
      from: z.number(),
      was: z.string().optional(),
    }),
    z.object({ status: z.literal("no-such-version"), slug: z.string(), newest: z.number() }),
    /** It was deleted. */
    savedPage.extend({ status: z.literal("brought-back") }),
    z.object({ status: z.literal("slug-taken"), slug: z.string() }),
    z.object({ status: z.literal("nothing-to-undo"), slug: z.string() }),
    notFound,
  ]),
};

/** Needs the person's approval; `restore_page` brings it back. */
export const deletePage = {
  input: z.strictObject({ slug }),
  output: z.discriminatedUnion("status", [
    z.object({ status: z.literal("deleted"), slug: z.string(), title: z.string() }),
    notFound,
  ]),
};
