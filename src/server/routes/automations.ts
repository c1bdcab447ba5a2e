import { createRoute, z } from "@hono/zod-openapi";
import type { Automations } from "../../automations/automations.ts";
import {
  automationListShape,
  automationSecretBody,
  automationSecretShape,
  automationShape,
  changeAutomationBody,
  createAutomationBody,
  deliveryListShape,
  deliveryShape,
  deliveryStatuses,
  newAutomationShape,
  runAutomationBody,
} from "../../contract/automation.ts";
import { viaOf } from "../guard.ts";
import { runsSeenBy } from "../person.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ id: z.string() });
const maxDeliveries = 100;
const automationAnswer = { 200: json(automationShape, "Automation"), default: problemAnswer };
const deliveryAnswer = { 200: json(deliveryShape, "Delivery"), default: problemAnswer };

/** What starts functions by itself, and the starts that are owed. */
export function automationRoutes({ automations }: { readonly automations: Automations }) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/automations",
      summary: "Automations, those of one function where it is named",
      request: { query: z.object({ function: z.string().optional() }) },
      responses: { 200: json(automationListShape, "Automations"), default: problemAnswer },
    }),
    async (c) => {
      const found = await automations.list(c.req.valid("query"));
      return c.json({ automations: [...found] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/automations",
      summary: "Start a function by one more schedule, webhook or event, beside what its flow says",
      description: "The secret of a webhook is in this answer only.",
      request: { body: jsonBody(createAutomationBody) },
      responses: { 201: json(newAutomationShape, "The new automation"), default: problemAnswer },
    }),
    async (c) => {
      const { function: of, trigger, settings } = c.req.valid("json");
      return c.json(await automations.create({ function: of, trigger, settings }), 201);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/automations/{id}",
      summary: "An automation, with its next starts and what became of the last",
      request: { params },
      responses: automationAnswer,
    }),
    async (c) => c.json(await automations.find(c.req.valid("param").id), 200),
  );
  router.openapi(
    createRoute({
      method: "patch",
      path: "/automations/{id}",
      summary:
        "Change what starts it, or how; the trigger of a flow becomes a version of its function",
      request: { params, body: jsonBody(changeAutomationBody) },
      responses: automationAnswer,
    }),
    async (c) => {
      const change = c.req.valid("json");
      return c.json(await automations.change(c.req.valid("param").id, change, viaOf(c)), 200);
    },
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/automations/{id}",
      summary: "Delete an automation; a function whose flow says it is started by hand then",
      request: { params },
      responses: { 204: { description: "Deleted" }, default: problemAnswer },
    }),
    async (c) => {
      await automations.remove(c.req.valid("param").id, viaOf(c));
      return c.body(null, 204);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/automations/{id}/restore",
      summary: "Take back that it was deleted, within 30 days; a webhook keeps its secret",
      request: { params },
      responses: automationAnswer,
    }),
    async (c) => c.json(await automations.restore(c.req.valid("param").id, viaOf(c)), 200),
  );
  for (const does of ["pause", "resume"] as const)
    router.openapi(
      createRoute({
        method: "post",
        path: `/automations/{id}/${does}`,
        summary:
          does === "pause"
            ? "Start nothing until it is resumed; calls and events are kept until then"
            : "Start again, first what was kept",
        request: { params },
        responses: automationAnswer,
      }),
      async (c) => c.json(await automations[does](c.req.valid("param").id), 200),
    );
  router.openapi(
    createRoute({
      method: "post",
      path: "/automations/{id}/run",
      summary: "Start it now, beside what starts it otherwise",
      request: { params, body: { content: { "application/json": { schema: runAutomationBody } } } },
      responses: { 202: json(deliveryShape, "The start that is owed now"), default: problemAnswer },
    }),
    async (c) => {
      const { payload } = c.req.valid("json") ?? {};
      return c.json(await automations.runNow(c.req.valid("param").id, payload), 202);
    },
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/automations/{id}/secret",
      summary:
        "Make a new secret for a webhook, or take the one that its sender made; the old one ends",
      request: {
        params,
        body: { content: { "application/json": { schema: automationSecretBody } } },
      },
      responses: {
        200: json(automationSecretShape, "The secret, in this answer only"),
        default: problemAnswer,
      },
    }),
    async (c) => {
      const { secret } = c.req.valid("json") ?? {};
      return c.json(
        { secret: await automations.renewSecret(c.req.valid("param").id, secret) },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/automations/{id}/deliveries",
      summary: "The starts that are owed or were, newest first",
      request: {
        params,
        query: z.object({
          status: z.enum(deliveryStatuses).optional(),
          /** Only those older than this one. */
          before: z.string().max(100).optional(),
          limit: z.coerce.number().int().min(1).max(maxDeliveries).default(50),
        }),
      },
      responses: { 200: json(deliveryListShape, "Deliveries"), default: problemAnswer },
    }),
    async (c) => {
      const found = await automations.deliveries(c.req.valid("param").id, {
        ...c.req.valid("query"),
        seenBy: runsSeenBy(c),
      });
      return c.json({ deliveries: [...found] }, 200);
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/deliveries/{id}",
      summary: "One start, and what became of it",
      request: { params },
      responses: deliveryAnswer,
    }),
    async (c) => c.json(await automations.delivery(c.req.valid("param").id, runsSeenBy(c)), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/deliveries/{id}/replay",
      summary: "Start it again, with what it was given the first time",
      request: { params },
      responses: deliveryAnswer,
    }),
    async (c) => c.json(await automations.replay(c.req.valid("param").id), 200),
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/deliveries/{id}",
      summary:
        "Give up a start that is owed, or one that was given up already; it stays in the list",
      request: { params },
      responses: deliveryAnswer,
    }),
    async (c) => c.json(await automations.discard(c.req.valid("param").id), 200),
  );
  return router;
}
