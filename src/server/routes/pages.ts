import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  type PageView,
  actedShape,
  blockActBody,
  blockAnswerShape,
  blockDataBody,
  checkPageBody,
  checkedPageShape,
  embedAnswer,
  embedBody,
  pageBody,
  pageListShape,
  pageShape,
  pageVersionListShape,
  pageViewShape,
  previewBody,
  restorePageBody,
} from "../../contract/page.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Pages } from "../../pages/pages.ts";
import type { Viewer } from "../../pages/viewer.ts";
import type { PageVersion } from "../../store/page-version.ts";
import { namesTag } from "../condition.ts";
import { type Signed, viaOf } from "../guard.ts";
import type { PersonOf } from "../person.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const slug = z.object({ slug: z.string() });
const block = slug.extend({ block: z.string() });
const versionNumber = z.coerce.number().int().positive();
/** Of a change: the entity tag of the version it was made from. */
const ifMatch = z.object({ "if-match": z.string().optional() });

/** Tables, dashboards and forms that functions feed. */
export function pageRoutes({
  pages,
  origins,
  base,
  personOf,
}: {
  readonly pages: Pages;
  readonly personOf: PersonOf;
  readonly origins: () => readonly string[];
  /** What the addresses of the app begin with. */
  readonly base: string;
}) {
  const router = createRouter();

  router.openapi(
    createRoute({
      method: "get",
      path: "/pages",
      summary: "All pages",
      responses: { 200: json(pageListShape, "Pages"), default: problemAnswer },
    }),
    async (c) => c.json({ pages: [...(await pages.list())] }, 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/pages",
      summary: "Make a page",
      request: { body: jsonBody(pageBody) },
      responses: { 201: json(pageShape, "The new page"), default: problemAnswer },
    }),
    async (c) => {
      const { spec } = c.req.valid("json");
      const made = await pages.create(spec, { madeBy: { what: "hand", via: viaOf(c) } });
      c.header("location", `/api/pages/${made.slug}`);
      return c.json(tagged(c, made), 201);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/pages/deleted",
      summary: "Pages that were deleted and can come back, the latest deletion first",
      responses: { 200: json(pageListShape, "Pages"), default: problemAnswer },
    }),
    async (c) => c.json({ pages: [...(await pages.deleted())] }, 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/pages/check",
      summary: "What is wrong with a page; saves nothing",
      request: { body: jsonBody(checkPageBody) },
      responses: { 200: json(checkedPageShape, "Problems"), default: problemAnswer },
    }),
    async (c) => {
      const problems = await pages.check(c.req.valid("json").spec);
      return c.json({ problems: [...problems] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/pages/preview",
      summary: "What a block of a page shows that is not saved",
      request: { body: jsonBody(previewBody) },
      responses: { 200: json(blockAnswerShape, "What the block shows"), default: problemAnswer },
    }),
    async (c) => {
      const { spec, block: of, ...wanted } = c.req.valid("json");
      const looking = { userId: await personOf(c), signal: c.req.raw.signal };
      return c.json(await pages.preview(spec, of, wanted, looking), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/pages/{slug}",
      summary: "The current version of a page, for who makes it",
      request: { params: slug },
      responses: { 200: json(pageShape, "Page"), default: problemAnswer },
    }),
    async (c) => c.json(tagged(c, await pages.find(c.req.valid("param").slug)), 200),
  );
  router.openapi(
    createRoute({
      method: "put",
      path: "/pages/{slug}",
      summary: "Save the next version of a page; another slug gives it another address",
      description: "If-Match names the version that the change was made from.",
      request: { params: slug, headers: ifMatch, body: jsonBody(pageBody) },
      responses: { 200: json(pageShape, "The next version"), default: problemAnswer },
    }),
    async (c) => {
      const before = await pages.current(c.req.valid("param").slug);
      checkCondition(before, c.req.valid("header")["if-match"], { isNeeded: true });
      const saved = await pages.save(before.slug, c.req.valid("json").spec, {
        base: before.version,
        madeBy: { what: "hand", via: viaOf(c) },
      });
      return c.json(tagged(c, saved), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/pages/{slug}",
      summary: "Delete a page; restoring brings it back with its versions",
      request: { params: slug, headers: ifMatch },
      responses: { 204: { description: "Deleted" }, default: problemAnswer },
    }),
    async (c) => {
      const before = await pages.current(c.req.valid("param").slug);
      checkCondition(before, c.req.valid("header")["if-match"]);
      await pages.remove(before.slug);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/pages/{slug}/versions",
      summary: "All versions, newest first",
      request: { params: slug },
      responses: { 200: json(pageVersionListShape, "Versions"), default: problemAnswer },
    }),
    async (c) => {
      const versions = await pages.versions(c.req.valid("param").slug);
      return c.json({ versions: versions.map(summaryOf) }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/pages/{slug}/versions/{version}",
      summary: "One version",
      request: { params: slug.extend({ version: versionNumber }) },
      responses: { 200: json(pageShape, "Page"), default: problemAnswer },
    }),
    async (c) => {
      const { slug: of, version } = c.req.valid("param");
      return c.json(await pages.show(of, version), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/pages/{slug}/restore",
      summary:
        "Make an older version the current one, as a new version, or bring back a deleted page",
      request: { params: slug, headers: ifMatch, body: jsonBody(restorePageBody) },
      responses: { 200: json(pageShape, "Page"), default: problemAnswer },
    }),
    async (c) => {
      const { slug: of } = c.req.valid("param");
      const { version } = c.req.valid("json");
      if (version === undefined) return c.json(tagged(c, await pages.undelete(of)), 200);
      const now = await pages.current(of);
      checkCondition(now, c.req.valid("header")["if-match"]);
      return c.json(tagged(c, await pages.restore(now.slug, version, viaOf(c))), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/pages/{slug}/view",
      summary: "A page for who looks at it: what is shown, and nothing of where it comes from",
      request: { params: slug },
      responses: { 200: json(pageViewShape, "Page"), default: problemAnswer },
    }),
    async (c) => c.json(await pages.view(c.req.valid("param").slug, viewerOf(c)), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/pages/{slug}/blocks/{block}/data",
      summary: "What a block shows",
      request: { params: block, body: jsonBody(blockDataBody) },
      responses: { 200: json(blockAnswerShape, "What the block shows"), default: problemAnswer },
    }),
    async (c) => {
      const { slug: of, block: id } = c.req.valid("param");
      const userId = await personOf(c);
      const looking = { viewer: viewerOf(c), userId, signal: c.req.raw.signal };
      return c.json(await pages.data(of, id, c.req.valid("json"), looking), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/pages/{slug}/blocks/{block}/act",
      summary: "Submit a form, or press a button",
      request: { params: block, body: jsonBody(blockActBody) },
      responses: { 200: json(actedShape, "It was done"), default: problemAnswer },
    }),
    async (c) => {
      const { slug: of, block: id } = c.req.valid("param");
      const looking = { viewer: viewerOf(c), userId: await personOf(c) };
      return c.json(await pages.act(of, id, c.req.valid("json"), looking), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "put",
      path: "/pages/{slug}/embed",
      summary: "Let sites embed the page, with a new key; an earlier one ends",
      request: { params: slug, body: jsonBody(embedBody) },
      responses: { 200: json(embedAnswer, "The key, this once"), default: problemAnswer },
    }),
    async (c) => {
      const { slug: of, key } = await pages.embed(
        c.req.valid("param").slug,
        c.req.valid("json").origins,
      );
      // A fragment is never sent, so that the key stands in no log.
      return c.json({ key, url: `${origins()[0] ?? ""}${base}/pages/${of}#key=${key}` }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/pages/{slug}/embed",
      summary: "Embed the page nowhere any more; its key ends",
      request: { params: slug },
      responses: { 204: { description: "Its key ended" }, default: problemAnswer },
    }),
    async (c) => {
      await pages.endEmbed(c.req.valid("param").slug);
      return c.body(null, 204);
    },
  );
  return router;
}

/** With its entity tag. */
function tagged(c: Context, page: PageView): PageView {
  c.header("etag", `"${page.etag}"`);
  return page;
}

function viewerOf(c: Context<Signed>): Viewer {
  return c.get("caller").principal.startsWith("embed:") ? "embedded" : "maker";
}

/** As for functions: a change of the whole must say what it was made from (RFC 6585 3). */
function checkCondition(
  { slug: of, version, etag }: PageVersion,
  header: string | undefined,
  { isNeeded = false }: { readonly isNeeded?: boolean } = {},
): void {
  if (header === undefined && isNeeded)
    throw new PatchbayError(
      "page/no-condition",
      `The page "${of}" is at version ${version}. Send the ETag that GET gave you as If-Match.`,
      { extra: { version } },
    );
  if (header === undefined || namesTag(header, etag)) return;
  throw new PatchbayError(
    "page/changed",
    `The page "${of}" is at version ${version} by now, and If-Match names another. Read it again and repeat the change.`,
    { extra: { version, etag } },
  );
}

function summaryOf({ version, spec, madeBy, restoredFrom, prompt, createdAt, etag }: PageVersion) {
  return {
    version,
    title: spec.title,
    madeBy,
    ...(restoredFrom === undefined ? {} : { restoredFrom }),
    ...(prompt === undefined ? {} : { prompt }),
    createdAt,
    etag,
  };
}
