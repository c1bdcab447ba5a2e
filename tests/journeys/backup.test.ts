import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { backUp } from "../../src/backup/back-up.ts";
import { damaged, digest, headOf, readHead } from "../../src/backup/format.ts";
import { restore } from "../../src/backup/restore.ts";
import { openCommandLine } from "../support/command-line.ts";
import { openChat, settled } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, onSqlite, startServer } from "../support/server.ts";

let folder: string;
let dataDir: string;
let server: TestServer;
let count = 0;
const place = (name = "") => join(folder, `${name}${(count += 1)}`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  dataDir = join(folder, "data");
  mkdirSync(dataDir);
  server = await startServer(onSqlite, dataDir);
  const chat = openChat(server, "backup");
  await chat.sendMessage({ text: "Send a Slack message to #general when this function runs" });
  await settled(chat);
  await connectAll(server, chat);
  await server.json("/api/secrets/ACME", "PUT", { value: "a-value", hosts: ["api.acme.test"] });
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const options = (more: { withoutKey?: boolean } = {}) => ({
  dataDir,
  withoutKey: false,
  version: "1.0.0",
  now: new Date(),
  begin: async () => {},
  ...more,
});
const refused = (code: string) => expect.objectContaining({ code });

test("one that is made under writes is whole, and starts as what it was", async () => {
  const stop = new AbortController();
  let written = 0;
  const writing = (async () => {
    while (!stop.signal.aborted) {
      const { status } = await server.json("/functions/postToGeneral", "POST", { text: "On" });
      expect(status).toBe(200);
      written += 1;
    }
  })();
  await expect.poll(() => written, { timeout: 20_000 }).toBeGreaterThan(1);
  const file = place("file");
  await backUp(file, options());
  const during = written;
  stop.abort();
  await writing;
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const to = place("restored");
  await restore(file, { dataDir: to });
  expect(statSync(join(to, "encryption-key")).mode & 0o777).toBe(0o600);
  expect(statSync(to).mode & 0o777).toBe(0o700);
  const again = await startServer(onSqlite, to);
  try {
    expect(again.server.apiKey).toBe(server.server.apiKey);
    const of = async (one: TestServer, path: string) => (await one.json(path)).body;
    for (const path of ["/api/functions", "/api/secrets", "/api/pages", "/api/chats"])
      expect(await of(again, path)).toEqual(await of(server, path));
    const runs = (await of(again, "/api/runs?limit=100")).runs;
    expect(runs.length).toBeGreaterThan(1);
    expect(runs.length).toBeLessThanOrEqual(during + 1);
    // The tokens are there and can be read: the function still reaches Slack's stand-in.
    const called = await again.json("/functions/postToGeneral", "POST", { text: "Restored" });
    expect(called.status).toBe(200);
    expect((await of(again, "/api/audit/verify")).status).toBe("whole");
  } finally {
    await again.close();
  }
}, 60_000);

test("what else lies in the folder comes back, whatever it is called", async () => {
  const name = "Notes of März (1) @home.txt";
  writeFileSync(join(dataDir, name), "kept");
  const file = place("file");
  await backUp(file, options());
  rmSync(join(dataDir, name));
  const to = place("restored");
  await restore(file, { dataDir: to });
  expect(readFileSync(join(to, name), "utf8")).toBe("kept");
});

test("with its key it goes under no other", async () => {
  const file = place("file");
  await backUp(file, options());
  const to = place("restored");
  const other = Buffer.alloc(32, "other").toString("base64");
  await expect(restore(file, { dataDir: to, encryptionKey: other })).rejects.toEqual(
    refused("backup/key-needed"),
  );
  const own = readFileSync(join(dataDir, "encryption-key"), "utf8").trim();
  await restore(file, { dataDir: to, encryptionKey: `${other},${own}` });
});

test("without the key it wants exactly that key", async () => {
  const file = place("file");
  const { hasKey, keys } = await backUp(file, options({ withoutKey: true }));
  expect(hasKey).toBe(false);
  const key = readFileSync(join(dataDir, "encryption-key"), "utf8").trim();
  expect(readFileSync(file).includes(key)).toBe(false);
  await expect(restore(file, { dataDir: place() })).rejects.toThrow(keys[0]);
  const other = Buffer.alloc(32, 1).toString("base64");
  await expect(restore(file, { dataDir: place(), encryptionKey: other })).rejects.toEqual(
    refused("backup/key-needed"),
  );
  const to = place();
  await restore(file, { dataDir: to, encryptionKey: key });
  const again = await startServer({ ...onSqlite, ENCRYPTION_KEY: key }, to);
  const called = await again.json("/functions/postToGeneral", "POST", { text: "With the key" });
  await again.close();
  expect(called.status).toBe(200);
});

describe("refused", () => {
  let file: string;
  beforeAll(async () => {
    file = place("file");
    await backUp(file, options());
  });
  /** The back-up with something done to its bytes. */
  const changed = (change: (bytes: Buffer) => Buffer): string => {
    const copy = place("copy");
    writeFileSync(copy, change(readFileSync(file)));
    return copy;
  };
  const bodyAt = (bytes: Buffer) => bytes.indexOf(10) + 1;
  const flip = (bytes: Buffer, at: number) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  };

  test.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.byteLength - 100)],
    ["cut off in its list", (bytes: Buffer) => bytes.subarray(0, 40)],
    ["changed in the middle", (bytes: Buffer) => flip(bytes, Math.floor(bytes.byteLength / 2))],
    ["changed in its list", (bytes: Buffer) => flip(bytes, bytes.indexOf("createdAt") + 15)],
    ["changed at its beginning", (bytes: Buffer) => flip(bytes, bodyAt(bytes) + 20)],
    ["empty", () => Buffer.alloc(0)],
    ["something else", () => Buffer.from("PK\u0003\u0004 a zip\n with lines\n")],
  ])("a back-up that is %s", async (_, change) => {
    const to = place();
    await expect(restore(changed(change), { dataDir: to })).rejects.toEqual(
      refused("backup/damaged"),
    );
    expect(() => statSync(to)).toThrow("ENOENT");
  });

  test("one with more in it than it says", async () => {
    const copy = changed((bytes) => bytes);
    appendFileSync(copy, "more");
    await expect(restore(copy, { dataDir: place() })).rejects.toEqual(refused("backup/damaged"));
  });

  test.each(["../outside", "/etc/passwd", "a/../../b", "a//b", "."])(
    "one whose list leads out of the folder: %s",
    (path) => {
      const head = readHead(
        readFileSync(file)
          .subarray(0, bodyAt(readFileSync(file)) - 1)
          .toString(),
      );
      const forged = { ...head, files: [{ path, bytes: 0, sha256: digest("") }] };
      expect(() => readHead(headOf(forged))).toThrow(damaged("Its list of files was changed."));
    },
  );

  test("one of a newer version", async () => {
    const newer = (change: object) =>
      changed((bytes) => {
        const head = readHead(bytes.subarray(0, bodyAt(bytes) - 1).toString());
        return Buffer.concat([
          Buffer.from(headOf({ ...head, ...change })),
          bytes.subarray(bodyAt(bytes)),
        ]);
      });
    for (const change of [{ format: 2 }, { migrations: ["0001-start", "9999-tomorrow"] }])
      await expect(restore(newer(change), { dataDir: place() })).rejects.toEqual(
        refused("data/newer"),
      );
  });

  test("a folder that is not empty, and a file that is there", async () => {
    await expect(restore(file, { dataDir })).rejects.toEqual(refused("backup/not-empty"));
    await expect(backUp(file, options())).rejects.toEqual(refused("files/exists"));
    await expect(backUp(place(), { ...options(), dataDir: place() })).rejects.toEqual(
      refused("backup/nothing"),
    );
  });

  test("data that is in Postgres, with the way that there is", async () => {
    const databaseUrl = "postgres://somewhere/patchbay";
    await expect(backUp(place(), { ...options(), databaseUrl })).rejects.toThrow("pg_dump");
    await expect(restore(file, { dataDir: place(), databaseUrl })).rejects.toThrow("pg_restore");
  });
});

test("the commands", async () => {
  const line = openCommandLine();
  try {
    const file = place("file");
    expect(await line.run(["backup", file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("There is no Patchbay in"),
    });
    await line.run(["secrets", "set", "ACME", "--host", "api.acme.test"], "a-value");
    const made = await line.run(["backup", file]);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining("files (") });
    expect(made.stderr).toContain("Keep it as you keep the data folder");
    expect(await line.run(["restore", file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("is not empty"),
    });
    rmSync(line.dataDir, { recursive: true });
    mkdirSync(line.dataDir);
    const back = await line.run(["restore", file]);
    expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining("is as it was at") });
    const { stdout } = await line.run(["audit", "list"]);
    expect(stdout).toMatch(/backup\.restored[\s\S]*backup\.made[\s\S]*secret\.changed/);
    expect((await line.run(["audit", "verify"])).stdout).toContain("are as they were written");
    expect((await line.run(["keys"])).stdout).toMatch(/^\S{8} {2}1 stored value {2}encrypts/);
  } finally {
    await line.close();
  }
}, 60_000);
