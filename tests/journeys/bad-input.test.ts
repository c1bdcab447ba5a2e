import { chmodSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compose } from "../../src/compose.ts";
import { providers } from "../../src/connectors/index.ts";
import { listen } from "../../src/server/listen.ts";
import { readSettings } from "../../src/settings.ts";
import { type TestServer, keyFiles, startServer } from "../support/server.ts";

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const message = (text: string) => ({ id: "u1", role: "user", parts: [{ type: "text", text }] });

describe("the chat says what is wrong", () => {
  test.each([
    {
      name: "an empty prompt",
      body: { id: "c1", message: message("  ") },
      status: 400,
      type: "urn:patchbay:chat/empty-prompt",
    },
    {
      name: "100 KB of prompt",
      body: { id: "c2", message: message("x".repeat(100_000)) },
      status: 413,
      type: "urn:patchbay:chat/prompt-too-long",
    },
    { name: "no message", body: { id: "c3" }, status: 400, type: "urn:patchbay:request/invalid" },
    {
      name: "an id that is a path",
      body: { id: "../x", message: message("hi") },
      status: 400,
      type: "urn:patchbay:request/invalid",
    },
    {
      name: "an answer to nothing",
      body: { id: "c4", message: { id: "a", role: "assistant", parts: [] } },
      status: 409,
      type: "urn:patchbay:chat/forged",
    },
  ])("$name", async ({ body, status, type }) => {
    const answer = await server.json("/api/chat", "POST", body);
    expect(answer).toMatchObject({ status, body: { type, status } });
    expect((await server.json("/api/chats")).body.chats).toEqual([]);
  });

  test("binary and broken JSON, another type, too much", async () => {
    const post = (body: string | Uint8Array<ArrayBuffer>, type: string) =>
      server.fetch("/api/chat", { method: "POST", headers: { "content-type": type }, body });
    expect((await post(new Uint8Array([0xff, 0xfe, 0, 1]), "application/json")).status).toBe(400);
    expect((await post("{not json", "application/json")).status).toBe(400);
    expect((await post("id=1", "application/x-www-form-urlencoded")).status).toBe(415);
    expect(
      (
        await post(
          JSON.stringify({ id: "c", message: message("x".repeat(2_000_000)) }),
          "application/json",
        )
      ).status,
    ).toBe(413);
  });

  test("what does not exist is named, with what does", async () => {
    expect(await server.json("/api/chats/nope")).toMatchObject({
      status: 404,
      body: { type: "urn:patchbay:chat/not-found" },
    });
    expect(await server.json("/api/functions/nope")).toMatchObject({
      status: 404,
      body: { type: "urn:patchbay:function/not-found" },
    });
    expect(await server.json("/api/functions/nope/run", "POST", { input: {} })).toMatchObject({
      status: 404,
    });
    expect((await server.fetch("/functions/nope")).status).toBe(404);
    expect(await server.json("/api/runs/nope")).toMatchObject({ status: 404 });
    expect(await server.json("/api/connectors/nope")).toMatchObject({ status: 404 });
    expect((await server.json("/api/nowhere")).body).toMatchObject({
      status: 404,
      type: "urn:patchbay:request/not-found",
    });
  });

  test("a request without a body needs no type", async () => {
    expect((await server.fetch("/api/chats/nope", { method: "DELETE" })).status).toBe(404);
  });

  test("a wrong method is a 405 that says which are right", async () => {
    const response = await server.fetch("/api/chats", { method: "PATCH" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toContain("GET");
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("who may come in", () => {
  const bare = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    fetch(new URL(path, server.origin), { method, headers, redirect: "manual" });

  test("the API needs a session or the key", async () => {
    expect((await bare("/api/chats")).status).toBe(401);
    expect((await bare("/functions/any")).status).toBe(401);
    expect((await bare("/oauth/callback?state=x")).status).toBe(401);
    expect((await bare("/api/chats", { authorization: "Bearer wrong" })).status).toBe(401);
    expect((await bare("/healthz")).status).toBe(200);
  });

  test("opening the printed address makes a session that scripts cannot read", async () => {
    const opened = await bare(`/open/${server.server.openCode}`);
    expect(opened.status).toBe(302);
    const cookie = opened.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const [pair = ""] = cookie.split(";");
    expect((await bare("/api/chats", { cookie: pair })).status).toBe(200);
    expect((await bare("/open/wrong")).status).toBe(401);
  });

  test("a foreign site and a foreign name are refused even with the key", async () => {
    const { authorization } = { authorization: `Bearer ${server.server.apiKey}` };
    expect(
      (await bare("/api/chats", { authorization, origin: "https://evil.example" })).status,
    ).toBe(403);
    expect(
      (await bare("/api/plan", { authorization, "sec-fetch-site": "cross-site" }, "POST")).status,
    ).toBe(403);
    const renamed = await server.server.request(
      new Request(`${server.origin}/api/chats`, {
        headers: { authorization, host: "evil.example" },
      }),
    );
    expect(renamed.status).toBe(403);
    expect((await bare("/api/chats", { authorization, origin: server.origin })).status).toBe(200);
  });

  test("it listens on loopback unless told otherwise", () => {
    expect(readSettings({}, providers).host).toBe("127.0.0.1");
  });
});

describe("a start that cannot be", () => {
  test("a port in use", async () => {
    const port = Number(new URL(server.origin).port);
    await expect(listen(() => new Response(), { host: "127.0.0.1", port })).rejects.toMatchObject({
      code: "server/port-in-use",
    });
  });

  test("a data folder of a newer version is left as it is", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
    const settings = readSettings({ DATA_DIR: dataDir }, providers);
    await (await compose(settings)).close();
    const database = new SQLite(join(dataDir, "patchbay.sqlite"));
    database
      .prepare("insert into kysely_migration (name, timestamp) values ('9999-later', '2099-01-01')")
      .run();
    database.close();
    await expect(compose(settings)).rejects.toMatchObject({ code: "data/newer" });
    const after = new SQLite(join(dataDir, "patchbay.sqlite"));
    expect(after.prepare("select count(*) as n from apps").get()).toEqual({ n: 1 });
    after.close();
    rmSync(dataDir, { recursive: true });
  });

  test("a data folder that cannot be written", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
    // A file in the way stands for a read-only disk, which the superuser would not notice.
    const settings = readSettings({ DATA_DIR: join(dataDir, "api", "x") }, providers);
    const blocked = new SQLite(join(dataDir, "api"));
    blocked.exec("create table t (x)");
    blocked.close();
    chmodSync(join(dataDir, "api"), 0o400);
    await expect(compose(settings)).rejects.toMatchObject({ code: "data/read-only" });
    rmSync(dataDir, { recursive: true });
  });

  test.each([
    [{ PORT: "high" }, "PORT"],
    [{ PUBLIC_URL: "nowhere" }, "PUBLIC_URL"],
    [{ DATABASE_URL: "mysql://a:s3cret@db/x" }, "DATABASE_URL"],
    [{ DATABASE_URL: "postgres://a:s3cret@db" }, "DATABASE_URL"],
    [{ DATABASE_URL: "postgresql://a:s3cret@db/x" }, "ENCRYPTION_KEY"],
    [{ MODEL: "gpt-5.5" }, "MODEL"],
    [{ SLACK_CLIENT_ID: "1.2" }, "SLACK_CLIENT_SECRET"],
    [{ SLACK_API_BASE: "::" }, "SLACK_API_BASE"],
    [{ OIDC_ISSUER: "https://login.example" }, "OIDC_CLIENT_ID"],
  ])("a setting that is not valid is named: %j", (env, where) => {
    expect(() => readSettings(env, providers)).toThrow(
      expect.objectContaining({
        code: "settings/invalid",
        where,
        message: expect.not.stringContaining("s3cret"),
      }),
    );
  });

  test.each([
    [{ PORT: "high" }, "PORT must be a whole number from 0 to 65535."],
    [{ RUN_RETENTION_DAYS: "0" }, "RUN_RETENTION_DAYS must be a whole number from 1 to 3650."],
    [{ PUBLIC_URL: "nowhere" }, "PUBLIC_URL must be an address such as https://"],
    [{ PRIVATE_ORIGINS: "inside" }, "PRIVATE_ORIGINS must be an address such as https://"],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "x" }, "OTEL_EXPORTER_OTLP_ENDPOINT must be an address such"],
    [{ OIDC_ISSUER: "x" }, "OIDC_ISSUER must be an address such as https://login.example.com."],
    [{ LOG_FORMAT: "xml" }, "LOG_FORMAT must be text or json."],
    [{ OPENAI_API: "x" }, "OPENAI_API must be responses or chat."],
    [{ METRICS_TOKEN: "s3cret" }, "METRICS_TOKEN must have at least 16 characters."],
    [{ TRUSTED_PROXIES: "proxy" }, "TRUSTED_PROXIES must be a list of IP addresses or networks"],
  ])("and what it must be is said: %j", (env, sentence) => {
    expect(() => readSettings(env, providers)).toThrow(sentence);
  });

  test("keys are readable by their owner alone", () => {
    for (const name of keyFiles)
      expect(statSync(join(server.dataDir, name)).mode & 0o777).toBe(0o600);
  });
});
