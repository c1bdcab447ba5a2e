import { z } from "zod";
import { madeByShape } from "./function.ts";
import {
  chartBlock,
  figureBlock,
  formBlock,
  pageAction,
  pageColumn,
  pageFilter,
  pageSlug,
  pageSpec,
  tableBlock,
  textBlock,
} from "./page-spec.ts";

/** What is wrong with a spec: `blocks.deals.columns[1].value`, and what to do. */
export const pageProblemShape = z.object({
  where: z.string(),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
});
export type PageProblem = z.output<typeof pageProblemShape>;

/** A version of a page, for who makes it. */
export const pageShape = z.object({
  slug: pageSlug,
  title: z.string(),
  version: z.number(),
  spec: pageSpec,
  madeBy: madeByShape,
  restoredFrom: z.number().optional(),
  prompt: z.string().optional(),
  createdAt: z.string(),
  etag: z.string(),
  /** What has become wrong since, such as a function that was deleted. */
  problems: z.array(pageProblemShape),
  /** Where it may be embedded; absent where nowhere. */
  embed: z.object({ origins: z.array(z.string()), createdAt: z.string() }).optional(),
});
export type PageView = z.output<typeof pageShape>;

export const pageSummaryShape = z.object({
  slug: pageSlug,
  title: z.string(),
  description: z.string().optional(),
  version: z.number(),
  /** When the current version was made. */
  updatedAt: z.string(),
  /** How many blocks it has, and the functions that it uses. */
  blocks: z.number(),
  functions: z.array(z.string()),
  isEmbedded: z.boolean(),
});
export type PageSummary = z.output<typeof pageSummaryShape>;
export const pageListShape = z.object({ pages: z.array(pageSummaryShape) });

export const pageVersionListShape = z.object({
  versions: z.array(
    pageShape.pick({
      version: true,
      title: true,
      madeBy: true,
      restoredFrom: true,
      prompt: true,
      createdAt: true,
      etag: true,
    }),
  ),
});

/** Of `POST /api/pages` and `PUT /api/pages/:slug`, the latter with `If-Match`. */
export const pageBody = z.strictObject({ spec: pageSpec });
/** Without a version, a deleted page comes back. */
export const restorePageBody = z.strictObject({ version: z.number().int().positive().optional() });
/** Of `POST /api/pages/check`: anything, so that what does not fit is told with its place. */
export const checkPageBody = z.strictObject({ spec: z.unknown() });
export const checkedPageShape = z.object({ problems: z.array(pageProblemShape) });

export const embedBody = z.strictObject({
  /** Origins of the sites that may frame it: `https://example.com`. */
  origins: z
    .array(z.url({ protocol: /^https?$/ }))
    .min(1)
    .max(20),
});
/** The key is shown this once; it stands in the fragment of the address, which no server sees. */
export const embedAnswer = z.object({ key: z.string(), url: z.url() });

const publicAction = pageAction.pick({ label: true, confirm: true });

/** A block as whoever looks at the page gets it: without paths, inputs or names of functions. */
export const blockViewShape = z.discriminatedUnion("type", [
  figureBlock.omit({ value: true, rows: true, aggregate: true, where: true }),
  tableBlock.omit({ rows: true, where: true }).extend({
    columns: z.array(pageColumn.omit({ value: true })),
    actions: z.array(publicAction),
  }),
  chartBlock.omit({ rows: true, where: true }).extend({
    x: chartBlock.shape.x.omit({ value: true }),
    series: z.array(z.object({ label: z.string() })),
  }),
  formBlock.omit({ function: true, input: true, done: true }),
  z.strictObject({
    type: z.literal("buttons"),
    id: z.string(),
    title: z.string().optional(),
    width: textBlock.shape.width,
    actions: z.array(publicAction),
  }),
  textBlock,
]);
export type BlockView = z.output<typeof blockViewShape>;

/** `GET /api/pages/:slug/view`: for a session, the API key, or the page's embed key. */
export const pageViewShape = z.object({
  slug: pageSlug,
  title: z.string(),
  description: z.string().optional(),
  version: z.number(),
  refresh: z.number().optional(),
  filters: z.array(pageFilter),
  blocks: z.array(blockViewShape),
  /** Whether who asks may change it. */
  canEdit: z.boolean(),
});
export type PublicPageView = z.output<typeof pageViewShape>;

const filterValues = z
  .record(z.string().max(60), z.union([z.string().max(2_000), z.number(), z.boolean()]))
  .default({});

/** Of `POST /api/pages/:slug/blocks/:block/data`; those left out have their defaults. */
export const blockDataBody = z.strictObject({
  filters: filterValues,
  /** Asks the function again, whatever is at hand. */
  fresh: z.boolean().default(false),
});
/** Of `POST /api/pages/preview`: a block of a spec that is not saved. */
export const previewBody = blockDataBody.extend({ spec: pageSpec, block: z.string() });

/** A value as it came; what is no scalar is JSON text. */
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.output<typeof cell>;

export const blockDataShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("figure"), value: cell }),
  z.object({
    type: z.literal("table"),
    /** Cells in the order of the columns. */
    rows: z.array(z.array(cell)),
    /** Rows there are; only the first 10,000 are told. */
    total: z.number(),
    /** Position in what the source answered, for each row: what an action names. */
    positions: z.array(z.number()),
  }),
  z.object({
    type: z.literal("chart"),
    x: z.array(cell),
    /** A list for each series, as long as `x`. */
    series: z.array(z.array(z.number().nullable())),
  }),
]);
export type BlockData = z.output<typeof blockDataShape>;

export const blockAnswerShape = z.object({
  data: blockDataShape,
  /** When the functions answered. */
  loadedAt: z.string(),
  /** Names what its source answered, for the actions of its rows. */
  snapshot: z.string(),
  /** Left out for who only looks. */
  runs: z.array(z.string()).optional(),
});
export type BlockAnswer = z.output<typeof blockAnswerShape>;

/** Of `POST /api/pages/:slug/blocks/:block/act`: submits a form, or presses a button. */
export const blockActBody = z.strictObject({
  filters: filterValues,
  /** That is looked at: where another is current by now, the same button may mean something else. */
  version: z.number().int().positive().optional(),
  /** Made up for each press: sent again within ten minutes, it is not done again. */
  once: z.string().min(1).max(100).optional(),
  /** Position of the action; left out for a form. */
  action: z.number().int().min(0).optional(),
  /** Of an action of a row. */
  row: z
    .strictObject({ snapshot: z.string().max(100), position: z.number().int().min(0) })
    .optional(),
  /** Of a form, by the names of its fields; one left out has its default, an empty text is none. */
  values: z
    .record(z.string().max(60), z.union([z.string().max(50_000), z.number(), z.boolean()]))
    .optional(),
});
export const actedShape = z.object({
  message: z.string(),
  /** Left out for who only looks. */
  run: z.string().optional(),
});
