import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChat, settled, writtenName } from "../support/chat.ts";
import { connect, connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** The Functions store over HTTP, as an editor, a program or the command line uses it. */
let server: TestServer;
let name = "";
let code = "";

beforeAll(async () => {
  server = await startServer();
  const chat = openChat(server, "by-hand");
  await chat.sendMessage({ text: "Send a Slack message to #general when this function runs" });
  await settled(chat);
  await connectAll(server, chat);
  name = writtenName(chat);
  ({ code } = (await server.json(`/api/functions/${name}`)).body);
});
afterAll(() => server.close());

async function put(of: string, text: string, headers: Record<string, string> = {}) {
  const response = await server.fetch(`/api/functions/${of}`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ code: text }),
  });
  return {
    status: response.status,
    etag: response.headers.get("etag"),
    body: (await response.json()) as any,
  };
}

const etag = async () => (await server.json(`/api/functions/${name}`)).body.etag as string;

describe("code saved by PUT", () => {
  test("is the next version, for whoever saw the current one", async () => {
    const seen = `"${await etag()}"`;
    const text = code.replace('"#general"', '"#random"');
    const saved = await put(name, text, { "if-match": seen });
    expect(saved.status).toBe(200);
    expect(saved.body).toMatchObject({
      version: 2,
      origin: "hand",
      madeBy: { what: "hand", via: "api" },
      operations: ["slack.chat.postMessage"],
      missing: [],
    });
    expect(saved.etag).toBe(`"${saved.body.etag}"`);
    const late = await put(name, code.replace("#general", "#sales"), { "if-match": seen });
    expect(late).toMatchObject({
      status: 412,
      body: { type: "urn:patchbay:function/changed", version: 2, etag: saved.body.etag },
    });
    const blind = await put(name, code);
    expect(blind).toMatchObject({ status: 428, body: { version: 2 } });
    expect((await server.json(`/api/functions/${name}`)).body.version).toBe(2);
  });

  test("runs as it stands", async () => {
    const { body } = await server.json(`/api/functions/${name}/run`, "POST", {
      input: { text: "Hi" },
    });
    expect(body).toMatchObject({ status: "succeeded", version: 2 });
  });

  test("asks for the permissions that its own calls need, and runs with them", async () => {
    const more = (await server.json(`/api/functions/${name}`)).body.code.replace(
      /return Response\.json\(.*\);/,
      'const list = await slack<{ channels: unknown[] }>("conversations.list", {});\n    return Response.json({ message, count: list.channels.length });',
    );
    const checked = await server.json(`/api/functions/${name}/check`, "POST", { code: more });
    expect(checked.body).toMatchObject({
      problems: [],
      rights: {
        operations: { added: ["slack.conversations.list"], removed: [] },
        permissions: { added: [{ connector: "slack", scopes: ["channels:read"] }], removed: [] },
      },
    });
    const saved = await put(name, more, { "if-match": await etag() });
    expect(saved.body.missing).toEqual([{ connector: "slack", scopes: ["channels:read"] }]);
    const input = { text: "Hi" };
    const early = await server.json(`/api/functions/${name}/run`, "POST", { input });
    expect(early.body.calls.at(-1)).toMatchObject({
      operation: "slack.conversations.list",
      refused: expect.stringContaining("channels:read"),
    });
    const { body } = await server.json(`/api/functions/${name}/connection-requests`, "POST");
    expect(body.requests).toMatchObject([{ provider: "slack", missing: ["channels:read"] }]);
    await connect(server, body.requests[0].id);
    const run = await server.json(`/api/functions/${name}/run`, "POST", { input });
    expect(run.body).toMatchObject({
      status: "succeeded",
      output: { count: expect.any(Number) },
    });
    const again = await server.json(`/api/functions/${name}/connection-requests`, "POST");
    expect(again.body.requests).toEqual([]);
  });

  test("with an error in it saves nothing and says where", async () => {
    const { status, body } = await put(name, `${code}\nconst x: number = "text";\n`, {
      "if-match": await etag(),
    });
    expect(status).toBe(422);
    expect(body.problems).toContainEqual(
      expect.objectContaining({
        check: "types",
        severity: "error",
        line: code.split("\n").length + 1,
        column: 7,
      }),
    );
    expect((await server.json(`/api/functions/${name}`)).body.version).toBe(3);
  });

  test("makes a new function where there must be none", async () => {
    const text = "export default { fetch: () => Response.json({ hello: true }) };\n";
    const made = await put("hello-world", text, { "if-none-match": "*" });
    expect(made).toMatchObject({ status: 201, body: { version: 1, flow: null, operations: [] } });
    const twice = await put("hello-world", text, { "if-none-match": "*" });
    expect(twice.status).toBe(412);
    expect(await (await server.fetch("/functions/hello-world")).json()).toEqual({ hello: true });
    expect((await put("two words", text)).status).toBe(422);
  });
});

describe("versions", () => {
  test("say what made them, differ, and come back", async () => {
    const { versions } = (await server.json(`/api/functions/${name}/versions`)).body;
    expect(versions.map((one: any) => one.madeBy.what)).toEqual(["hand", "hand", "prompt"]);
    const diff = (await server.json(`/api/functions/${name}/diff?from=1&to=2`)).body;
    expect(diff.patch).toContain('-      channel: "#general",\n+      channel: "#random",\n');
    const last = (await server.json(`/api/functions/${name}/diff`)).body;
    expect(last).toMatchObject({
      from: 2,
      to: 3,
      rights: { operations: { added: ["slack.conversations.list"] } },
    });
    const restored = await server.json(`/api/functions/${name}/restore`, "POST", { version: 1 });
    expect(restored.body).toMatchObject({
      version: 4,
      origin: "flow",
      code,
      restoredFrom: 1,
      madeBy: { what: "restore", via: "api" },
    });
    const vague = await server.json(`/api/functions/${name}/restore`, "POST", {});
    expect(vague).toMatchObject({ status: 400, body: { where: "version" } });
  });

  test("are kept through a new name, and a copy has its own", async () => {
    const renamed = await server.json(`/api/functions/${name}/rename`, "POST", {
      name: "announce",
    });
    expect(renamed.body).toMatchObject({ name: "announce", version: 5 });
    expect((await server.json(`/api/functions/${name}`)).body.name).toBe("announce");
    const copy = await server.json("/api/functions/announce/duplicate", "POST", { name: "copied" });
    expect(copy).toMatchObject({ status: 201, body: { name: "copied", version: 1 } });
    const taken = await server.json("/api/functions/announce/rename", "POST", { name: "copied" });
    expect(taken.status).toBe(409);
    const wrong = await server.json("/api/functions/announce/rename", "POST", { name: "no name" });
    expect(wrong.status).toBe(400);
  });

  test("are kept when the function is deleted, until it is restored", async () => {
    const stale = await server.fetch("/api/functions/announce", {
      method: "DELETE",
      headers: { "if-match": '"other"' },
    });
    expect(stale.status).toBe(412);
    expect((await server.json("/api/functions/announce", "DELETE")).status).toBe(204);
    const gone = await server.json("/api/functions/announce");
    expect(gone).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining("deleted") },
    });
    const deleted = (await server.json("/api/functions?deleted=true")).body.functions;
    expect(deleted.map((one: any) => one.name)).toEqual(["announce"]);
    const back = await server.json("/api/functions/announce/restore", "POST", {});
    expect(back.body).toMatchObject({ name: "announce", version: 5 });
  });
});

test("the list is narrowed to a tool and a state, and says what stands in the way", async () => {
  const sends = `export default async (): Promise<Response> => {
  const url = "https://gmail.googleapis.com/gmail/v1/users/me/messages/send";
  const sent = await fetch(url, { method: "POST", body: JSON.stringify({ raw: "" }) });
  return Response.json(await sent.json());
};
`;
  expect(await put("mailsOut", sends)).toMatchObject({ status: 201 });
  const listed = async (query: string) => {
    const { body } = await server.json(`/api/function-summaries?${query}`);
    return [body.functions.map((one: any) => one.name), body.total];
  };
  expect(await listed("connector=slack")).toEqual([["announce", "copied"], 2]);
  expect(await listed("connector=gmail&state=permission")).toEqual([["mailsOut"], 1]);
  expect(await listed("state=working&connector=gmail")).toEqual([[], 0]);
  expect(await listed("connector=notion")).toEqual([[], 0]);
});
