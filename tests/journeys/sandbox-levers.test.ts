import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StandInView } from "../../src/contract/sandbox.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Stand-ins are broken on purpose from the dashboard, and made whole again. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ TIKTOK_CLIENT_ID: "mine", TIKTOK_CLIENT_SECRET: "mine-too" });
});
afterAll(() => server.close());

const providers = ["slack", "google", "notion", "salesforce", "hubspot", "linkedin"] as const;
const list = async (): Promise<StandInView[]> => (await server.json("/api/sandbox")).body.standIns;
const pull = (provider: string, body: unknown) =>
  server.json(`/api/sandbox/${provider}/levers`, "POST", body);

test("those in use are listed, whole at first", async () => {
  const standIns = await list();
  expect(standIns.map(({ provider }) => provider).toSorted()).toEqual(providers.toSorted());
  for (const { levers } of standIns)
    expect(levers).toMatchObject({ rateLimited: 0, failing: 0, delayMs: 0, isDown: false });
});

describe.each(providers)("%s", (provider) => {
  test("is down until it comes back; its inspector still answers", async () => {
    const { body } = await pull(provider, { lever: "outage" });
    expect(body.levers.isDown).toBe(true);
    const call = await fetch(`${body.inspector}/api/anything`, { method: "POST" });
    expect(call.status).toBe(503);
    expect((await fetch(body.inspector)).status).toBe(200);
    expect((await pull(provider, { lever: "outage" })).body.levers.isDown).toBe(false);
    const again = await fetch(`${body.inspector}/api/anything`, { method: "POST" });
    expect(again.status).not.toBe(503);
  });

  test("tells which levers are pulled, and forgets them when it starts afresh", async () => {
    await pull(provider, { lever: "rate-limit", count: 3 });
    await pull(provider, { lever: "fail", count: 2 });
    await pull(provider, { lever: "delay", ms: 5 });
    const pulled = (await list()).find((one) => one.provider === provider);
    expect(pulled?.levers).toMatchObject({ rateLimited: 3, failing: 2, delayMs: 5 });
    const { body } = await pull(provider, { lever: "reset" });
    expect(body.levers).toMatchObject({ rateLimited: 0, failing: 0, delayMs: 0 });
  });
});

test("sign-ins are expired and revoked whoever has them", async () => {
  for (const lever of ["expire", "revoke"] as const)
    expect((await pull("slack", { lever })).status).toBe(200);
});

test("what cannot be broken is said", async () => {
  const live = await pull("tiktok", { lever: "outage" });
  expect(live.status).toBe(409);
  expect(live.body.detail).toContain("TikTok is the real one");
  const unknown = await pull("nobody", { lever: "outage" });
  expect(unknown.status).toBe(404);
  expect(unknown.body.detail).toContain("there are: ");
  const wrong = await pull("slack", { lever: "delay", ms: 1e9 });
  expect(wrong.status).toBe(400);
  expect(wrong.body.where).toBe("ms");
});
