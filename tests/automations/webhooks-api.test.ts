import { afterEach, expect, test } from "vitest";
import { type TestServer, startServer } from "../support/server.ts";

let server: TestServer;
afterEach(() => server.close());

const client = (name: string) => ({ [`${name}_CLIENT_ID`]: "id", [`${name}_CLIENT_SECRET`]: "s" });

test("an operator reads what to enter where, and what is missing", async () => {
  server = await startServer({ ...client("SLACK"), ...client("HUBSPOT") });
  const { status, body } = await server.json("/api/webhooks");
  expect(status).toBe(200);
  const of = (provider: string) => body.webhooks.find((one: any) => one.provider === provider);
  expect(body.webhooks.map((one: any) => one.provider).toSorted()).toEqual([
    "hubspot",
    "linkedin",
    "notion",
    "slack",
    "tiktok",
  ]);
  const address = `${server.origin}/hooks/slack`;
  expect(of("slack")).toMatchObject({
    mode: "live",
    address,
    // Slack does not reach this machine.
    reachable: false,
    signedWith: "signing-secret",
    ready: false,
    verificationToken: null,
  });
  expect(of("slack").steps.join("\n")).toContain(address);
  expect(of("slack").steps.join("\n")).not.toContain("{url}");
  expect(of("hubspot")).toMatchObject({ mode: "live", ready: true });
  expect(of("notion")).toMatchObject({ mode: "sandbox", ready: true, reachable: true });
});

test("with the signing secret Slack is ready", async () => {
  server = await startServer({ ...client("SLACK"), SLACK_SIGNING_SECRET: "not-to-be-shown" });
  const { body } = await server.json("/api/webhooks");
  expect(body.webhooks.find((one: any) => one.provider === "slack")).toMatchObject({ ready: true });
  expect(JSON.stringify(body)).not.toContain("not-to-be-shown");
});

test("the set-up is opened for who sends a secret, by somebody who is signed in", async () => {
  server = await startServer(client("NOTION"));
  const opened = await server.json("/api/webhooks/notion/open", "POST");
  expect(opened).toMatchObject({ status: 200, body: { ready: false, verificationToken: null } });
  expect(Date.parse(opened.body.openUntil)).toBeGreaterThan(Date.now());
  for (const provider of ["slack", "nobody"]) {
    const { status, body } = await server.json(`/api/webhooks/${provider}/open`, "POST");
    expect([status, body.detail]).toEqual([400, expect.stringContaining("notion")]);
  }
  const unsigned = await fetch(`${server.origin}/api/webhooks/notion/open`, { method: "POST" });
  expect(unsigned.status).toBe(401);
});
