import { createRoute, z } from "@hono/zod-openapi";
import type { AppUsers } from "../../app-users/app-users.ts";
import type { ConnectLinks } from "../../app-users/links.ts";
import { actsForCaller, ownPermissionsOf } from "../../app-users/needs.ts";
import type { ConnectSites } from "../../app-users/sites.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import {
  appUserBody,
  appUserListQuery,
  appUserListShape,
  appUserShape,
  connectLinkBody,
  connectLinkShape,
  connectSitesShape,
  peopleShape,
  withdrawnShape,
} from "../../contract/app-user.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { Functions } from "../../functions/functions.ts";
import { ownRequest } from "../own-request.ts";
import { note } from "../record-acts.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ id: z.string() });

interface AppUserRoutesDeps {
  readonly catalog: Catalog;
  readonly functions: Pick<Functions, "current" | "resolve">;
  readonly appUsers: AppUsers;
  readonly connectLinks: ConnectLinks;
  readonly connectSites: ConnectSites;
}

/** People whom functions act for, and the addresses at which they connect their own accounts. */
export function appUserRoutes({
  catalog,
  functions,
  appUsers,
  connectLinks,
  connectSites,
}: AppUserRoutesDeps) {
  const router = createRouter();

  router.openapi(
    createRoute({
      method: "get",
      path: "/app-users",
      summary: "People of the app's product whom it knows, the newest first",
      request: { query: appUserListQuery },
      responses: { 200: json(appUserListShape, "App users"), default: problemAnswer },
    }),
    async (c) => {
      const { externalId, after, limit } = c.req.valid("query");
      if (externalId !== undefined)
        return c.json({ users: [await appUsers.byExternalId(externalId)] }, 200);
      const found = await appUsers.list({ after, limit: limit + 1 });
      const users = found.slice(0, limit);
      const last = users.at(-1)?.id;
      return c.json(
        { users, ...(found.length > limit && last !== undefined ? { next: last } : {}) },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/app-users",
      summary: "Make a person of the app's product known, or give them another name",
      request: { body: jsonBody(appUserBody) },
      responses: { 200: json(appUserShape, "App user"), default: problemAnswer },
    }),
    async (c) => {
      const { externalId, name } = c.req.valid("json");
      return c.json(await appUsers.ensure(externalId, name), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/app-users/{id}",
      summary: "Withdraw all that is held of a person, revoke it at the providers, and forget them",
      request: { params },
      responses: { 200: json(withdrawnShape, "What became of it"), default: problemAnswer },
    }),
    async (c) => {
      const withdrawn = await appUsers.remove(c.req.valid("param").id);
      return c.json({ withdrawn: [...withdrawn] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/people",
      summary: "How many people connected an account of their own to each tool; never whose",
      responses: { 200: json(peopleShape, "Counts"), default: problemAnswer },
    }),
    async (c) => c.json(await appUsers.people(), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/connect-links",
      summary: "An address at which one person connects an account, or sees what is held of them",
      description:
        "It opens once, within a quarter of an hour, and then works in that browser alone. Open it from where that person is signed in to your product: whoever opens it connects their account to this person.",
      request: { body: jsonBody(connectLinkBody) },
      responses: { 200: json(connectLinkShape, "The address"), default: problemAnswer },
    }),
    async (c) => {
      const wanted = c.req.valid("json");
      const { id: userId } = await appUsers.ensure(wanted.user.externalId, wanted.user.name);
      note(c, { subject: userId });
      if ("kind" in wanted) return c.json(await connectLinks.manage(userId), 200);
      const { returnUrl } = wanted;
      if ("connector" in wanted) {
        const { permissions } = ownRequest(catalog, wanted);
        return c.json(await connectLinks.connect({ userId, permissions, returnUrl }), 200);
      }
      const version = await functions.current(await functions.resolve(wanted.function));
      if (!actsForCaller(version))
        throw new PatchbayError(
          "request/invalid",
          `"${version.name}" does not act with the accounts of whoever calls it, so there is nothing to connect.`,
          { where: "function" },
        );
      const permissions = ownPermissionsOf(version, catalog);
      return c.json(
        await connectLinks.connect({ userId, permissions, returnUrl, function: version.name }),
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connect-sites",
      summary: "Sites that may frame the connect pages and that people are sent back to",
      responses: { 200: json(connectSitesShape, "Origins"), default: problemAnswer },
    }),
    async (c) => c.json({ origins: [...(await connectSites.list())] }, 200),
  );
  router.openapi(
    createRoute({
      method: "put",
      path: "/connect-sites",
      summary: "Say which sites these are, in place of those before",
      request: { body: jsonBody(connectSitesShape) },
      responses: { 200: json(connectSitesShape, "Origins"), default: problemAnswer },
    }),
    async (c) => {
      return c.json({ origins: [...(await connectSites.put(c.req.valid("json")))] }, 200);
    },
  );
  return router;
}
