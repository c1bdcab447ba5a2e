import { plainLine } from "../core/plain-text.ts";
import { inputSchemaOf } from "../functions/input-shape.ts";
import { operationsOf } from "../functions/rights.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { Router } from "./routing.ts";

type Path = NonNullable<ReturnType<Router["getOpenAPI31Document"]>["paths"]>[string];

interface DocumentOptions {
  readonly version: string;
  /** What its addresses begin with. */
  readonly base: string;
  /** Of the session of a browser. */
  readonly cookieName: string;
  /** Each has an address of its own; nobody who is not signed in learns of them. */
  readonly functions: readonly FunctionVersion[];
}

const methods = ["get", "put", "post", "delete", "patch"] as const;

/** By the first part of an address below `/api`, where that is no tag itself. */
const tagOf: Readonly<Record<string, string>> = {
  "function-summaries": "functions",
  chat: "chats",
  apps: "workspaces",
  // What stands under `/base44`.
  api: "base44",
  operations: "connectors",
  export: "functions",
  "connection-requests": "connections",
  deliveries: "automations",
  keys: "settings",
  "key-file": "settings",
  "sign-in": "account",
  auth: "account",
  me: "account",
  invitations: "members",
  encryption: "settings",
  people: "app-users",
  "connect-links": "app-users",
  "connect-sites": "app-users",
};

const tags = [
  { name: "your functions", description: "Functions as their users call them" },
  { name: "functions", description: "Code, versions and test runs of functions" },
  { name: "runs", description: "What ran, with logs and outbound calls" },
  { name: "pages", description: "Tables, dashboards and forms that functions feed" },
  { name: "automations", description: "What starts functions by itself, and the starts it owes" },
  { name: "account", description: "Signing in, and one's own account" },
  { name: "members", description: "Who belongs to the workspace, and as what" },
  { name: "plan", description: "What a sentence would build" },
  { name: "chats", description: "Saying what should be built" },
  { name: "connectors", description: "What can be connected" },
  { name: "connections", description: "Connected accounts, and what waits for a person" },
  { name: "app-users", description: "People whom functions act for, and what is held of them" },
  { name: "integrations", description: "Tools of your own" },
  { name: "secrets", description: "Values that code names and never sees" },
  { name: "sandbox", description: "Stand-ins, and what breaks them on purpose" },
  { name: "webhooks", description: "Where providers send their events" },
  { name: "base44", description: "What the client of Base44's SDK calls" },
  { name: "settings", description: "The model, providers' clients, keys, and what is kept where" },
  { name: "workspaces", description: "Workspaces, and the apps in them" },
  { name: "archive", description: "All there is as one file, and taking it in" },
  { name: "audit", description: "What was done that matters, and by whom" },
  { name: "status", description: "This server" },
];

const maxSummary = 200;

const problem = {
  description: "Problem details (RFC 9457)",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** What any function answers; its code decides. */
const answers = {
  200: {
    description: "What the function answers; its code may choose another status",
    headers: { "patchbay-run": { description: "Id of the run", schema: { type: "string" } } },
    content: { "application/json": { schema: {} } },
  },
  default: problem,
};

const anyFunction = {
  parameters: [{ name: "name", in: "path", required: true, schema: { type: "string" } }],
  get: {
    operationId: "callFunctionWithQuery",
    summary: "Call a function with its input in the query",
    tags: ["your functions"],
    responses: answers,
  },
  post: {
    operationId: "callFunction",
    summary: "Call a function with its input as JSON",
    tags: ["your functions"],
    requestBody: { content: { "application/json": { schema: { type: "object" } } } },
    responses: answers,
  },
};

/** The description of the whole HTTP API, with the app's functions in it. */
export function describeApi(
  router: Router,
  { version, base, cookieName, functions }: DocumentOptions,
) {
  const info = { title: "Patchbay", version };
  const { paths = {}, components } = router.getOpenAPI31Document({ openapi: "3.1.0", info });
  return {
    openapi: "3.1.0",
    info: {
      ...info,
      description:
        "Turns a sentence into a connected, running function. Errors are problem details (RFC 9457).",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    ...(base === "" ? {} : { servers: [{ url: base }] }),
    tags,
    security: [{ apiKey: [] }, { session: [] }],
    paths: {
      ...Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, whole(path, item)])),
      ...Object.fromEntries(functions.map((one) => [addressOf(one.name), callsOf(one)])),
      "/functions/{name}": anyFunction,
    },
    components: {
      ...components,
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description: "The key in `api-key` of the data folder",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: cookieName,
          description: "What a browser has that opened the address printed at start",
        },
      },
    },
  };
}

/** What follows from an address alone: its name, where it belongs, and how it says no. */
function whole(path: string, item: Path) {
  const [, , first = ""] = path.split("/");
  const added = methods.flatMap((method) => {
    const operation = item[method];
    if (!operation) return [];
    const { operationId = idOf(method, path), responses } = operation;
    return [
      [
        method,
        {
          ...operation,
          operationId,
          tags: [path.startsWith("/api/apps/{appId}") ? "base44" : (tagOf[first] ?? first)],
          responses: { default: problem, ...responses },
        },
      ],
    ];
  });
  return { ...item, ...Object.fromEntries(added) };
}

/** `get /api/runs/{id}` as `getRunsById`. */
function idOf(method: string, path: string): string {
  const words = path
    .replace(/^\/api\//, "")
    .replaceAll(/\{(\w+)\}/g, "by-$1")
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return method + words.join("");
}

const addressOf = (name: string) => `/functions/${encodeURIComponent(name)}`;

/** A function at its own address, with what it takes. */
function callsOf(version: FunctionVersion) {
  const { name, flow, prompt } = version;
  const schema = inputSchemaOf(version);
  const operations = operationsOf(version);
  return {
    post: {
      operationId: `call_${name}`,
      summary: plainLine(flow?.description ?? prompt ?? name).slice(0, maxSummary),
      description: operations.length > 0 ? `Calls ${operations.join(", ")}.` : "Calls no tool.",
      tags: ["your functions"],
      requestBody: {
        required: (schema.required ?? []).length > 0,
        content: { "application/json": { schema } },
      },
      responses: answers,
    },
  };
}
