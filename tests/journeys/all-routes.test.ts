import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestServer, startServer } from "../support/server.ts";

/** What holds of every address, whatever it does. */
let server: TestServer;
let cookie: string;
interface Route {
  readonly method: string;
  readonly path: string;
  readonly takesJson: boolean;
}
let routes: readonly Route[];

beforeAll(async () => {
  server = await startServer();
  const opened = await fetch(new URL(`/open/${server.server.openCode}`, server.origin), {
    redirect: "manual",
  });
  cookie = (opened.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const { paths } = (await server.json("/openapi.json")).body;
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, any>)
      .filter(([method]) => /^(?:post|put|patch|delete)$/.test(method))
      .map(([method, { requestBody }]) => ({
        method: method.toUpperCase(),
        path: path.replace(/\{\w+\}/g, "nothing"),
        takesJson: requestBody?.content?.["application/json"] !== undefined,
      })),
  );
});
afterAll(() => server.close());

/** All that are not as they should be, so that one failure names each of them. */
async function judge(of: readonly Route[], send: (route: Route) => Promise<string | undefined>) {
  const wrong: string[] = [];
  for (const route of of) {
    const problem = await send(route);
    if (problem !== undefined) wrong.push(`${route.method} ${route.path}: ${problem}`);
  }
  return wrong;
}

async function asked(
  { method, path }: Route,
  headers: Record<string, string>,
  body?: string | Uint8Array<ArrayBuffer>,
  expected?: { readonly status: number; readonly type: string },
): Promise<string | undefined> {
  const answer = await fetch(new URL(path, server.origin), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const type = answer.headers.get("content-type") ?? "";
  const problem = type.includes("json") ? ((await answer.json()) as { type?: string }) : {};
  if (!expected) return undefined;
  const isRight =
    answer.status === expected.status && problem.type === `urn:patchbay:${expected.type}`;
  return isRight ? undefined : `${answer.status} ${problem.type}`;
}

describe("cross-site request forgery: refused at every address that changes something", () => {
  const foreign = { status: 403, type: "request/foreign-origin" };
  const json = { "content-type": "application/json" };

  test.each<[string, Record<string, string>]>([
    ["a page of another site", { origin: "https://evil.test", ...json }],
    ["a page without an origin, such as a sandboxed frame", { origin: "null", ...json }],
    ["a page on another port of this machine", { origin: "http://127.0.0.1:1", ...json }],
    ["a browser that sends no origin", { "sec-fetch-site": "cross-site", ...json }],
    ["the same from another port", { "sec-fetch-site": "same-site", ...json }],
    [
      "a form",
      { origin: "https://evil.test", "content-type": "application/x-www-form-urlencoded" },
    ],
    ["a form as text", { origin: "null", "content-type": "text/plain" }],
  ])("%s, with the cookie of a session", async (_, headers) => {
    expect(routes.length).toBeGreaterThan(50);
    const hooksToo = [...routes, { method: "POST", path: "/mcp", takesJson: true }];
    const connect = { method: "POST", path: "/connect/nothing", takesJson: false };
    const send = (route: Route) =>
      asked(route, { ...headers, cookie }, route.method === "DELETE" ? undefined : "{}", foreign);
    expect(await judge([...hooksToo, connect], send)).toEqual([]);
  });

  test("a link of another site calls no function, though the cookie comes along", async () => {
    for (const site of ["cross-site", "same-site"]) {
      const headers = { cookie, "sec-fetch-site": site };
      const call = { method: "GET", path: "/functions/nothing", takesJson: false };
      expect(await asked(call, headers, undefined, foreign)).toBeUndefined();
    }
    const own = await fetch(new URL("/functions/nothing", server.origin), {
      headers: { cookie, "sec-fetch-site": "none" },
    });
    expect(own.status).toBe(404);
  });

  test("a form that no browser sent reaches nothing of the management either", async () => {
    const form = { cookie, "content-type": "application/x-www-form-urlencoded" };
    const own = routes.filter(({ method, path }) => method !== "DELETE" && isManaged(path));
    const wrongType = { status: 415, type: "request/unsupported-type" };
    expect(await judge(own, (route) => asked(route, form, "a=b", wrongType))).toEqual([]);
  });
});

/** What calls a function takes any body, and hooks are signed. */
const isManaged = (path: string) =>
  path.startsWith("/api/") && !/^\/api\/(?:functions\/nothing$|apps\/)/.test(path);

describe("bodies", () => {
  const key = () => ({ authorization: `Bearer ${server.server.apiKey}` });
  const json = () => ({ ...key(), "content-type": "application/json" });

  test("larger than an address takes: 413", async () => {
    // Documents and files of functions are larger than anything else.
    const of = routes.filter(
      ({ method, path }) =>
        method !== "DELETE" && !/^\/api\/(?:integrations|functions\/import|archive)/.test(path),
    );
    const large = `{"a":"${"x".repeat(1024 * 1024)}"}`;
    const tooLarge = { status: 413, type: "request/too-large" };
    const more = ["/mcp", "/functions/nothing", "/hooks/nothing", "/connect/nothing"];
    const all = [...of, ...more.map((path) => ({ method: "POST", path, takesJson: true }))];
    expect(await judge(all, (route) => asked(route, json(), large, tooLarge))).toEqual([]);
  }, 60_000);

  test("larger, and without saying so", async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024).fill(32)),
    });
    const answer = await fetch(new URL("/api/plan", server.origin), {
      method: "POST",
      headers: json(),
      body: endless,
      duplex: "half",
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  test("documents and files have a limit too", async () => {
    const large = new Uint8Array(80 * 1024 * 1024);
    for (const path of ["/api/integrations/preview", "/api/functions/import"]) {
      const answer = await fetch(new URL(path, server.origin), {
        method: "POST",
        headers: json(),
        body: large,
      }).catch(() => undefined);
      // It is refused by its length, before it has come.
      expect([413, undefined]).toContain(answer?.status);
    }
  });

  test("of another type: 415", async () => {
    const of = routes.filter(({ method, path }) => method !== "DELETE" && isManaged(path));
    const text = { ...key(), "content-type": "text/plain" };
    const wrongType = { status: 415, type: "request/unsupported-type" };
    expect(await judge(of, (route) => asked(route, text, "{}", wrongType))).toEqual([]);
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
    ["broken JSON", '{"a":', {}],
    [
      "packed JSON, which is never unpacked",
      new Uint8Array(gzipSync("{}")),
      { "content-encoding": "gzip" },
    ],
  ])("%s: 400 as problem details", async (_, body, headers) => {
    const of = routes.filter(({ path, takesJson }) => takesJson && isManaged(path));
    expect(of.length).toBeGreaterThan(25);
    const notJson = { status: 400, type: "request/not-json" };
    const send = (route: Route) => asked(route, { ...json(), ...headers }, body, notJson);
    expect(await judge(of, send)).toEqual([]);
  });
});

test("a name that is none of the server's is refused, whatever it asks for (DNS rebinding)", async () => {
  const ask = (host: string, path: string) =>
    server.server.request(
      new Request(new URL(path, server.origin), {
        headers: { host, authorization: `Bearer ${server.server.apiKey}` },
      }),
    );
  const own = new URL(server.origin).host;
  for (const path of ["/", "/api/status", "/healthz"]) {
    expect((await ask(own, path)).status).not.toBe(403);
    for (const host of ["rebound.example", `rebound.example:${new URL(server.origin).port}`]) {
      const answer = await ask(host, path);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ type: "urn:patchbay:request/foreign-host" });
    }
  }
});

test("the cookies of a session and of a person are out of reach for scripts, and behind https for http and other hosts", async () => {
  const open = async (env: Record<string, string>, at: string) => {
    const one = await startServer(env);
    await one.server.ready([at, one.origin]);
    const answer = await fetch(new URL(`/open/${one.server.openCode}`, one.origin), {
      redirect: "manual",
    });
    const user = { externalId: "u-1" };
    const { body } = await one.json("/api/connect-links", "POST", { user, connector: "slack" });
    const link = new URL(new URL(body.url).pathname, one.origin);
    const opened = await fetch(link, {
      method: "POST",
      body: new URLSearchParams({ act: "look" }),
    });
    await one.close();
    return [answer, opened].map(({ headers }) => headers.get("set-cookie"));
  };
  const secret = "[\\w-]{43}; Max-Age=\\d+; Path=/; HttpOnly;";
  const [plain, ofPerson] = await open({}, "http://127.0.0.1:4321");
  expect(plain).toMatch(new RegExp(`^patchbay_4321=${secret} SameSite=Lax$`));
  expect(ofPerson).toMatch(new RegExp(`^patchbay_person_4321=${secret} SameSite=Lax$`));
  const [safe, ofPersonToo] = await open({}, "https://patchbay.test");
  expect(safe).toMatch(new RegExp(`^__Host-patchbay_session=${secret} Secure; SameSite=Lax$`));
  expect(ofPersonToo).toMatch(
    new RegExp(`^__Host-patchbay_person_=${secret} Secure; SameSite=Lax$`),
  );
});
