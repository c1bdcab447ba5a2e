import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import type { CodeRules } from "../types.ts";
import { analyse } from "./analyse.ts";

const catalog = createCatalog(connectors, providers);
const read = (code: string, rules: CodeRules = "hand") => analyse(code, catalog, rules);

/** A function with this in its body, and this beside it. */
const withBody = (body: string, beside = "") =>
  `${beside}\nexport default { async fetch(request) {\n${body}\nreturn new Response(); } };\n`;

const post = "slack.chat.postMessage";
const slack = "https://slack.com/api";
const notion = "https://api.notion.com/v1";

describe("a call is read however it is written", () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      "a constant",
      `const BASE = "${slack}";`,
      'await fetch(`${BASE}/chat.postMessage`, { method: "POST" });',
      [post],
    ],
    ["a sum", "", `await fetch("${notion}/pages/" + request.url);`, ["notion.pages.retrieve"]],
    [
      "a URL and its base",
      `const BASE = "${notion}/";`,
      'await fetch(new URL("/v1/pages", BASE), { method: "POST" });',
      ["notion.pages.create"],
    ],
    [
      "a URL with parameters",
      "",
      `const url = new URL("${slack}/conversations.list"); url.searchParams.set("limit", "5"); await fetch(url);`,
      ["slack.conversations.list"],
    ],
    [
      "the text of a URL",
      "",
      `const url = new URL("${slack}/conversations.list"); await fetch(url.toString()); await fetch(\`\${url}?x=1\`); await fetch(url.href);`,
      ["slack.conversations.list"],
    ],
    [
      "a path set later",
      "",
      `const url = new URL("${slack}"); url.pathname = "/api/chat.postMessage"; await fetch(url, { method: "POST" });`,
      [post],
    ],
    [
      "a Request",
      "",
      `await fetch(new Request("${slack}/chat.postMessage", { method: "POST" }));`,
      [post],
    ],
    [
      "a Request in a name",
      "",
      `const asked = new Request("${slack}/chat.postMessage", { method: "POST" }); await fetch(asked.clone(), { signal: request.signal, method: "POST" });`,
      [post],
    ],
    [
      "options in a name",
      'const init = { method: "POST" };',
      `await fetch("${slack}/chat.postMessage", init);`,
      [post],
    ],
    [
      "options on top of others",
      'const common = { method: "GET", headers: {} };',
      `await fetch("${notion}/pages/1", { ...common, method: "PATCH" });`,
      ["notion.pages.update"],
    ],
    [
      "options that are set later",
      "",
      `const init: RequestInit = {}; init.method = "POST"; await fetch("${slack}/chat.postMessage", init);`,
      [post],
    ],
    [
      "Object.assign",
      "",
      `await fetch("${slack}/chat.postMessage", Object.assign({}, { method: "POST" }));`,
      [post],
    ],
    [
      "one of two methods",
      "",
      `await fetch("${notion}/pages/1", { method: request.url ? "GET" : "PATCH" });`,
      ["notion.pages.retrieve", "notion.pages.update"],
    ],
    [
      "one of two addresses",
      "",
      `const url = request.url ? "${slack}/chat.postMessage" : "${slack}/chat.update"; await fetch(url, { method: "POST" });`,
      [post, "slack.chat.update"],
    ],
    [
      "two that belong together",
      "",
      `const isNew = Boolean(request.url); const url = isNew ? "${notion}/pages" : "${notion}/pages/1"; await fetch(url, { method: isNew ? "POST" : "PATCH" });`,
      ["notion.pages.create", "notion.pages.update"],
    ],
    [
      "a variable that changes",
      "",
      `let url = "${slack}"; url += "/chat.postMessage"; await fetch(url, { method: "POST" });`,
      [post],
    ],
    [
      "an object of addresses",
      `const URLS = { post: "${slack}/chat.postMessage" } as const;`,
      'await fetch(URLS.post, { method: "POST" });',
      [post],
    ],
    [
      "a member by a name in brackets",
      `const URLS = { post: "${slack}/chat.postMessage" }; const key = "post";`,
      'await fetch(URLS[key], { method: "POST" });',
      [post],
    ],
    [
      "an enum",
      `enum Urls { Post = "${slack}/chat.postMessage" }`,
      'await fetch(Urls.Post, { method: "POST" });',
      [post],
    ],
    [
      "globalThis",
      "",
      `await globalThis.fetch("${slack}/chat.postMessage", { method: "POST" }); await globalThis["fetch"]("${slack}/conversations.list");`,
      [post, "slack.conversations.list"],
    ],
    [
      "another name",
      "const f = fetch;",
      `await f("${slack}/chat.postMessage", { method: "POST" });`,
      [post],
    ],
    [
      "another name by destructuring",
      "const { fetch: f } = globalThis;",
      `await f("${slack}/chat.postMessage", { method: "POST" });`,
      [post],
    ],
    [
      "call, apply, bind",
      "const f = fetch.bind(globalThis);",
      `await f("${slack}/chat.postMessage", { method: "POST" }); await fetch.call(null, "${slack}/chat.update", { method: "POST" }); await fetch.apply(null, ["${slack}/conversations.list"]);`,
      [post, "slack.chat.update", "slack.conversations.list"],
    ],
    [
      "a wrapper",
      `async function api(path, init = {}) { return fetch(\`${notion}\${path}\`, { ...init, headers: {} }); }`,
      'await api("/pages", { method: "POST" }); await api(`/pages/${request.url}`); await api("/pages/1", { method: "PATCH" });',
      ["notion.pages.create", "notion.pages.retrieve", "notion.pages.update"],
    ],
    [
      "a wrapper of a wrapper",
      `const call = (method, path, body) => send(path, { method, body }); const send = async (path, { method = "GET", ...rest }) => { return await fetch("${notion}" + path, { method, ...rest }); };`,
      'await call("POST", "/pages", {}); await call("GET", "/users/me");',
      ["notion.pages.create", "notion.users.me"],
    ],
    [
      "methods of an object",
      `const api = { base: "${slack}", async post(name) { return fetch(\`\${this.base}/\${name}\`, { method: "POST" }); } };`,
      'await api.post("chat.postMessage");',
      [post],
    ],
    [
      "a class",
      `class Client { #base; constructor(base, private version = "v1") { this.#base = base; } get(path) { return this.send("GET", path); } send(method, path) { return fetch(\`\${this.#base}/\${this.version}\${path}\`, { method }); } }`,
      'const client = new Client("https://api.notion.com"); await client.get("/users/me");',
      ["notion.users.me"],
    ],
    [
      "a function that gives the address",
      `const url = (name) => { return \`${slack}/\${name}\`; };`,
      'await fetch(url("chat.postMessage"), { method: "POST" });',
      [post],
    ],
    [
      "nested calls of one function",
      'const join = (a, b) => a + "/" + b;',
      'await fetch(join(join("https://slack.com", "api"), "chat.postMessage"), { method: "POST" });',
      [post],
    ],
    [
      "inside of a callback",
      `const retry = async (work) => { try { return await work(); } catch { return work(); } }; const api = (name) => retry(() => fetch(\`${slack}/\${name}\`, { method: "POST" }));`,
      'await api("chat.postMessage");',
      [post],
    ],
    [
      "a function that calls itself",
      `async function api(name, attempt = 0) { const answer = await fetch("${slack}/" + name, { method: "POST" }); return answer.ok || attempt > 3 ? answer : api(name, attempt + 1); }`,
      'await api("chat.postMessage");',
      [post],
    ],
    [
      "a list",
      "",
      `for (const name of ["chat.postMessage", "chat.update"]) await fetch(\`${slack}/\${name}\`, { method: "POST" });`,
      [post, "slack.chat.update"],
    ],
    [
      "map over a list",
      "",
      `await Promise.all(["chat.postMessage", "chat.update"].map((name) => fetch(\`${slack}/\${name}\`, { method: "POST" })));`,
      [post, "slack.chat.update"],
    ],
    [
      "map over who knows what",
      "",
      `const items = await request.json(); await Promise.all(items.map((item) => fetch(\`${notion}/pages/\${item.id}\`)));`,
      ["notion.pages.retrieve"],
    ],
    [
      "a default from the environment",
      'const base = Deno.env.get("BASE") ?? "https://slack.com";',
      'await fetch(`${base}/api/chat.postMessage`, { method: "POST" });',
      [post],
    ],
    [
      "join, replace, concat",
      "",
      `await fetch(["${slack}/", "chat.postMessage"].join(""), { method: "post" }); await fetch("${notion}/pages/{id}".replace("{id}", request.url)); await fetch("${slack}".concat("/", "conversations.list"));`,
      [post, "notion.pages.retrieve", "slack.conversations.list"],
    ],
    [
      "a query at the end",
      "",
      `const query = new URLSearchParams(); await fetch(\`${slack}/conversations.list\${query.size ? \`?\${query}\` : ""}\`);`,
      ["slack.conversations.list"],
    ],
    [
      "optional options",
      "",
      `await fetch("${slack}/chat.postMessage", { ...(request.body && { body: request.body }), method: "POST" });`,
      [post],
    ],
    [
      "fetch as a parameter",
      `const api = (f, name) => f(\`${slack}/\${name}\`, { method: "POST" });`,
      'await api(fetch, "chat.postMessage");',
      [post],
    ],
    [
      "fetch as a default",
      `const api = (name, f = fetch) => f(\`${slack}/\${name}\`, { method: "POST" });`,
      'await api("chat.postMessage");',
      [post],
    ],
    [
      "Base44's proxy",
      'import { createClientFromRequest } from "npm:@base44/sdk";',
      'const base44 = createClientFromRequest(request); await base44.asServiceRole.connectors.callApi("slack", { method: "POST", path: "/api/chat.postMessage" });',
      [post],
    ],
  ])("%s", (_, beside, body, operations) => {
    const { operations: found, problems } = read(withBody(body, beside));
    expect({ found: found.toSorted(), problems }).toEqual({
      found: operations.toSorted(),
      problems: [],
    });
  });
});
