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

describe("what cannot be read is named, with its place and what to do", () => {
  test.each<[string, string, string]>([
    ["an address from outside", "await fetch(request.url);", "its address is not known"],
    [
      "a host from outside",
      "await fetch(`https://${request.url}/api`);",
      "its address is not known",
    ],
    ["the request itself", "await fetch(request);", "its address is not known"],
    [
      "an unknown method",
      `await fetch("${notion}/pages/1", { method: request.method });`,
      "its method is not known",
    ],
    [
      "unknown options",
      `await fetch("${notion}/pages/1", await request.json());`,
      "its method is not known",
    ],
    [
      "options that may say another",
      `await fetch("${slack}/chat.postMessage", { method: "POST", ...(await request.json()) });`,
      "not always known",
    ],
    [
      "a host of no tool",
      'await fetch("https://api.weather.test/today");',
      "no tool here has the host api.weather.test",
    ],
    [
      "a path of no operation",
      `await fetch("${slack}/admin.users.remove", { method: "POST" });`,
      "POST https://slack.com/api/admin.users.remove is no operation of Slack",
    ],
    [
      "a method of no operation",
      `await fetch("${notion}/users/me", { method: "DELETE" });`,
      "DELETE https://api.notion.com/v1/users/me is no operation of Notion",
    ],
    [
      "a wrapper that is given what comes from outside",
      `const api = (path) => fetch("${notion}" + path); await api(request.url);`,
      "api(request.url)",
    ],
    [
      "a wrapper that is handed on",
      `const api = (path) => fetch("${notion}" + path); (await request.json()).map(api);`,
      "is no operation of Notion",
    ],
    [
      "a member by an unknown name",
      `const api = { get: (path) => fetch("${notion}" + path) }; await api[request.url]("/nothing");`,
      "/nothing is no operation",
    ],
    [
      "fetch by an unknown name",
      'await globalThis[request.url]("https://nowhere.test");',
      "nowhere.test",
    ],
    ["fetch that is handed on", "await someone.else(fetch);", "fetch is handed on here"],
    [
      "another name of fetch that is handed on",
      "const f = fetch; await someone.else({ f });",
      "fetch is handed on here",
    ],
    [
      "an address that a loop goes on to",
      `let url = "${slack}/conversations.list"; while (url) { const answer = await (await fetch(url)).json(); url = answer.next; }`,
      "its address is not known",
    ],
    [
      "what another function gives that calls it in turn",
      `const a = (path, n) => { fetch("${notion}" + path); b(path, n); }; const b = (path, n) => a(path + n, n); a("/users/me", "/x");`,
      "is no operation of Notion",
    ],
    [
      "a proxied call of a path of no operation",
      'await base44.connectors.callApi("slack", { path: "/api/nothing" });',
      "/api/nothing is no operation of Slack",
    ],
  ])("%s", (_, body, says) => {
    const { problems } = read(withBody(body));
    expect(problems).toContainEqual({
      check: "policy",
      severity: expect.any(String),
      message: expect.stringContaining(says),
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  test("what is read in part is a warning, what is not read at all an error", () => {
    const next =
      'let url = "https://slack.com/api/conversations.list"; fetch(url); url = request.url;';
    expect(read(withBody(next))).toMatchObject({
      operations: ["slack.conversations.list"],
      problems: [{ severity: "warning", line: 3, column: 55 }],
    });
    expect(read(withBody("fetch(request.url);")).problems).toMatchObject([{ severity: "error" }]);
    expect(read(withBody(next), "rendered").problems).toMatchObject([{ severity: "error" }]);
  });

  test("the place is that of the call which says what is asked for", () => {
    const api = "const api = (path) =>\n  fetch(path);";
    const { problems } = read(
      withBody('api("https://nowhere.test/a");\n  api("https://nowhere.test/b");', api),
    );
    expect(problems).toMatchObject([
      { line: 4, column: 1, message: expect.stringContaining("nowhere.test/a") },
      { line: 5, column: 3, message: expect.stringContaining("nowhere.test/b") },
    ]);
  });

  test("a function that nothing calls need not be readable, and still counts where it is", () => {
    const beside = `const unused = (path) => fetch(path);
      async function alsoUnused() { await fetch("${slack}/chat.postMessage", { method: "POST" }); }`;
    expect(read(withBody("", beside))).toMatchObject({ operations: [post], problems: [] });
  });

  test("an upload to an address that an answer names is said, and not refused", () => {
    const body = `const { upload_url } = await (await fetch("${slack}/files.getUploadURLExternal")).json();
      await fetch(upload_url, { method: "POST", body: "x" });`;
    expect(read(withBody(body))).toMatchObject({
      operations: ["slack.files.getUploadURLExternal"],
      problems: [{ severity: "warning" }],
    });
  });

  test("a name of a function of ours in a person's own file stands for what the person wrote", () => {
    const own =
      'async function sendEmail(to) { return fetch("https://api.mail.test/send", { method: "POST", body: to }); }';
    expect(read(withBody('await sendEmail("a@example.com");', own))).toMatchObject({
      operations: [],
      problems: [{ message: expect.stringContaining("api.mail.test") }],
    });
    const slackOwn = `const slack = (path, init) => fetch("${slack}" + path, init);`;
    expect(
      read(withBody('await slack("/chat.postMessage", { method: "POST" });', slackOwn)),
    ).toMatchObject({
      operations: [post],
      problems: [],
    });
  });
});

describe("what takes long is given up, not gone through", () => {
  const fan = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => line(index)).join("\n");
  test.each([
    [
      "choices that multiply",
      withBody(
        `fetch(\`https://\${${Array(40).fill("(request.url ? 'a' : 'b')").join("}${")}}/\`);`,
      ),
    ],
    [
      "functions that call each other twice",
      `${fan(30, (index) => `const f${index + 1} = (p) => { f${index}(p + "a"); f${index}(p + "b"); };`)}\nconst f0 = (p) => fetch(p);\nf30("https://");\nexport default { fetch() {} };`,
    ],
    [
      "results that double",
      `${fan(40, (index) => `const t${index + 1} = () => t${index}() + t${index}();`)}\nconst t0 = () => "x";\nfetch(t40());\nexport default { fetch() {} };`,
    ],
    [
      "values that double",
      `let x = "https://";\n${fan(40, () => "if (a) x = x + (b ? 'c' : 'd');")}\nfetch(x);\nexport default { fetch() {} };`,
    ],
    [
      "a function of itself",
      "const f = (p) => f(f(p)) + f(p);\nfetch(f('x'));\nexport default { fetch() {} };",
    ],
    ["a name of itself", "let a = b; var b = a; fetch(a + b);\nexport default { fetch() {} };"],
    [
      "a long sum",
      `fetch(${Array(20_000).fill('"a"').join(" + ")});\nexport default { fetch() {} };`,
    ],
    [
      "deep objects",
      `fetch(${"{a:".repeat(2000)}1${"}".repeat(2000)});\nexport default { fetch() {} };`,
    ],
  ])("%s", (_, code) => {
    const { problems } = read(code);
    expect(problems.filter(({ check }) => check === "policy").length).toBeGreaterThan(0);
  });
});
