import { z } from "zod";
import { defineConnector } from "../../catalog/connector.ts";
import { type Operation, defineOperation } from "../../catalog/operation.ts";
import { defineProvider } from "../../catalog/provider.ts";

/** A provider of the tests' own: its paths have every shape that the broker must tell apart. */
export const acmeProvider = defineProvider({
  id: "acme",
  name: "Acme",
  env: "ACME",
  authorizeUrl: "https://acme.test/authorize",
  tokenUrl: "https://acme.test/token",
  apiHosts: ["api.acme.test", "files.acme.test"],
  scopeParameters: { user: "scope" },
  scopeSeparator: " ",
  pkce: true,
  clientAuthentication: "client_secret_basic",
  readTokens: () => ({ tokens: [] }),
  readError: (answer) =>
    answer["ok"] === false && typeof answer["error"] === "string" ? answer["error"] : undefined,
  reconnectErrors: ["token_revoked"],
  goneErrors: [],
  sharedGrant: false,
  docs: "https://acme.test/docs",
});

function operation(
  id: string,
  request: Operation["request"],
  more: Partial<Operation> = {},
): Operation {
  return defineOperation({
    id,
    title: id,
    kind: "read",
    request,
    input: z.strictObject({}),
    output: z.looseObject({}),
    scopes: { user: [["all"]] },
    repeatable: true,
    docs: "https://acme.test/docs",
    ...more,
  });
}

const host = "api.acme.test";

export const acmeOperations = {
  list: operation("acme.items.list", { method: "GET", host, path: "/items", body: "query" }),
  get: operation("acme.items.get", { method: "GET", host, path: "/items/{id}", body: "query" }),
  append: operation("acme.items.append", {
    method: "POST",
    host,
    path: "/items/{id}:append",
    body: "json",
  }),
  send: operation(
    "acme.messages.send",
    { method: "POST", host, path: "/messages", body: "json" },
    { kind: "write", repeatable: false },
  ),
  wipe: operation(
    "acme.admin.wipe",
    { method: "DELETE", host, path: "/admin", body: "query" },
    { kind: "destructive" },
  ),
  upload: operation(
    "acme.files.upload",
    { method: "POST", host, path: "/files", also: [{ method: "GET" }], body: "json" },
    {
      kind: "write",
      uncredentialed: [{ method: "POST", host: "files.acme.test", path: "/upload/*" }],
    },
  ),
  redirect: operation("acme.redirect", { method: "GET", host, path: "/redirect", body: "query" }),
  /** Five a second, so that a test of waits is short. */
  paced: operation(
    "acme.paced",
    { method: "GET", host, path: "/paced", body: "query" },
    { rateLimit: { class: "paced" } },
  ),
  never: operation("acme.never", { method: "GET", host, path: "/never", body: "query" }),
};

export const acme = defineConnector({
  id: "acme",
  name: "Acme",
  category: "custom",
  description: "Only for tests",
  logo: "<svg/>",
  provider: "acme",
  examples: [],
  events: [],
  rateClasses: { paced: { limit: 1, seconds: 0.2, of: "the account" } },
  helper: { name: "acme", template: "acme", takes: "method" },
  scopes: [],
  operations: Object.values(acmeOperations),
  words: [],
});
