import { describe, expect, test } from "vitest";
import type { RunningSandbox } from "../sandbox/host/host.ts";
import { standInPage } from "./stand-in-page.ts";

const url = "http://127.0.0.1:4700";
const redirectUri = "https://patchbay.example/oauth/callback";

/** A stand-in that answers what it is told to, and keeps what it was asked. */
function standInThat(answer: Response) {
  const asked: Request[] = [];
  const standIn: RunningSandbox = {
    provider: "desk",
    url,
    clientId: "c",
    clientSecret: "s",
    users: [],
    authorizeUrl: `${url}/o/authorize`,
    tokenUrl: `${url}/token`,
    async answer(path, init) {
      asked.push(new Request(url + path, init));
      return answer;
    },
    close: async () => {},
  };
  return { asked, standIn };
}

const at = (path: string, init: RequestInit = {}) =>
  new Request(`https://patchbay.example/stand-ins/desk${path}`, init);
const shown = (answer: Response, path: string) =>
  standInPage(standInThat(answer).standIn, {
    path,
    request: at(path),
    redirectUri,
    hasButtons: true,
  });
const page = (body: string, headers: Record<string, string> = {}) =>
  new Response(body, { headers: { "content-type": "text/html; charset=utf-8", ...headers } });

test("a stand-in learns nothing of who asks: no cookie, no key, no address", async () => {
  const { asked, standIn } = standInThat(page(""));
  const headers = {
    accept: "text/html",
    "content-type": "application/x-www-form-urlencoded",
    cookie: "__Host-patchbay=secret",
    authorization: "Bearer pbk_secret",
    origin: "https://patchbay.example",
    referer: "https://patchbay.example/chat/1",
    "x-forwarded-for": "203.0.113.9",
    "patchbay-user": "u1",
  };
  const request = at("/o/authorize?state=1", { method: "POST", headers, body: "a=1" });
  await standInPage(standIn, { path: "/o/authorize", request, redirectUri, hasButtons: true });
  const [one] = asked;
  expect(one?.url).toBe(`${url}/o/authorize?state=1`);
  expect(Object.fromEntries(one?.headers ?? [])).toEqual({
    accept: "text/html",
    "content-type": "application/x-www-form-urlencoded",
  });
  expect(await one?.text()).toBe("a=1");
});

test("it sets no cookie, and brings no header that the server knows", async () => {
  const answer = page("", {
    "set-cookie": "__Host-patchbay=planted; Path=/",
    "access-control-allow-origin": "*",
    "clear-site-data": '"*"',
    "cache-control": "no-store",
  });
  const { headers } = await shown(answer, "/");
  expect(Object.fromEntries(headers)).toEqual({
    "cache-control": "no-store",
    "content-type": "text/html; charset=utf-8",
    "cross-origin-opener-policy": "unsafe-none",
  });
});

test("its policy lets the dashboard frame it where machines could, and forms go nowhere else", async () => {
  const policyOf = async (ancestors: string) => {
    const policy = `default-src 'none'; frame-ancestors ${ancestors}`;
    const answer = await shown(page("", { "content-security-policy": policy }), "/");
    return answer.headers.get("content-security-policy");
  };
  const self = "form-action 'self'";
  expect(await policyOf("http://127.0.0.1:* http://localhost:*")).toBe(
    `default-src 'none'; frame-ancestors 'self'; ${self}`,
  );
  expect(await policyOf("'none'")).toBe(`default-src 'none'; frame-ancestors 'none'; ${self}`);
});

test.each([
  ["/", "./"],
  ["/o/authorize", "../"],
  ["/o/oauth2/v2/auth", "../../../"],
])("links at %s lead to its root by %s", async (path, root) => {
  const html = `<a href="/?a=1">/</a><form method="post" action="/o/x"><a href="//evil.test/"> href=&quot;/`;
  const answer = await shown(page(html), path);
  expect(await answer.text()).toBe(
    `<a href="${root}?a=1">/</a><form method="post" action="${root}o/x"><a href="//evil.test/"> href=&quot;/`,
  );
});

describe("where it sends the browser", () => {
  const sent = async (location: string, path = "/o/authorize") =>
    (await shown(new Response(null, { status: 302, headers: { location } }), path)).headers.get(
      "location",
    );

  test("to the callback, with what it brings", async () => {
    const back = `${redirectUri}?code=1&state=2`;
    expect(await sent(back)).toBe(back);
    expect(await sent(`${back.replace("//", "//u:p@")}#part`)).toBe(back);
  });

  test.each([
    ["/?channel=general", "../?channel=general"],
    [`${url}/o/more`, "../o/more"],
    ["more", "../o/more"],
  ])("to a page of its own: %s", async (location, expected) => {
    expect(await sent(location)).toBe(expected);
  });

  test.each([
    "https://evil.test/",
    "//evil.test/",
    "https://patchbay.example/oauth/callback/more",
    "https://patchbay.example/api/keys",
    "https://patchbay.example.evil.test/oauth/callback",
    "https://u:p@patchbay.example.evil.test/oauth/callback",
    "http://patchbay.example/oauth/callback",
    "javascript:alert(1)",
  ])("never to %s", async (location) => {
    await expect(sent(location)).rejects.toMatchObject({ code: "sandbox/astray" });
  });
});
