import { describe, expect, test } from "vitest";
import type { Provider } from "../../catalog/provider.ts";
import type { CredentialAnswer } from "../../connections/types.ts";
import { fillSecrets } from "./secrets.ts";
import { createScene, list, send, statusOf, textOf } from "./scene.fixture.ts";
import { readTarget } from "./target.ts";

describe("the credential", () => {
  test("is attached, and headers are only those that are allowed", async () => {
    const { egress, sent } = createScene([]);
    const tricks = [
      ["cookie", "a=b"],
      ["host", "evil.test"],
      ["x-http-method-override", "DELETE"],
      ["x-forwarded-host", "evil.test"],
      ["transfer-encoding", "chunked"],
      ["accept", "text/plain"],
      ["range", "bytes=0-1\r\nx-injected: 1"],
    ] as const;
    await egress.call({ ...list, headers: tricks });
    expect([...(sent[0]?.headers ?? [])]).toEqual([
      ["accept", "text/plain"],
      ["authorization", "Bearer old"],
    ]);
  });

  test.each(["Bearer mine", "bearer  mine", "Basic bWluZQ==", "Bearer undefined", ""])(
    "is never the code's own: %s",
    async (value) => {
      const { egress, sent } = createScene([]);
      const answer = await egress.call({ ...list, headers: [["Authorization", value]] });
      expect(answer).toMatchObject({ status: 403 });
      expect(egress.calls()).toMatchObject([
        { refused: expect.stringContaining("credential that is not of this run") },
      ]);
      expect(sent).toEqual([]);
    },
  );

  test("stays away from calls that go without", async () => {
    const { egress, sent } = createScene([]);
    await egress.call({ method: "POST", url: "https://files.acme.test/upload/1", headers: [] });
    expect(sent[0]?.headers.get("authorization")).toBeNull();
  });

  test("is taken out of what comes back", async () => {
    const headers = {
      "set-cookie": "a=b",
      "x-echo": "Bearer old",
      "x-more": "1",
      authorization: "x",
    };
    const { egress } = createScene([Response.json({ echo: "Bearer old" }, { headers })]);
    const answer = await egress.call(list);
    expect("headers" in answer && answer.headers).toEqual([
      ["content-type", "application/json"],
      ["x-more", "1"],
    ]);
    expect(await textOf(answer)).toBe('{"echo":"Bearer [redacted]"}');
  });

  test.each([
    ["a 401", new Response("no", { status: 401 })],
    ["the provider's own word in a 200", Response.json({ ok: false, error: "token_revoked" })],
  ])("is renewed once after %s", async (_, first) => {
    const { egress, sent, renewed } = createScene([first]);
    expect(statusOf(await egress.call(send))).toBe(200);
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer old",
      "Bearer new",
    ]);
    expect(sent.map(({ body }) => body)).toEqual(['{"text":"hi"}', '{"text":"hi"}']);
    expect(renewed).toEqual(["old"]);
    expect(egress.calls()[0]).toMatchObject({ attempts: 2, status: 200 });
  });

  test("a second 401 is the answer", async () => {
    const { egress, renewed } = createScene(
      [1, 2, 3].map(() => new Response("no", { status: 401 })),
    );
    expect(statusOf(await egress.call(list))).toBe(401);
    expect(renewed).toHaveLength(1);
  });

  test("the first answer stands where it cannot be renewed", async () => {
    const { egress, sent } = createScene([Response.json({ ok: false, error: "token_revoked" })], {
      renew: { status: "reconnect-needed", connectionId: "c" },
    });
    expect(await textOf(await egress.call(list))).toContain("token_revoked");
    expect(sent).toHaveLength(1);
  });

  test.each([
    [{ status: "not-connected" }, "Acme is not connected", "not_connected"],
    [
      { status: "reconnect-needed", connectionId: "c" },
      "Acme needs to be connected again",
      "reconnect_needed",
    ],
    // The provider went live, or back to its sandbox, while the run was under way.
    [
      {
        status: "ok",
        accessToken: "of-the-sandbox",
        scopes: ["all"],
        connectionId: "c",
        mode: "sandbox",
      },
      "Acme is not connected",
      "not_connected",
    ],
  ] as const)("without one nothing is sent: %o", async (get, refused, error) => {
    const { egress, sent } = createScene([], { get });
    const answer = await egress.call(list);
    expect(JSON.parse(await textOf(answer))).toMatchObject({ status: 403, error });
    expect(sent).toEqual([]);
    expect(egress.calls()).toMatchObject([{ refused, attempts: 0, operation: "acme.items.list" }]);
  });
});

test("a redirect is handed back, not followed", async () => {
  const moved = new Response(null, { status: 302, headers: { location: "https://evil.test" } });
  const { egress, sent } = createScene([moved]);
  expect(statusOf(await egress.call(list))).toBe(302);
  expect(sent).toHaveLength(1);
});

test("after the end every call is refused", async () => {
  const { egress, sent } = createScene([]);
  egress.close();
  expect(await textOf(await egress.call(list))).toContain("the run is over");
  expect(sent).toEqual([]);
});

test("a large answer streams, whole and unchanged", async () => {
  const text = JSON.stringify({ items: "x".repeat(2_000_000) });
  const body = new Response(text).body;
  const { egress } = createScene([
    new Response(body, { headers: { "content-type": "application/json" } }),
  ]);
  const answer = await egress.call(list);
  expect("body" in answer && answer.body instanceof ReadableStream).toBe(true);
  expect(await textOf(answer)).toBe(text);
});

describe("what a provider has in its own way", () => {
  const ok: CredentialAnswer = {
    status: "ok",
    accessToken: "old",
    scopes: ["all"],
    connectionId: "c",
    mode: "live",
  };
  const instances = { placeholder: "api.acme.test", suffixes: [".acme.test"] };

  test("headers of the provider are sent, and code cannot change them; others of its own it can set", async () => {
    const scene = createScene(
      [],
      {},
      {
        provider: { codeHeaders: ["acme-method"] },
        endpoints: { apiHeaders: { "acme-version": "2026" } },
      },
    );
    const headers = [
      ["Acme-Version", "1999"],
      ["Acme-Method", "PARTIAL"],
      ["Acme-Admin", "yes"],
    ] as const;
    await scene.egress.call({ ...list, headers });
    const sent = scene.sent[0]?.headers;
    expect(sent?.get("acme-version")).toBe("2026");
    expect(sent?.get("acme-method")).toBe("PARTIAL");
    expect(sent?.has("acme-admin")).toBe(false);
  });

  test("a call goes to the account's own host, path and query unchanged", async () => {
    const get = { ...ok, instance: "https://one.acme.test" };
    const scene = createScene([], { get }, { provider: { instances } });
    await scene.egress.call({ ...list, url: "https://api.acme.test/items?limit=2" });
    expect(scene.sent[0]?.url).toBe("https://one.acme.test/items?limit=2");
  });

  test("without one it goes nowhere, and with an address in the settings it goes there", async () => {
    const lost = createScene([], { get: ok }, { provider: { instances } });
    expect(await lost.egress.call(list)).toMatchObject({ status: 403 });
    expect(lost.sent).toEqual([]);
    const get = { ...ok, instance: "https://one.acme.test" };
    const apiBase = "http://127.0.0.1:4700";
    const pointed = createScene([], { get }, { provider: { instances }, endpoints: { apiBase } });
    await pointed.egress.call(list);
    expect(pointed.sent[0]?.url).toBe("http://127.0.0.1:4700/items");
  });

  test("a 401 that no new token mends is handed on as it is", async () => {
    const answer = () => Response.json({ ok: false, error: "scope_missing" }, { status: 401 });
    const provider = { renewalIsVain: ["scope_missing"] };
    const scene = createScene([answer()], {}, { provider });
    expect(await scene.egress.call(list)).toMatchObject({ status: 401 });
    expect(scene.renewed).toEqual([]);
    const other = createScene([answer()], {}, {});
    await other.egress.call(list);
    expect(other.renewed).toEqual(["old"]);
  });

  test("an error in a list is read, and one of all being overloaded waited for", async () => {
    const provider: Partial<Provider> = {
      readError: (answer) => {
        const first: unknown = answer["0"];
        const code: unknown = Reflect.get(Object(first), "code");
        return typeof code === "string" ? code : undefined;
      },
      reconnectErrors: ["SESSION"],
    };
    const stale = createScene(
      [Response.json([{ code: "SESSION" }], { status: 400 })],
      {},
      { provider },
    );
    await stale.egress.call(list);
    expect(stale.renewed).toEqual(["old"]);
    const overloaded = createScene([
      new Response("", { status: 529, headers: { "retry-after": "2" } }),
      Response.json({ ok: true }),
    ]);
    expect(await overloaded.egress.call(send)).toMatchObject({ status: 200 });
    expect(overloaded.waits).toEqual([2000]);
  });
});

describe("secrets by their names", () => {
  const named = "{{secrets.ACME_KEY}}";

  test("are put into headers and the query, and into nothing else", async () => {
    const { egress, sent } = createScene([]);
    const body = Buffer.from(JSON.stringify({ text: named }));
    await egress.call({
      ...send,
      url: `${send.url}?api_key=${encodeURIComponent(named)}&q=1`,
      headers: [
        ["content-type", "application/json"],
        ["X-Acme-Key", `Key ${named}`],
      ],
      body,
    });
    expect(sent[0]?.url).toBe("https://api.acme.test/messages?api_key=s3cret-value&q=1");
    expect(sent[0]?.headers.get("x-acme-key")).toBe("Key s3cret-value");
    expect(sent[0]?.body).toBe(JSON.stringify({ text: named }));
    expect(egress.calls()[0]?.url).not.toContain("s3cret-value");
  });

  test.each([
    ["whole", ["you sent s3cret-value"]],
    ["in parts", ["you sent s3cr", "et-va", "lue"]],
  ])("do not come back in an answer that comes %s", async (_, parts) => {
    const stream = new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(Buffer.from(part));
        controller.close();
      },
    });
    const { egress } = createScene([
      new Response(stream, { headers: { "x-echo": "s3cret-value" } }),
    ]);
    const answer = await egress.call({ ...list, headers: [["X-Acme-Key", named]] });
    expect(await textOf(answer)).toBe("you sent [redacted]");
    expect("headers" in answer && answer.headers.map(([name]) => name)).not.toContain("x-echo");
  });

  test("that there are not, the call stays here", async () => {
    const { egress, sent } = createScene([]);
    const headers = [["X-Acme-Key", "{{secrets.OTHER}}"]] as const;
    const answer = await egress.call({ ...list, headers });
    expect(await textOf(answer)).toContain('there is no secret \\"OTHER\\"');
    expect(sent).toEqual([]);
  });

  test("that are for other hosts, the call stays here", async () => {
    const secretOf = async () => ({ status: "elsewhere", hosts: ["api.else.test"] }) as const;
    const filled = await fillSecrets([["X-Key", named]], new URLSearchParams(), "x.test", secretOf);
    expect(filled).toEqual({
      status: "refused",
      why: 'the secret "ACME_KEY" is for api.else.test, not for x.test',
    });
  });

  test.each(["Host", "Cookie", "X-HTTP-Method-Override", "Proxy-Authorization"])(
    "do not open the header %s",
    async (name) => {
      const { egress, sent } = createScene([]);
      await egress.call({ ...list, headers: [[name, named]] });
      expect(sent[0]?.headers.has(name)).toBe(false);
    },
  );

  test("a credential that is no such name is still refused", async () => {
    const { egress, sent } = createScene([]);
    const answer = await egress.call({ ...list, url: `${list.url}?api_key=mine-${named}` });
    expect(statusOf(answer)).toBe(403);
    expect(sent).toEqual([]);
  });
});

test("an address may name the port that its operation has, and no other", () => {
  const read = (url: string) => readTarget(url, [], ["api.own.test:8443"]).status;
  expect(read("https://api.own.test:8443/x")).toBe("read");
  expect(read("https://api.own.test:9443/x")).toBe("refused");
  expect(read("https://else.test:8443/x")).toBe("refused");
});
