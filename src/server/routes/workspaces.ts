import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Asking, Workspaces } from "../../access/workspaces.ts";
import {
  appBody,
  appListShape,
  appShape,
  renamedAppBody,
  workspaceBody,
  workspaceListShape,
  workspaceShape,
} from "../../contract/app.ts";
import type { Signed } from "../guard.ts";
import { createRouter, json, jsonBody, problemAnswer, requireJson } from "../routing.ts";

interface WorkspaceDependencies {
  readonly workspaces: Workspaces;
  readonly appId: string;
}

const params = z.object({ slug: z.string() });

/** Workspaces and the apps in them. */
export function workspaceRoutes({ workspaces, appId }: WorkspaceDependencies) {
  const router = createRouter();
  const asking = (c: Context<Signed>): Asking => {
    const { principal, userId, rights } = c.get("caller");
    return {
      appId,
      rights,
      isOperator: principal === "api-key",
      ...(userId === undefined ? {} : { userId }),
    };
  };
  for (const path of ["/workspaces", "/apps", "/apps/:slug", "/apps/:slug/restore"])
    router.use(path, requireJson);
  router.openapi(
    createRoute({
      method: "get",
      path: "/workspaces",
      summary: "Workspaces that the caller has a part in",
      responses: { 200: json(workspaceListShape, "Workspaces"), default: problemAnswer },
    }),
    async (c) => c.json({ workspaces: await workspaces.workspaces(asking(c)) }, 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/workspaces",
      summary: "Make a workspace; whoever makes it owns it",
      request: { body: jsonBody(workspaceBody) },
      responses: { 200: json(workspaceShape, "Workspace"), default: problemAnswer },
    }),
    async (c) => c.json(await workspaces.addWorkspace(c.req.valid("json").name, asking(c)), 200),
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/apps",
      summary: "Apps that the caller has a part in",
      responses: { 200: json(appListShape, "Apps"), default: problemAnswer },
    }),
    async (c) => c.json(await workspaces.list(asking(c)), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/apps",
      summary: "Make an app; its addresses begin with /apps/ and its slug",
      request: { body: jsonBody(appBody) },
      responses: { 200: json(appShape, "App"), default: problemAnswer },
    }),
    async (c) => c.json(await workspaces.add(c.req.valid("json"), asking(c)), 200),
  );
  router.openapi(
    createRoute({
      method: "patch",
      path: "/apps/{slug}",
      summary: "Rename an app; its slug stays",
      request: { params, body: jsonBody(renamedAppBody) },
      responses: { 200: json(appShape, "App"), default: problemAnswer },
    }),
    async (c) => {
      const { slug } = c.req.valid("param");
      return c.json(await workspaces.rename(slug, c.req.valid("json").name, asking(c)), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/apps/{slug}",
      summary: "Delete an app with all it has; it can be brought back for seven days",
      request: { params },
      responses: { 200: json(appShape, "App"), default: problemAnswer },
    }),
    async (c) => c.json(await workspaces.remove(c.req.valid("param").slug, asking(c)), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/apps/{slug}/restore",
      summary: "Bring back a deleted app",
      request: { params },
      responses: { 200: json(appShape, "App"), default: problemAnswer },
    }),
    async (c) => c.json(await workspaces.restore(c.req.valid("param").slug, asking(c)), 200),
  );
  return router;
}
