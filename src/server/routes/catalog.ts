import { createRoute, z } from "@hono/zod-openapi";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Connector } from "../../catalog/connector.ts";
import type { EventInfo } from "../../catalog/event.ts";
import { payloadSchema } from "../../catalog/event-schema.ts";
import { rateSentence } from "../../catalog/rate-limit.ts";
import type { CatalogSearch } from "../../catalog/search.ts";
import { type Operation, connectorOf, defaultToken } from "../../catalog/operation.ts";
import { connectorListShape, connectorShape, operationListShape } from "../../contract/catalog.ts";
import { connectorUsesShape } from "../../contract/connection.ts";
import { PatchbayError } from "../../core/errors.ts";
import { firstScopes } from "../first-scopes.ts";
import type { Uses } from "../uses.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

const defaultLimit = 20;

export function catalogRoutes({
  catalog,
  search,
  uses,
}: {
  readonly catalog: Catalog;
  readonly search: CatalogSearch;
  readonly uses: Uses;
}) {
  const router = createRouter();
  function connectorOfId(id: string): Connector {
    const connector = catalog.connector(id);
    if (connector) return connector;
    const known = catalog.connectors.map((one) => one.id).join(", ");
    throw new PatchbayError(
      "catalog/unknown-connector",
      `There is no connector "${id}"; there are: ${known}.`,
    );
  }

  router.openapi(
    createRoute({
      method: "get",
      path: "/connectors",
      summary: "Everything that can be connected",
      responses: { 200: json(connectorListShape, "Connectors") },
    }),
    (c) => c.json({ connectors: catalog.connectors.map((one) => summaryOf(one, catalog)) }, 200),
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connectors/{id}",
      summary: "A connector with its operations and permissions",
      request: { params: z.object({ id: z.string() }) },
      responses: { 200: json(connectorShape, "Connector"), default: problemAnswer },
    }),
    (c) => {
      const connector = connectorOfId(c.req.valid("param").id);
      const operations = connector.operations.map((one) => operationView(one, catalog));
      const scopes = connector.scopes.map(
        ({ scope, sentence, sentenceByToken, sensitivity, access, tokens, condition }) => ({
          scope,
          sentence,
          ...(sentenceByToken ? { sentenceByToken } : {}),
          sensitivity,
          access,
          tokens: [...tokens],
          ...(condition === undefined ? {} : { condition }),
        }),
      );
      const events = connector.events.map(eventView);
      const first = [...firstScopes(connector)];
      return c.json(
        { ...summaryOf(connector, catalog), operations, scopes, firstScopes: first, events },
        200,
      );
    },
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/connectors/{id}/uses",
      summary: "Which functions and automations use a tool",
      request: { params: z.object({ id: z.string() }) },
      responses: { 200: json(connectorUsesShape, "Uses"), default: problemAnswer },
    }),
    async (c) => c.json(await uses.ofConnector(connectorOfId(c.req.valid("param").id).id), 200),
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/operations",
      summary: "Find operations by words, or by what people call a thing",
      request: {
        query: z.object({
          q: z.string().trim().min(1).max(200),
          limit: z.coerce.number().int().min(1).max(100).default(defaultLimit),
        }),
      },
      responses: { 200: json(operationListShape, "Operations"), default: problemAnswer },
    }),
    (c) => {
      const { q, limit } = c.req.valid("query");
      const operations = search(q, limit).map(({ id, title, kind }) => ({
        id,
        connector: connectorOf(id),
        title,
        kind,
      }));
      return c.json({ operations }, 200);
    },
  );
  return router;
}

function summaryOf(
  { id, name, category, description, logo, provider, examples, operations }: Connector,
  catalog: Catalog,
) {
  const examplePrompts = examples.map(({ prompt }) => prompt);
  const needsModel = catalog.provider(provider)?.answeredBy === "model";
  const about = { id, name, category, description, logo, provider };
  return { ...about, examplePrompts, needsModel, operationCount: operations.length };
}

function operationView(operation: Operation, catalog: Catalog) {
  const { id, title, kind, request, input, docs } = operation;
  const anyOf = (operation.scopes[defaultToken(operation)] ?? []).map((set) => [...set]);
  const rateLimit = rateSentence(operation, catalog);
  const schema: unknown = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return {
    id,
    title,
    kind,
    method: request.method,
    host: request.host,
    path: request.path,
    scopes: { anyOf, narrowest: anyOf[0] ?? [] },
    input: schema,
    ...(rateLimit === undefined ? {} : { rateLimit }),
    docs,
  };
}

function eventView(event: EventInfo) {
  const { id, title, docs, via, scopes, filters = {}, requires = [] } = event;
  return {
    id,
    title,
    docs,
    via: [...via],
    scopes: { anyOf: scopes.map((set) => [...set]) },
    payload: payloadSchema(event) ?? {},
    filters: Object.entries(filters).map(([name, { description, choices }]) => ({
      name,
      description,
      ...(choices ? { choices: [...choices] } : {}),
    })),
    requires: [...requires],
  };
}
