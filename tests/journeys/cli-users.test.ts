import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCommandLine } from "../support/command-line.ts";

const terminal = openCommandLine({ PUBLIC_URL: "https://patchbay.example" });
const users = (...args: readonly string[]) => terminal.run(["users", ...args]);
let url: string;

beforeAll(async () => {
  await terminal.start();
  ({ url } = JSON.parse(readFileSync(join(terminal.dataDir, "server.json"), "utf8")));
}, 60_000);
afterAll(() => terminal.close());

const codeOf = (link: string) => link.trim().split("/").at(-1);
const post = (path: string, body: object) =>
  fetch(new URL(path, url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(body),
  });

test("the operator lets an owner in, and gives them a new password", async () => {
  expect((await users("list")).stderr).toContain("Nobody yet.");
  const added = await users("add", "maya@example.com");
  expect(added.stdout).toMatch(/^https:\/\/patchbay\.example\/invitation\/[\w-]{43}\n$/);
  const account = { name: "Maya", password: "correct horse battery" };
  const taken = await post("/api/sign-in/invitation/accept", {
    code: codeOf(added.stdout),
    account,
  });
  expect(taken.status).toBe(204);
  // Behind https, a cookie that no other host of the domain can set.
  expect(taken.headers.getSetCookie().join()).toMatch(
    /^__Host-patchbay\.session_token=[^;]+;.*Path=\/;.*HttpOnly;.*Secure;.*SameSite=Lax/i,
  );
  expect((await users("list")).stdout).toBe("maya@example.com  owner  Maya\n");

  const reset = await users("reset", "Maya@example.com", "--json");
  const { link } = JSON.parse(reset.stdout);
  const password = "another long password";
  expect((await post("/api/sign-in/password", { code: codeOf(link), password })).status).toBe(204);
  const signIn = (given: string) =>
    post("/api/auth/sign-in/email", { email: "maya@example.com", password: given });
  expect((await signIn(password)).status).toBe(200);
  expect((await signIn(account.password)).status).toBe(401);
}, 60_000);

test("the audit log names people by their addresses, and finds them by these", async () => {
  const listed = await terminal.run(["audit", "list", "--actor", "Maya@example.com"]);
  expect(listed.stdout).toMatch(/ sign-in +done +maya@example\.com\n/);
  expect(listed.stdout).not.toMatch(/user_|refused/);
  const found = await terminal.run(["audit", "list", "--actor", "maya@example.com", "--json"]);
  expect(JSON.parse(found.stdout)[0].userId).toMatch(/^user_/);
}, 60_000);

test("what does not work is said, and ends with 1", async () => {
  const missing = await users("reset", "nobody@example.com", "--json");
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.stderr)).toMatchObject({
    detail: "No member is nobody@example.com; there are: maya@example.com.",
  });
  expect((await users("add", "maya@example.com")).stderr).toContain("is a member already (owner)");
  expect((await users("add", "ada@example.com", "--role", "king")).code).toBe(2);
}, 60_000);
