import { createRoute, z } from "@hono/zod-openapi";
import {
  addIntegrationBody,
  integrationListShape,
  integrationShape,
  previewBody,
  previewShape,
} from "../../contract/integration.ts";
import type { Integrations } from "../../integrations/integrations.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

/** Tools that a user adds from OpenAPI documents. */
export function integrationRoutes(integrations: Integrations) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/integrations",
      summary: "Tools that were added",
      responses: {
        200: json(integrationListShape, "Integrations"),
      },
    }),
    (c) => c.json({ integrations: [...integrations.list()] }, 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/integrations/preview",
      summary: "What an OpenAPI document holds; changes nothing",
      request: { body: jsonBody(previewBody) },
      responses: { 200: json(previewShape, "Preview"), default: problemAnswer },
    }),
    async (c) => c.json(await integrations.preview(c.req.valid("json")), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/integrations",
      summary: "Add a tool from an OpenAPI document, or replace one of the same id",
      request: { body: jsonBody(addIntegrationBody) },
      responses: { 200: json(integrationShape, "Integration"), default: problemAnswer },
    }),
    async (c) => c.json(await integrations.add(c.req.valid("json")), 200),
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/integrations/{id}",
      summary: "Remove a tool, with what was connected",
      request: { params: z.object({ id: z.string() }) },
      responses: { 204: { description: "Removed" }, default: problemAnswer },
    }),
    async (c) => {
      await integrations.remove(c.req.valid("param").id);
      return c.body(null, 204);
    },
  );
  return router;
}
