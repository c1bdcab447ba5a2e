import { createRoute, z } from "@hono/zod-openapi";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Connector } from "../../catalog/connector.ts";
import { type Operation, defaultToken } from "../../catalog/operation.ts";
import { connectorListShape, connectorShape } from "../../contract/catalog.ts";
import { PatchbayError } from "../../core/errors.ts";
import { createRouter, json, problemAnswer } from "../routing.ts";

export function catalogRoutes(catalog: Catalog) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/connectors",
      summary: "Everything that can be connected",
      responses: { 200: json(connectorListShape, "Connectors") },
    }),
    (c) => c.json({ connectors: catalog.connectors.map(summaryOf) }, 200),
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
      const { id } = c.req.valid("param");
      const connector = catalog.connector(id);
      if (!connector) {
        const known = catalog.connectors.map((one) => one.id).join(", ");
        throw new PatchbayError(
          "catalog/unknown-connector",
          `There is no connector "${id}"; there are: ${known}.`,
        );
      }
      const operations = connector.operations.map(operationView);
      const scopes = connector.scopes.map(({ scope, sentence, sentenceByToken, sensitivity }) => ({
        scope,
        sentence,
        ...(sentenceByToken ? { sentenceByToken } : {}),
        sensitivity,
      }));
      return c.json({ ...summaryOf(connector), operations, scopes }, 200);
    },
  );
  return router;
}

function summaryOf({ id, name, category, description, logo, provider, examples }: Connector) {
  const examplePrompts = examples.map(({ prompt }) => prompt);
  return { id, name, category, description, logo, provider, examplePrompts };
}

function operationView(operation: Operation) {
  const { id, title, kind, request, input, docs } = operation;
  const anyOf = (operation.scopes[defaultToken(operation)] ?? []).map((set) => [...set]);
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
    docs,
  };
}
