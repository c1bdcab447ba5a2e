import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { dropTestDatabase, testPlace } from "../../src/store/ground.ts";
import { cliFile } from "../support/command-line.ts";

/**
 * A server that people sign in to, on Postgres, in a process of its own: passwords, sessions, links
 * and the password of the database are in nothing that it writes, answers or keeps in clear.
 */
const planted: Record<string, string> = {
  password: "planted horse battery 0",
  "wrong password": "planted wrong battery 0",
  "new password": "planted newer battery 0",
};
const outputs = new Map<string, string>();
const outcome = (where: string, said: string) =>
  outputs.set(where, `${outputs.get(where) ?? ""}\n${said}`);

let dataDir: string;
let databaseUrl: string;
let child: ChildProcess;
let origin: string;
let openCode: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  ({ databaseUrl = "" } = await testPlace(dataDir, "postgres"));
  planted["database"] = new URL(databaseUrl).password;
  const { PATH = "", HOME = "" } = process.env;
  child = spawn(process.execPath, [cliFile, "start"], {
    env: {
      PATH,
      HOME,
      DATA_DIR: dataDir,
      FUNCTIONS_DIR: join(dataDir, "functions"),
      PORT: "0",
      PUBLIC_URL: "https://patchbay.example",
      LOG_FORMAT: "json",
      DATABASE_URL: databaseUrl,
      ENCRYPTION_KEY: Buffer.alloc(32, 0xa9).toString("base64"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout?.on("data", (chunk) => outcome("stdout", String(chunk)));
  child.stderr?.on("data", (chunk) => outcome("stderr", String(chunk)));
  const said = () => `${outputs.get("stdout") ?? ""}${outputs.get("stderr") ?? ""}`;
  await vi.waitUntil(() => /\/open\/[\w-]+/.test(said()), 90_000);
  openCode = /\/open\/([\w-]+)/.exec(said())?.[1] ?? "";
  const running: unknown = JSON.parse(readFileSync(join(dataDir, "server.json"), "utf8"));
  origin = new URL((running as { url: string }).url).origin;
}, 120_000);
afterAll(async () => {
  if (child?.exitCode === null) {
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
  await dropTestDatabase(dataDir);
});

/** A browser; all that it is answered is searched, but for the cookies that it gets. */
function openBrowser(name: string) {
  const jar = new Map<string, string>();
  return async (path: string, method = "GET", body?: unknown): Promise<any> => {
    const answer = await fetch(new URL(path, origin), {
      method,
      redirect: "manual",
      headers: {
        origin,
        cookie: [...jar].map((pair) => pair.join("=")).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, of = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(of, value);
      if (value.length > 40) planted[`session ${Object.keys(planted).length} of ${name}`] = value;
    }
    const said = await answer.text();
    outcome(`answer to ${method} ${path.replace(/\?.*/, "")}`, said);
    return answer.headers.get("content-type")?.includes("json") ? JSON.parse(said) : said;
  };
}

/** The one answer that shows it is no leak. */
function shownOnce(name: string, link: string, where: string): string {
  const code = link.split("/").at(-1) ?? "";
  expect(code.length).toBeGreaterThan(20);
  planted[name] = code;
  outputs.delete(where);
  return code;
}

test("no password, session or link is in anything that comes out, or in clear in the database", async () => {
  const [maya, ben, nobody] = ["maya", "ben", "nobody"].map(openBrowser);
  if (!maya || !ben || !nobody) return;
  const [email, password] = ["maya@example.com", planted["password"]];
  await maya("/api/sign-in/first", "POST", { code: openCode, name: "Maya", email, password });
  await nobody("/api/auth/sign-in/email", "POST", { email, password: planted["wrong password"] });
  await maya("/api/auth/sign-in/email", "POST", { email, password });

  const invited = await maya("/api/invitations", "POST", {
    email: "ben@example.com",
    role: "viewer",
  });
  const code = shownOnce("invitation", invited.link, "answer to POST /api/invitations");
  await nobody("/api/sign-in/invitation", "POST", { code });
  await ben("/api/sign-in/invitation/accept", "POST", { code, account: { name: "Ben", password } });
  const { members } = await maya("/api/members");
  const { id: userId } = members.find((member: { name: string }) => member.name === "Ben");
  const forgot = await maya(`/api/members/${userId}/password`, "POST", {});
  const reset = shownOnce(
    "password link",
    forgot.link,
    `answer to POST /api/members/${userId}/password`,
  );
  await ben("/api/sign-in/password", "POST", { code: reset, password: planted["new password"] });

  const link = await maya("/api/connect-links", "POST", {
    user: { externalId: "u-anna", name: "Anna" },
    connector: "googlecalendar",
  });
  const token = shownOnce("connect link", link.url, "answer to POST /api/connect-links");
  await nobody(`/connect/start/${token}`);
  // A page is of whoever opened its address.
  outputs.delete(`answer to GET /connect/start/${token}`);

  const { paths } = await maya("/openapi.json");
  for (const [path, methods] of Object.entries(paths))
    if ("get" in (methods as object) && !path.includes("{") && path !== "/api/archive")
      await maya(path);
  for (const value of Object.values(planted)) {
    await maya("/api/plan", "POST", { prompt: [value], functionName: { value } });
    await nobody("/api/auth/sign-in/email", "POST", { email: value, password: value });
    await nobody("/api/sign-in/invitation", "POST", { code: `${value}x` });
  }

  const ended = once(child, "close");
  child.kill("SIGTERM");
  await ended;
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      outcome(`file ${entry.name}`, readFileSync(join(entry.parentPath, entry.name), "latin1"));
  const db = await openDatabase({ dataDir, databaseUrl });
  for (const { schema = "public", name } of await db.introspection.getTables()) {
    const { rows } = await sql<{ text: string }>`select one::text as text
      from ${sql.id(schema, name)} as one`.execute(db);
    outcome(`table ${name}`, rows.map(({ text }) => text).join("\n"));
  }
  await db.destroy();

  expect(Object.keys(planted).filter((name) => name.startsWith("session")).length).toBeGreaterThan(
    2,
  );
  expect(outputs.get("stderr")).toContain("/api/auth/sign-in/email");
  expect(outputs.get("table auth_users")).toContain("maya@example.com");
  const found = [...outputs].flatMap(([where, said]) =>
    Object.entries(planted).flatMap(([name, value]) =>
      said.includes(value) || said.includes(decodeURIComponent(value))
        ? [`${name} in ${where}`]
        : [],
    ),
  );
  expect(found).toEqual([]);
}, 120_000);
