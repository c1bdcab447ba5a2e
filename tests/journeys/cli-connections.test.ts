import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionsAnswer } from "../../src/contract/connection.ts";
import { openCommandLine } from "../support/command-line.ts";

const terminal = openCommandLine();
const connections = (...args: readonly string[]) => terminal.run(["connections", ...args]);

beforeAll(async () => {
  await terminal.start();
  await terminal.run(["chat", "Send a Slack message to #sales when this function runs", "--yes"]);
}, 60_000);
afterAll(() => terminal.close());

test("accounts are listed, renamed, looked at and disconnected by their names", async () => {
  expect((await connections("list")).stdout).toBe("slack:acme  Acme  active  default, sandbox\n");
  expect((await connections("rename", "slack", "support")).stdout).toContain("slack:support");
  expect(await connections("rename", "slack:support", "Not a name")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("small letters, digits and hyphens"),
  });
  expect(await connections("default", "slack:acme")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("there are: slack:support"),
  });
  expect(await connections("default", "slack:support")).toMatchObject({ code: 0 });
  expect(await connections("check", "slack:support")).toMatchObject({
    code: 0,
    stdout: "Slack accepts this connection.\n",
  });
  const listed = connectionsAnswer.parse(JSON.parse((await connections("list", "--json")).stdout));
  expect(listed).toMatchObject({
    connections: [{ name: "support", inUse: true, standing: { state: "active", way: "none" } }],
    pendingRevocations: [],
  });
  expect(await connections("disconnect", "slack:support")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("--yes"),
  });
  expect(await connections("disconnect", "slack:support", "--yes")).toMatchObject({
    code: 0,
    stdout: "slack:support is disconnected, and its access was taken back.\n",
  });
  expect((await connections("list")).stdout).toBe("");
}, 120_000);
