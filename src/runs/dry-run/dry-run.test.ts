import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import type { Approval } from "../../store/function-version.ts";
import { createBroker } from "../broker/broker.ts";
import type { EgressCall } from "../broker/judge.ts";
import { createDryRun } from "./dry-run.ts";

const catalog = createCatalog(connectors, providers);
const clock = { now: () => Date.UTC(2026, 10, 23, 9) };
const allScopes = connectors.flatMap(({ scopes }) => scopes.map(({ scope }) => scope));

/** The way out of a dry run; `sent` is what left, `answer` what came back. */
function createScene(
  operations: readonly string[],
  { scopes = allScopes, answer = {} as unknown, dryRun = createDryRun(clock) } = {},
) {
  const sent: string[] = [];
  const broker = createBroker({
    catalog,
    clock,
    secretOf: async () => ({ status: "unknown" }),
    credentials: {
      get: async () => ({
        status: "ok",
        accessToken: "t0ken",
        scopes,
        connectionId: "c",
        mode: "live",
      }),
      renew: async () => ({ status: "not-connected" }),
    },
    endpointsOf: async () => ({
      mode: "live",
      clientId: "",
      clientSecret: "",
      authorizeUrl: "",
      tokenUrl: "",
    }),
    openOutbound: () => async (url, init) => {
      sent.push(`${init?.method} ${String(url)}`);
      return Response.json(answer);
    },
  });
  const approvals = operations.map((operation): Approval => {
    return { operation, token: catalog.find(operation)?.scopes.bot ? "bot" : "user" };
  });
  const egress = broker.open({ runId: "run_1", approvals, dryRun }, clock.now() + 60_000);
  return {
    sent,
    dryRun,
    egress,
    async call(method: string, url: string, body?: unknown, more: Partial<EgressCall> = {}) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      const got = await egress.call(
        {
          method,
          url,
          headers: [["content-type", "application/json"]],
          ...(body === undefined ? {} : { body: Buffer.from(text) }),
          ...more,
        },
        AbortSignal.timeout(5_000),
      );
      if ("failed" in got) throw new Error(got.failed);
      const json: any =
        got.body instanceof Uint8Array && got.body.length > 0
          ? JSON.parse(Buffer.from(got.body).toString())
          : null;
      return { status: got.status, json, headers: new Map(got.headers) };
    },
    words: () => dryRun.would().map(({ words }) => words),
  };
}

const contacts = "https://api.hubapi.com/crm/objects/2026-09/contacts";
const contact = (...methods: readonly string[]) =>
  methods.map((one) => `hubspot.crm.contacts.${one}`);

describe("what is held back", () => {
  test("a write, whose answer has the shape of its kind and repeats what was sent", async () => {
    const { call, sent, egress, words } = createScene(contact("create"));
    const { status, json } = await call("POST", contacts, { properties: { email: "a@x.test" } });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: expect.stringMatching(/^dryRun\w{12}$/),
      properties: { email: "a@x.test" },
    });
    expect(sent).toEqual([]);
    expect(egress.calls()[0]).toMatchObject({ held: true, attempts: 0, status: 200 });
    expect(words()).toEqual(["Create 1 contact: a@x.test"]);
  });

  test("a read of what was made up, in its path or its body, and nothing else that is read", async () => {
    const { call, sent, words } = createScene(contact("create", "get", "search"));
    const { json: made } = await call("POST", contacts, { properties: {} });
    expect((await call("GET", `${contacts}/${made.id}`)).json.id).toBe(made.id);
    const search = { filterGroups: [{ filters: [{ propertyName: "id", value: made.id }] }] };
    expect((await call("POST", `${contacts}/search`, search)).json.results).toEqual([]);
    expect(sent).toEqual([]);
    await call("GET", `${contacts}/123`);
    await call("POST", `${contacts}/search`, { query: "Ann" });
    expect(sent).toEqual([`GET ${contacts}/123`, `POST ${contacts}/search`]);
    expect(words()).toEqual(["Create 1 contact"]);
  });

  test("a write is not held where it would have been refused: an operation, a permission", async () => {
    const denied = createScene(contact("get"));
    expect((await denied.call("POST", contacts, {})).status).toBe(403);
    const lacking = createScene(contact("create"), { scopes: [] });
    const { json } = await lacking.call("POST", contacts, {});
    expect(json).toMatchObject({ error: "not_granted" });
    expect([...denied.words(), ...lacking.words()]).toEqual([]);
    expect(lacking.egress.calls()[0]).not.toHaveProperty("held");
  });

  test("the bytes of an upload go nowhere and count as no write of their own", async () => {
    const slack = createScene(["slack.files.getUploadURLExternal"]);
    const form: readonly (readonly [string, string])[] = [
      ["content-type", "application/x-www-form-urlencoded"],
    ];
    const { json } = await slack.call(
      "POST",
      "https://slack.com/api/files.getUploadURLExternal",
      "filename=plan.md&length=2",
      { headers: form },
    );
    expect(json).toMatchObject({ ok: true });
    expect((await slack.call("POST", json.upload_url, "hi")).status).toBe(200);
    expect(slack.sent).toEqual([]);
    expect(slack.words()).toEqual(["Upload 1 file: plan.md"]);

    const drive = createScene(["googledrive.files.create"]);
    const at = "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable";
    const begun = await drive.call("POST", at, { name: "big.bin" });
    const session = begun.headers.get("location") ?? "";
    expect((await drive.call("PUT", session, "bytes")).status).toBe(200);
    expect(drive.sent).toEqual([]);
    expect(drive.words()).toEqual(["Create 1 file: big.bin"]);
  });
});

describe("what is told", () => {
  test("an encoded email by its recipient and subject, a large one as well", async () => {
    const { call, dryRun } = createScene(["gmail.users.messages.send"]);
    const email =
      "To: Jörg <j@x.test>,\r\n ana@x.test\r\nSubject: =?UTF-8?B?R3LDvMOfZQ==?=\r\n\r\nhi";
    const raw = Buffer.from(email.replace("Jörg ", "")).toString("base64url");
    await call("POST", "https://gmail.googleapis.com/gmail/v1/users/me/messages/send", { raw });
    await call(
      "POST",
      "https://gmail.googleapis.com/upload/gmail/v1/users/me/messages/send?uploadType=media",
      "To: big@x.test\r\n\r\nlong",
      { headers: [["content-type", "message/rfc822"]] },
    );
    expect(dryRun.would()).toMatchObject([
      { words: "Send 1 email to <j@x.test>, ana@x.test", shows: ["Grüße"] },
      { words: "Send 1 email to big@x.test" },
    ]);
  });

  test("what looks like a credential is left out, and long texts are cut", async () => {
    const { call, dryRun } = createScene(["slack.chat.postMessage"]);
    const text = `xoxb-1234567890-secret ${"long ".repeat(100)}`;
    const body = new URLSearchParams({ channel: "#ops", text }).toString();
    await call("POST", "https://slack.com/api/chat.postMessage", body, {
      headers: [["content-type", "application/x-www-form-urlencoded"]],
    });
    const [would] = dryRun.would();
    expect(would?.shows?.[0]).toMatch(/^\[redacted\] long .* …$/);
    expect(would?.shows?.[0]?.length).toBeLessThan(210);
  });

  test("names that the run has read stand in place of ids", async () => {
    const answer = { ok: true, channels: [{ id: "C1", name: "sales" }] };
    const { call, words } = createScene(
      ["slack.conversations.list", "slack.conversations.archive"],
      {
        answer,
      },
    );
    await call("GET", "https://slack.com/api/conversations.list");
    await call("POST", "https://slack.com/api/conversations.archive", { channel: "C1" });
    await call("POST", "https://slack.com/api/conversations.archive", { channel: "C2" });
    expect(words()).toEqual(["Archive #sales", "Archive C2"]);
  });

  test("a run that another one begins knows its ids, and tells it as well", async () => {
    const outer = createDryRun(clock);
    const first = createScene(contact("create"), { dryRun: outer });
    const { json } = await first.call("POST", contacts, { properties: {} });
    const second = createScene(contact("get", "archive"), { dryRun: outer.within() });
    await second.call("GET", `${contacts}/${json.id}`);
    await second.call("DELETE", `${contacts}/77`);
    expect(second.sent).toEqual([]);
    expect(second.words()).toEqual(["Delete the contact 77"]);
    expect(first.words()).toEqual(["Create 1 contact", "Delete the contact 77"]);
  });
});
