import { createRoute, z } from "@hono/zod-openapi";
import {
  clientTestShape,
  providerClientBody,
  providerListShape,
  providerSetUpShape,
} from "../../contract/settings.ts";
import type { ProviderSetUps } from "../../setup/providers.ts";
import { createRouter, json, jsonBody, problemAnswer } from "../routing.ts";

const params = z.object({ provider: z.string() });

/** The OAuth client of each provider. No secret is ever given out. */
export function providerClientRoutes(setUps: ProviderSetUps) {
  const router = createRouter();
  router.openapi(
    createRoute({
      method: "get",
      path: "/settings/providers",
      summary: "Providers, and whether each is the real one or its sandbox",
      responses: { 200: json(providerListShape, "Providers") },
    }),
    async (c) => c.json({ providers: [...(await setUps.list())] }, 200),
  );
  router.openapi(
    createRoute({
      method: "get",
      path: "/settings/providers/{provider}",
      summary: "What to enter in a provider's console, and what it gave",
      request: { params },
      responses: { 200: json(providerSetUpShape, "Set-up"), default: problemAnswer },
    }),
    async (c) => c.json(await setUps.view(c.req.valid("param").provider), 200),
  );
  router.openapi(
    createRoute({
      method: "put",
      path: "/settings/providers/{provider}/client",
      summary: "Keep an OAuth client; the provider is the real one from now on",
      request: { params, body: jsonBody(providerClientBody) },
      responses: { 200: json(providerSetUpShape, "Set-up"), default: problemAnswer },
    }),
    async (c) => c.json(await setUps.put(c.req.valid("param").provider, c.req.valid("json")), 200),
  );
  router.openapi(
    createRoute({
      method: "delete",
      path: "/settings/providers/{provider}/client",
      summary: "Forget the OAuth client; the provider is its sandbox from now on",
      request: { params },
      responses: { 200: json(providerSetUpShape, "Set-up"), default: problemAnswer },
    }),
    async (c) => c.json(await setUps.remove(c.req.valid("param").provider), 200),
  );
  router.openapi(
    createRoute({
      method: "post",
      path: "/settings/providers/{provider}/test",
      summary: "Ask the provider whether it knows the client, without a sign-in",
      request: { params },
      responses: { 200: json(clientTestShape, "What it said"), default: problemAnswer },
    }),
    async (c) => c.json(await setUps.test(c.req.valid("param").provider), 200),
  );
  return router;
}
