import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveUnchecked } from "../support/saved-function.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Pages on other sites: what their key opens, and all that it does not. */
let server: TestServer;
let key = "";
let otherKey = "";

/** Stands wherever nobody may see it who only looks. */
const canary = "canary";
const block = { width: "full" };
const spec = {
  slug: "shown",
  title: "Shown",
  filters: [{ id: "name", label: "Name", kind: "text" }],
  sources: {
    canarySource: { function: "canaryRead", input: { canaryInput: "canary-value" } },
    canaryBroken: { function: "canaryFails" },
    canaryOdd: { function: "canaryText" },
  },
  blocks: [
    {
      ...block,
      id: "table",
      type: "table",
      rows: "${canarySource.canaryRows}",
      where: [{ value: "${item.canaryOwner}", is: "not", to: "canary-other" }],
      columns: [{ label: "Name", value: "${item.name}" }],
      actions: [
        { label: "Press", function: "canaryDo", input: { canaryField: "${item.canaryId}" } },
        { label: "Fail", function: "canaryFails", input: { canaryField: "${item.canaryId}" } },
      ],
    },
    { ...block, id: "figure", type: "figure", value: "${canaryBroken.canaryPath}" },
    {
      ...block,
      id: "odd",
      type: "table",
      rows: "${canaryOdd.canaryText}",
      columns: [{ label: "Name", value: "${item.canaryField}" }],
      actions: [{ label: "Press", function: "canaryDo" }],
    },
    {
      ...block,
      id: "chart",
      type: "chart",
      kind: "bar",
      rows: "${canarySource.canaryRows}",
      x: { value: "${item.name}" },
      series: [{ label: "Size", value: "${item.canarySize}", aggregate: "sum" }],
    },
    {
      ...block,
      id: "form",
      type: "form",
      function: "canaryDo",
      input: { canaryInput: "canary-value" },
      fields: [{ name: "text", label: "Text", required: true }],
    },
    {
      ...block,
      id: "buttons",
      type: "buttons",
      actions: [{ label: "Fail", function: "canaryFails" }],
    },
    { ...block, id: "words", type: "text", text: "Hello" },
  ],
};

const rows = [
  { name: "One", canarySize: 1, canaryId: "canary-1", canaryOwner: "canary-me" },
  { name: "Two", canarySize: 2, canaryId: "canary-2", canaryOwner: "canary-other" },
];
const answering = (value: unknown) =>
  `export default { fetch: () => Response.json(${JSON.stringify(value)}) };\n`;

beforeAll(async () => {
  server = await startServer();
  await saveUnchecked(server, "canaryRead", answering({ canaryRows: rows }));
  await saveUnchecked(server, "canaryText", answering({ canaryText: "canary" }));
  await saveUnchecked(server, "canaryDo", answering({ canaryDone: true }));
  await saveUnchecked(
    server,
    "canaryFails",
    'export default { fetch: () => { throw new Error("canary in the error"); } };\n',
  );
  const other = { slug: "other", title: "Other", blocks: [spec.blocks.at(-1)] };
  for (const one of [spec, other]) {
    const { status, body } = await server.json("/api/pages", "POST", { spec: one });
    if (status !== 201) throw new Error(JSON.stringify(body));
  }
  key = (await embed("shown")).body.key;
  otherKey = (await embed("other")).body.key;
}, 60_000);
afterAll(() => server.close());

const embed = (slug: string, origins: readonly string[] = ["https://site.example/blog"]) =>
  server.json(`/api/pages/${slug}/embed`, "PUT", { origins });

async function send(
  path: string,
  { as, method = "GET", body }: { as?: string; method?: string; body?: unknown },
) {
  const response = await fetch(new URL(path, server.origin), {
    method,
    redirect: "manual",
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text };
}

/** Each request has an id of its own. */
/** Without what tells one answer from the next. */
const withoutRequest = (text: string) =>
  text
    .replaceAll(/req_\w+/g, "req")
    .replaceAll(/(?:nonce|sha256)[-=]"?[\w+/=]+"?/g, "nonce")
    .replaceAll(/"challenge":"[^"]+"/g, "challenge");

const post = (path: string, body: unknown = {}, as = key) =>
  send(`/api/pages/shown/${path}`, { as, method: "POST", body });

describe("the key", () => {
  test("stands in the fragment of the address, and as a hash in the database", async () => {
    const { body } = await embed("other", [
      "https://a.example",
      "https://a.example/x",
      "http://b.example:81",
    ]);
    otherKey = body.key;
    expect(body.key).toMatch(/^pbe_[\w-]{43}$/);
    expect(body.url).toBe(`${server.origin}/pages/other#key=${body.key}`);
    const page = (await server.json("/api/pages/other")).body;
    expect(page.embed.origins).toEqual(["https://a.example", "http://b.example:81"]);
    expect(JSON.stringify(page)).not.toContain(body.key);
  });

  test("opens its own page", async () => {
    const view = await send("/api/pages/shown/view", { as: key });
    expect(view.status).toBe(200);
    expect(JSON.parse(view.text)).toMatchObject({ title: "Shown", canEdit: false });
    expect((await post("blocks/table/data")).status).toBe(200);
    expect((await post("blocks/form/act", { values: { text: "Hi" } })).status).toBe(200);
  });

  test("opens no other page, and its own by no other method", async () => {
    for (const method of ["POST", "DELETE"])
      expect((await send("/api/pages/shown/view", { as: key, method, body: {} })).status).toBe(401);
    for (const as of [otherKey, "pbe_", `pbe_${"A".repeat(43)}`, `${key}x`]) {
      expect((await send("/api/pages/shown/view", { as })).status).toBe(401);
      expect((await post("blocks/table/data", {}, as)).status).toBe(401);
      expect((await post("blocks/form/act", {}, as)).status).toBe(401);
    }
  });

  test("is good for nothing else that is served", async () => {
    const tried = await Promise.all(
      addresses().map(async ({ method, path }) => {
        const body = method === "GET" || method === "HEAD" ? undefined : {};
        const [opened, nobody] = [
          await send(path, { as: key, method, body }),
          await send(path, { method, body }),
        ];
        return {
          at: `${method} ${path}`,
          ofNobody: nobody.status,
          isMore:
            opened.status !== nobody.status ||
            withoutRequest(opened.text) !== withoutRequest(nobody.text),
        };
      }),
    );
    expect(tried.length).toBeGreaterThan(100);
    // Signing in is for who is not signed in, and people of the app have no session here.
    const isManaged = (at: string) =>
      /^[A-Z]+ \/(?:api(?!\/sign-in|\/auth)|base44|functions|mcp|oauth|connect(?!\/start|\/step))\b/.test(
        at,
      );
    const open = tried.filter(({ at, ofNobody }) => isManaged(at) && ofNobody !== 401);
    expect(open).toEqual([]);
    expect(tried.filter(({ isMore }) => isMore).map(({ at }) => at)).toEqual([
      "GET /api/pages/shown/view",
      "POST /api/pages/shown/blocks/table/data",
      "POST /api/pages/shown/blocks/table/act",
    ]);
  }, 90_000);

  test("ends with embedding, and with the next key", async () => {
    const view = (as: string) => send("/api/pages/other/view", { as });
    const before = otherKey;
    expect((await view(before)).status).toBe(200);
    otherKey = (await embed("other")).body.key;
    expect((await view(before)).status).toBe(401);
    expect((await view(otherKey)).status).toBe(200);
    expect((await server.fetch("/api/pages/other/embed", { method: "DELETE" })).status).toBe(204);
    expect((await view(otherKey)).status).toBe(401);
    expect((await server.json("/api/pages/other")).body.embed).toBeUndefined();
  });
});

/** Each address of the server, with names that there are. */
function addresses(): readonly { readonly method: string; readonly path: string }[] {
  const values: Readonly<Record<string, string>> = {
    slug: "shown",
    block: "table",
    name: "canaryDo",
    version: "1",
  };
  return server.server.routes
    .flatMap(({ method, path }) => {
      const filled = path
        .replaceAll(/:(\w+)(?:\{[^}]*\})?/g, (_, name: string) => values[name] ?? "x")
        .replaceAll("*", "x");
      return (method === "ALL" ? ["GET", "POST", "PUT", "DELETE"] : [method]).map((one) => ({
        method: one,
        path: filled,
      }));
    })
    .filter(
      (one, index, all) =>
        all.findIndex(({ method, path }) => method === one.method && path === one.path) === index,
    );
}

describe("whoever looks at it", () => {
  test("gets nothing of what is behind it", async () => {
    const { snapshot } = JSON.parse((await post("blocks/table/data")).text);
    const pressed = (action: number, row: unknown = { snapshot, position: 0 }) =>
      post("blocks/table/act", { action, row });
    const answers = [
      await send("/api/pages/shown/view", { as: key }),
      ...(await Promise.all([
        ...spec.blocks.map(({ id }) => post(`blocks/${id}/data`)),
        ...spec.blocks.map(({ id }) => post(`blocks/${id}/act`)),
        post("blocks/none/data"),
        post("blocks/table/data", { filters: { other: "x" } }),
        pressed(0),
        pressed(1),
        pressed(7),
        pressed(0, { snapshot, position: 1 }),
        pressed(0, { snapshot: "gone", position: 0 }),
        post("blocks/odd/act", { action: 0, row: { snapshot, position: 0 } }),
        post("blocks/form/act", { values: { text: "" } }),
        post("blocks/form/act", { values: { canaryInput: "x" } }),
        post("blocks/form/act", { values: { text: "Hi" } }),
        post("blocks/buttons/act", { action: 0 }),
      ])),
    ];
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].toSorted()).toEqual([200, 400, 404, 409, 422, 424]);
    // Of a name that it sent itself it may hear again.
    const told = answers.filter(({ text }) => text.replaceAll("canaryInput", "").includes(canary));
    expect(told.map(({ text }) => text)).toEqual([]);
    expect(answers.filter(({ text }) => /run_|"runs?"|function|sources/.test(text))).toEqual([]);
  });

  test("is told in plain words that something did not work, and the maker why", async () => {
    const failed = JSON.parse((await post("blocks/figure/data")).text);
    expect(failed.detail).toContain("could not be loaded");
    const path = "/api/pages/shown/blocks/figure/data";
    const { status, body } = await server.json(path, "POST", {});
    expect({ status, detail: body.detail }).toEqual({
      status: 424,
      detail: expect.stringContaining("canary in the error"),
    });
    const pressed = await server.json("/api/pages/shown/blocks/buttons/act", "POST", { action: 0 });
    expect(pressed.body).toMatchObject({
      type: "urn:patchbay:page/action-failed",
      detail: expect.stringContaining("canary in the error"),
      run: expect.stringMatching(/^run_/),
    });
  });

  test("acts thirty times a minute at most, and whoever makes it as often as they like", async () => {
    let limited = await post("blocks/form/act", { values: { text: "Hi" } });
    for (let count = 0; count < 30 && limited.status === 200; count += 1)
      limited = await post("blocks/form/act", { values: { text: "Hi" } });
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
    const { status } = await server.json("/api/pages/shown/blocks/form/act", "POST", {
      values: { text: "Hi" },
    });
    expect(status).toBe(200);
  });
});

describe("framing", () => {
  const policyOf = async (path: string) => {
    const { headers } = await send(path, {});
    return {
      ancestors: /frame-ancestors ([^;]*)/.exec(headers.get("content-security-policy") ?? "")?.[1],
      options: headers.get("x-frame-options"),
    };
  };
  const nowhere = { ancestors: "'none'", options: "SAMEORIGIN" };

  test("is for the sites that the page is embedded in, and for that page", async () => {
    expect(await policyOf("/pages/shown")).toEqual({
      ancestors: "https://site.example",
      options: null,
    });
    // What a browser kept would say who may frame it for longer than that is so.
    const { headers } = await send("/pages/shown", {});
    expect(headers.get("cache-control")).toBe("no-cache");
    for (const path of [
      "/",
      "/pages/other",
      "/pages/none",
      "/pages",
      "/pages/shown/edit",
      "/code/shown",
    ])
      expect({ path, ...(await policyOf(path)) }).toEqual({ path, ...nowhere });
  });

  test("takes addresses of single sites, and nothing that says more in a policy", async () => {
    for (const origin of [
      "https://*.example.com",
      "https://*",
      "https://a;sandbox",
      "https://a,b",
      "https://'self'",
      "javascript:alert(1)",
      "data:text/html,x",
    ]) {
      const { status } = await embed("other", [origin]);
      expect({ origin, status }).toEqual({ origin, status: 400 });
    }
    expect((await server.json("/api/pages/other")).body.embed).toBeUndefined();
  });

  test("says nothing of pages that are not embedded", async () => {
    const [there, nowhereAtAll] = [await send("/pages/other", {}), await send("/pages/other2", {})];
    expect(there.text.replaceAll("other2", "other")).toBe(
      nowhereAtAll.text.replaceAll("other2", "other"),
    );
    const plain = ({ headers }: typeof there) =>
      [...headers].filter(([name]) => !["date", "content-length", "x-request-id"].includes(name));
    expect(plain(there)).toEqual(plain(nowhereAtAll));
  });
});
