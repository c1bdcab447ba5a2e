import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { testPlace } from "../../src/store/ground.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Two servers on one Postgres behind one address: the next request of a person may come to the other. */
let a: TestServer;
let b: TestServer;
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  folders.push(folder);
  return folder;
};

const code = (body: string) =>
  `export default {\n  async fetch(): Promise<Response> {\n    ${body}\n  },\n};\n`;
const spec = {
  slug: "shared",
  title: "Shared",
  sources: { rows: { function: "reads" } },
  blocks: [
    {
      id: "table",
      type: "table",
      width: "full",
      rows: "${rows.list}",
      columns: [{ label: "Name", value: "${item.name}" }],
      actions: [{ label: "Press", function: "does" }],
    },
  ],
};

beforeAll(async () => {
  const { databaseUrl = "" } = await testPlace(newFolder(), "postgres");
  const env = {
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: Buffer.alloc(32, "key").toString("base64"),
  };
  a = await startServer(env, newFolder());
  b = await startServer(env, newFolder());
  const slowly = "await new Promise((resolve) => setTimeout(resolve, 300));";
  await a.json("/api/functions/reads", "PUT", {
    code: code('return Response.json({ list: [{ name: "One" }] });'),
  });
  await a.json("/api/functions/does", "PUT", {
    code: code(`${slowly}\n    return Response.json({ done: true });`),
  });
  await a.json("/api/pages", "POST", { spec });
}, 180_000);
afterAll(async () => {
  await Promise.all([a?.close(), b?.close()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const look = async (server: TestServer, fresh = false) =>
  (await server.json("/api/pages/shared/blocks/table/data", "POST", { filters: {}, fresh })).body;
const press = (server: TestServer, snapshot: string, once?: string) =>
  server.json("/api/pages/shared/blocks/table/act", "POST", {
    filters: {},
    action: 0,
    row: { snapshot, position: 0 },
    ...(once === undefined ? {} : { once }),
  });
const runsOf = async (name: string): Promise<number> =>
  (await a.json(`/api/runs?function=${name}`)).body.runs.length;

describe("a page", () => {
  test("has rows that can be acted on at the process that did not load them", async () => {
    const { snapshot } = await look(a);
    expect(await press(b, snapshot)).toMatchObject({ status: 200 });
    expect(await press(b, "made-up")).toMatchObject({
      status: 409,
      body: { type: "urn:patchbay:page/snapshot-gone" },
    });
  });

  test("does once what is sent to two processes at once, and tells both the same", async () => {
    const { snapshot } = await look(a);
    const before = await runsOf("does");
    const once = "press-1-press-1-press-1";
    const told = await Promise.all([press(a, snapshot, once), press(b, snapshot, once)]);
    expect(told.map(({ status }) => status)).toEqual([200, 200]);
    expect(told[0]?.body).toEqual(told[1]?.body);
    expect(await press(b, snapshot, once)).toEqual(told[0]);
    expect(await runsOf("does")).toBe(before + 1);
  });

  test("is loaded anew where something was done at another process", async () => {
    const { snapshot, runs } = await look(b);
    expect((await look(b)).runs).toEqual(runs);
    expect((await press(a, snapshot)).status).toBe(200);
    await vi.waitFor(async () => expect((await look(b)).runs).not.toEqual(runs));
  });
});

test("an archive that was looked at by one is taken in by the other, once", async () => {
  const archive = await (await a.fetch("/api/archive")).arrayBuffer();
  const looked = await a.fetch("/api/archive/imports", {
    method: "POST",
    headers: { "content-type": "application/gzip" },
    body: archive,
  });
  const { id }: any = await looked.json();
  const take = () =>
    b.fetch(`/api/archive/imports/${id}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ take: [] }),
    });
  const taken = await take();
  expect(taken.status).toBe(200);
  await taken.text();
  expect((await take()).status).toBe(404);
});

test("the address that one printed opens the other, until all were stopped", async () => {
  expect(b.server.openCode).toBe(a.server.openCode);
  const opened = await fetch(`${b.origin}/open/${a.server.openCode}`, { redirect: "manual" });
  expect(opened.status).toBe(302);
});

describe("an app", () => {
  test("that is made at one starts by itself at the other, and ends there with it", async () => {
    const made = await a.json("/api/apps", "POST", { name: "Elsewhere", slug: "elsewhere" });
    expect(made.status).toBe(200);
    const under = "/apps/elsewhere";
    expect((await b.json(`${under}/api/functions`)).status).toBe(200);
    await a.json("/api/apps/elsewhere", "DELETE");
    await vi.waitFor(async () => expect((await b.json(`${under}/api/functions`)).status).toBe(404));
    expect((await b.json("/api/apps/elsewhere/restore", "POST")).status).toBe(200);
    await vi.waitFor(async () => expect((await a.json(`${under}/api/functions`)).status).toBe(200));
  });
});
