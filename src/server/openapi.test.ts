import type { MiddlewareHandler } from "hono";
import { expect, test } from "vitest";
import { type AppDependencies, createApp } from "./app.ts";
import { describeApi } from "./openapi.ts";

const none: MiddlewareHandler = (_c, next) => next();
/** Routes are put together without calling anything of what they serve. */
const { http: app } = createApp({
  origins: () => [],
  rateLimits: { byAddress: none, byCaller: none },
} as unknown as AppDependencies);
const document = describeApi(app, { version: "1.2.3", base: "", cookieName: "c", functions: [] });
const operations = Object.entries<object>(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, operation]) =>
    method === "parameters" ? [] : [{ path, method, operation: operation as any }],
  ),
);

test("every address under /api is described", () => {
  const registered = app.routes
    .filter(({ path, method }) => path.startsWith("/api/") && method !== "ALL")
    // Those of the sign-in library are its own, for its own client in the page.
    .filter(({ path }) => !path.startsWith("/api/auth/") || path.startsWith("/api/auth/oidc/"))
    .map(({ path, method }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  const described = operations.map(({ path, method }) => `${method} ${path}`);
  expect(registered.length).toBeGreaterThan(30);
  expect(new Set(registered)).toEqual(new Set(described.filter((one) => one.includes(" /api/"))));
});

test("each says what it does, where it belongs and how it says no, under a name of its own", () => {
  const tags = document.tags.map(({ name }) => name);
  const incomplete = operations.filter(({ method, operation }) => {
    const { summary, responses, requestBody } = operation;
    const statuses = Object.keys(responses);
    return (
      !/^[A-Z]/.test(summary) ||
      !tags.includes(operation.tags[0]) ||
      !statuses.includes("default") ||
      statuses.length < 2 ||
      (method === "put" && requestBody === undefined)
    );
  });
  expect(incomplete).toEqual([]);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain("getFunctionsByNameVersionsByVersion");
});
