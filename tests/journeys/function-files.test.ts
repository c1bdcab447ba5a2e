import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openChat, settled, writtenName } from "../support/chat.ts";
import { connectAll } from "../support/consent.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** A function edited in an editor of the person's own, beside the chat and the API. */
let server: TestServer;
let name = "";
let file = "";

beforeAll(async () => {
  server = await startServer();
  await server.server.watchFiles();
  const chat = openChat(server, "files");
  await chat.sendMessage({ text: "Send a Slack message to #general when this function runs" });
  await settled(chat);
  await connectAll(server, chat);
  name = writtenName(chat);
  file = join(server.dataDir, "functions", name, "entry.ts");
});
afterAll(() => server.close());

const current = async () => (await server.json(`/api/functions/${name}`)).body;
const until = (expected: object) =>
  vi.waitFor(async () => expect(await current()).toMatchObject(expected), {
    timeout: 20_000,
    interval: 50,
  });

test("a save is a version that runs, with the permissions that it takes", async () => {
  const code = readFileSync(file, "utf8").replace('"#general"', '"#random"');
  writeFileSync(file, code);
  await until({ version: 2, origin: "hand", madeBy: { what: "hand", via: "file" }, code });
  const run = await server.json(`/api/functions/${name}/run`, "POST", { input: { text: "Hi" } });
  expect(run.body).toMatchObject({ status: "succeeded", version: 2 });
});

test("a save that does not pass is shown, and given up by who wants the version", async () => {
  const good = readFileSync(file, "utf8");
  const broken = `${good}\nconst count: number = "many";\n`;
  writeFileSync(file, broken);
  await until({
    version: 2,
    code: good,
    file: {
      status: "broken",
      name: "entry.ts",
      code: broken,
      problems: expect.arrayContaining([
        expect.objectContaining({
          check: "types",
          severity: "error",
          line: good.split("\n").length + 1,
          column: 7,
        }),
      ]),
    },
  });
  const given = await server.json(`/api/functions/${name}/file`, "DELETE");
  expect(given).toMatchObject({ status: 200, body: { version: 2 } });
  expect(given.body.file).toBeUndefined();
  expect(readFileSync(file, "utf8")).toBe(good);
});

test("a prompt goes on from what was edited, and a folder of nothing stays nothing", async () => {
  writeFileSync(file, `${readFileSync(file, "utf8")}\n// Mine\n`);
  await until({ version: 3 });
  mkdirSync(join(server.dataDir, "functions", "mine"));
  writeFileSync(join(server.dataDir, "functions", "mine", "entry.ts"), "export default {};\n");
  const restored = await server.json(`/api/functions/${name}/restore`, "POST", { version: 1 });
  expect(readFileSync(file, "utf8")).toBe(restored.body.code);
  expect((await server.json("/api/functions/mine")).status).toBe(404);
});
