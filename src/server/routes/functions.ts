import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import {
  type AccountUse,
  type FunctionView,
  accountsBody,
  codeBody,
  codeShape,
  functionListShape,
  functionRequestsShape,
  functionName,
  functionShape,
  inspectionShape,
  renameBody,
  restoreBody,
  versionDiffShape,
  versionListShape,
} from "../../contract/function.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Connections } from "../../connections/connections.ts";
import { PatchbayError } from "../../core/errors.ts";
import { accountUsesOf, namesIn, withAccounts } from "../../functions/accounts.ts";
import type { Functions } from "../../functions/functions.ts";
import { inputFormOf } from "../../functions/input-hints.ts";
import { diffOf } from "../../functions/version-diff.ts";
import { operationsOf, permissionsOfVersion, scopesOf } from "../../functions/rights.ts";
import { mayWrite } from "../../runs/may-write.ts";
import type { Runs } from "../../runs/runs.ts";
import type { FunctionVersion } from "../../store/function-version.ts";
import { checkIfMatch, checkIfNoneMatch, requireIfMatch } from "../condition.ts";
import { type Signed, viaOf } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const name = z.object({ name: z.string() });
const newName = z.object({ name: functionName });
const versionNumber = z.coerce.number().int().positive();
/** Of a change: the entity tag of the version it was made from. */
const ifMatch = z.object({ "if-match": z.string().optional() });

/** The Functions store. */
export function functionRoutes({
  catalog,
  connections,
  functions,
  runs,
}: {
  readonly catalog: Catalog;
  readonly connections: Pick<Connections, "meant" | "missing" | "requestMissing">;
  readonly functions: Functions;
  readonly runs: Pick<Runs, "hasRun">;
}) {
  const router = createRouter();

  /** What it takes; left out where only its code could say. */
  const inputOf = (version: FunctionVersion) =>
    version.flow ? { input: inputFormOf(version, catalog) } : {};

  /** With the accounts that these are now. */
  async function accountsOf(version: FunctionVersion): Promise<readonly AccountUse[]> {
    const uses = accountUsesOf(version, catalog);
    const accounts = await connections.meant(namesIn(uses));
    return uses.map((use) => {
      const { provider, account } = use;
      const now = accounts.get(account === undefined ? provider : `${provider}:${account}`);
      if (!now) return use;
      const { id, name: called, account: of, standing } = now;
      return { ...use, now: { id, name: called, label: of.label, state: standing.state } };
    });
  }

  /** With its entity tag, and with what it still lacks to run. */
  async function whole(c: Context<Signed>, version: FunctionVersion): Promise<FunctionView> {
    c.header("etag", `"${version.etag}"`);
    const missing = await connections.missing(
      permissionsOfVersion(version, catalog),
      c.get("caller").userId,
    );
    const file = functions.files.unsaved(version.name);
    return {
      ...viewOf(version),
      missing: scopesOf(missing),
      accounts: [...(await accountsOf(version))],
      ...(file ? { file } : {}),
      writes: mayWrite(version, catalog),
      ...inputOf(version),
      hasRun: await runs.hasRun(version),
    };
  }

  router.openapi(
    createRoute({
      method: "get",
      path: "/functions",
      summary: "All functions, or those that were deleted",
      request: { query: z.object({ deleted: z.stringbool().default(false) }) },
      responses: { 200: json(functionListShape, "Functions"), default: problemAnswer },
    }),
    async (c) => {
      const { deleted } = c.req.valid("query");
      const found = await (deleted ? functions.deleted() : functions.list());
      const views = found.map((one) => ({
        ...viewOf(one),
        writes: mayWrite(one, catalog),
        ...inputOf(one),
      }));
      return c.json({ functions: views }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}",
      summary: "The current version of a function",
      request: { params: name },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const found = await functions.current(await functions.resolve(c.req.valid("param").name));
      return c.json(await whole(c, found), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "put",
      path: "/functions/{name}",
      summary: "Save code as the next version, or as a new function",
      description:
        "If-Match names the version that the code was made from; If-None-Match: * wants a new function.",
      request: {
        params: name,
        headers: ifMatch.extend({ "if-none-match": z.string().optional() }),
        body: jsonBody(codeBody),
      },
      responses: {
        200: json(functionShape, "The next version"),
        201: json(functionShape, "The new function"),
        default: problemAnswer,
      },
    }),
    async (c) => {
      const called = await functions.resolve(c.req.valid("param").name);
      const headers = c.req.valid("header");
      const before = await functions.find(called);
      checkIfNoneMatch(called, headers["if-none-match"], before);
      if (before) requireIfMatch(called, headers["if-match"], before);
      else if (headers["if-match"] !== undefined) await functions.current(called);
      const saved = await functions.saveCode(called, c.req.valid("json").code, {
        base: before?.version ?? 0,
        madeBy: { what: "hand", via: viaOf(c) },
      });
      return before ? c.json(await whole(c, saved), 200) : c.json(await whole(c, saved), 201);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/check",
      summary: "What the checks find in code, and what it would need; saves nothing",
      request: { params: newName, body: jsonBody(codeBody) },
      responses: { 200: json(inspectionShape, "Findings and rights"), default: problemAnswer },
    }),
    async (c) => {
      const of = await functions.resolve(c.req.valid("param").name);
      return c.json(await functions.inspect(of, c.req.valid("json").code), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/format",
      summary: "Code in order, as generated code is; saves nothing",
      request: { params: newName, body: jsonBody(codeBody) },
      responses: { 200: json(codeShape, "The code"), default: problemAnswer },
    }),
    async (c) => c.json({ code: await functions.format(c.req.valid("json").code) }, 200),
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/functions/{name}",
      summary: "Delete a function; restoring brings it back with its versions",
      request: { params: name, headers: ifMatch },
      responses: { 204: { description: "Deleted" }, default: problemAnswer },
    }),
    async (c) => {
      const { name: of } = c.req.valid("param");
      checkIfMatch(of, c.req.valid("header")["if-match"], await functions.current(of));
      await functions.remove(of);
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/functions/{name}/file",
      summary: "Give up what stands in its files and in no version",
      request: { params: name },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const found = await functions.current(await functions.resolve(c.req.valid("param").name));
      await functions.files.discard(found.name);
      return c.json(await whole(c, found), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}/versions",
      summary: "All versions, newest first",
      request: { params: name },
      responses: { 200: json(versionListShape, "Versions"), default: problemAnswer },
    }),
    async (c) => {
      const versions = await functions.versions(await functions.resolve(c.req.valid("param").name));
      return c.json({ versions: versions.map(summaryOf) }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}/versions/{version}",
      summary: "One version",
      request: { params: name.extend({ version: versionNumber }) },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const wanted = c.req.valid("param");
      const of = await functions.resolve(wanted.name);
      return c.json(viewOf(await functions.version(of, wanted.version)), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/functions/{name}/diff",
      summary: "What changed between two versions; the last change where none are named",
      request: {
        params: name,
        query: z.object({ from: versionNumber.optional(), to: versionNumber.optional() }),
      },
      responses: { 200: json(versionDiffShape, "Changes"), default: problemAnswer },
    }),
    async (c) => {
      const of = await functions.resolve(c.req.valid("param").name);
      const { from, to } = c.req.valid("query");
      const after =
        to === undefined ? await functions.current(of) : await functions.version(of, to);
      const before = from ?? after.version - 1;
      return c.json(
        diffOf(before === 0 ? undefined : await functions.version(of, before), after),
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/restore",
      summary:
        "Make an older version the current one, as a new version, or bring back a deleted function",
      request: { params: name, headers: ifMatch, body: jsonBody(restoreBody) },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const of = await functions.resolve(c.req.valid("param").name);
      const { version } = c.req.valid("json");
      const now = await functions.find(of);
      if (now) checkIfMatch(of, c.req.valid("header")["if-match"], now);
      if (now && version === undefined)
        throw new PatchbayError(
          "request/invalid",
          `"${of}" is not deleted. Say which of its versions, 1 to ${now.version}, shall be the current one.`,
          { where: "version" },
        );
      const back = now ?? (await functions.undelete(of));
      const restored =
        version === undefined ? back : await functions.restore(of, version, viaOf(c));
      return c.json(await whole(c, restored), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/rename",
      summary: "Give a function another name; the old one keeps leading to it",
      request: { params: name, headers: ifMatch, body: jsonBody(renameBody) },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const of = await functions.resolve(c.req.valid("param").name);
      checkIfMatch(of, c.req.valid("header")["if-match"], await functions.current(of));
      return c.json(
        await whole(c, await functions.rename(of, c.req.valid("json").name, viaOf(c))),
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/duplicate",
      summary: "Make a new function of the current version of another",
      request: { params: name, body: jsonBody(renameBody) },
      responses: { 201: json(functionShape, "The new function"), default: problemAnswer },
    }),
    async (c) => {
      const of = await functions.resolve(c.req.valid("param").name);
      return c.json(
        await whole(c, await functions.duplicate(of, c.req.valid("json").name, viaOf(c))),
        201,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "patch",
      path: "/functions/{name}/accounts",
      summary: "Choose with which account steps act, as the next version",
      description:
        "Steps that are not named keep theirs. Where code was edited by hand, it says itself which account a call takes.",
      request: { params: name, headers: ifMatch, body: jsonBody(accountsBody) },
      responses: { 200: json(functionShape, "Function"), default: problemAnswer },
    }),
    async (c) => {
      const before = await functions.current(await functions.resolve(c.req.valid("param").name));
      checkIfMatch(before.name, c.req.valid("header")["if-match"], before);
      const flow = withAccounts(before, c.req.valid("json").accounts, catalog);
      const saved = await functions.save(flow, {
        base: before.version,
        ...(before.prompt === undefined ? {} : { prompt: before.prompt }),
        madeBy: { what: "account", via: viaOf(c) },
      });
      return c.json(await whole(c, saved), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/functions/{name}/connection-requests",
      summary: "Ask for what the current version needs and nobody granted yet",
      request: { params: name },
      responses: { 200: json(functionRequestsShape, "Requests"), default: problemAnswer },
    }),
    async (c) => {
      const of = await functions.current(await functions.resolve(c.req.valid("param").name));
      const requests = await connections.requestMissing(
        permissionsOfVersion(of, catalog),
        c.get("caller").userId,
      );
      return c.json({ requests: [...requests] }, 200);
    },
  );
  return router;
}

function viewOf(version: FunctionVersion): FunctionView {
  const { name: called, flow, code, permissions } = version;
  return {
    ...summaryOf(version),
    name: called,
    ...(flow ? { description: flow.description } : {}),
    flow: flow ?? null,
    code,
    operations: operationsOf(version),
    permissions: permissions.map(({ scopes, ...of }) => ({ ...of, scopes: [...scopes] })),
  };
}

function summaryOf({
  version,
  origin,
  madeBy,
  restoredFrom,
  prompt,
  createdAt,
  etag,
}: FunctionVersion) {
  return {
    version,
    origin,
    madeBy,
    ...(restoredFrom === undefined ? {} : { restoredFrom }),
    ...(prompt === undefined ? {} : { prompt }),
    createdAt,
    etag,
  };
}
