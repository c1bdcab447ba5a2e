import { afterAll, beforeAll, expect, test } from "vitest";
import { openChat, partsOf, settled, writtenName } from "../support/chat.ts";
import { connect, connectWithout } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** One Google account serves two connectors: granted in part, asked again, edited, given back. */
let server: TestServer;
let chat: ReturnType<typeof openChat>;
let name: string;

const [tasks, mail] = ["tasks", "gmail.send"].map(
  (scope) => `https://www.googleapis.com/auth/${scope}`,
);
const lastCard = () => partsOf(chat, "tool-request_connection").at(-1);
const run = async () =>
  (await server.json(`/api/functions/${name}/run`, "POST", { input: {} })).body;
const connection = async () => {
  const { body } = await server.json("/api/connections");
  return body.connections.find(({ provider }: any) => provider === "google");
};

async function goOn() {
  const output = { status: "granted" as const, missing: [], brokenSteps: [] };
  const toolCallId = lastCard()?.toolCallId ?? "";
  await chat.addToolOutput({ tool: "request_connection", toolCallId, output });
  await settled(chat);
}

beforeAll(async () => {
  server = await startServer();
  chat = openChat(server, "google");
});
afterAll(() => server.close());

test("two tools of Google are one card; what is left unticked is one step that cannot work", async () => {
  await chat.sendMessage({
    text: "Add a task “Call Ben” to Google Tasks and email sam@example.com: task added",
  });
  const request = lastCard()?.input?.request ?? "";
  const { body } = await server.json(`/api/connection-requests/${request}`);
  expect(body.missing).toEqual([tasks, mail]);
  await connectWithout(server, request, [mail ?? ""]);
  await goOn();
  name = writtenName(chat);
  expect(lastCard()?.output).toMatchObject({ status: "partly-granted", missing: [mail] });
  expect(lastCard()?.output?.brokenSteps).toHaveLength(1);

  const failed = await run();
  expect(failed.status).toBe("failed");
  expect(failed.error.message).toContain(
    `gmail.users.messages.send needs the permission ${mail}, which was not granted`,
  );
  expect(failed.calls.map(({ status }: any) => status)).toEqual([200, 403]);
});

test("what was left out can be allowed later, beside what is there", async () => {
  const before = await connection();
  await connect(server, lastCard()?.input?.request ?? "");
  const after = await connection();
  expect(after.id).toBe(before.id);
  expect(after.scopes.user).toEqual(expect.arrayContaining([tasks, mail]));
  expect((await run()).status).toBe("succeeded");
});

test("an edit says what is needed less, and offers to give it back", async () => {
  await chat.sendMessage({ text: "Remove the email" });
  await settled(chat);
  const proposed = partsOf(chat, "tool-propose_flow").at(-1)?.output;
  expect(proposed).toMatchObject({
    status: "ready",
    connect: [],
    changes: { added: [], removed: [{ connector: "gmail", scope: mail }] },
  });
  const written = partsOf(chat, "tool-write_function").at(-1)?.output;
  expect(written).toMatchObject({
    status: "saved",
    noLongerNeeded: [{ connector: "gmail", scope: mail, account: "maya@example.com" }],
  });
});

test("giving one tool back leaves the other's grant", async () => {
  const { id } = await connection();
  const path = `/api/connections/${id}/give-back`;
  const { body } = await server.json(path, "POST", { scopes: [mail] });
  expect(body).toMatchObject({ revoked: false, dropped: [mail] });
  expect((await connection()).scopes.user).not.toContain(mail);
  expect((await run()).status).toBe("succeeded");
});

test("an edit says what is needed more, and asks for that alone", async () => {
  await chat.sendMessage({ text: "Also email sam@example.com: task added" });
  await settled(chat);
  const proposed = partsOf(chat, "tool-propose_flow").at(-1)?.output;
  expect(proposed).toMatchObject({
    changes: { added: [{ connector: "gmail", scope: mail }], removed: [] },
    connect: [{ provider: "google", scopes: [mail] }],
  });
  await connect(server, lastCard()?.input?.request ?? "");
  await goOn();
  expect((await run()).status).toBe("succeeded");
});

test("the last one given back ends the grant", async () => {
  const { id } = await connection();
  const path = `/api/connections/${id}/give-back`;
  await server.json(path, "POST", { connector: "gmail" });
  const { body } = await server.json(path, "POST", { connector: "googletasks" });
  expect(body.revoked).toBe(true);
  expect(await connection()).toBeUndefined();
  const failed = await run();
  expect(failed.status).toBe("failed");
  expect(failed.error.message).toContain("Google");
});
