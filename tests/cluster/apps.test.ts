import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { testPlace } from "../../src/store/ground.ts";
import { type TestServer, startServer } from "../support/server.ts";

/** Two servers on one Postgres: an app that one of them makes, deletes or brings back is the other's, too. */
let one: TestServer;
let other: TestServer;
let databaseUrl = "";
const folders = Array.from({ length: 3 }, () => mkdtempSync(join(tmpdir(), "patchbay-")));
const [place = "", mine = "", theirs = ""] = folders;

beforeAll(async () => {
  ({ databaseUrl = "" } = await testPlace(place, "postgres"));
  const ENCRYPTION_KEY = Buffer.alloc(32, "key").toString("base64");
  const start = (folder: string) =>
    startServer({ DATABASE_URL: databaseUrl, ENCRYPTION_KEY }, folder);
  one = await start(mine);
  other = await start(theirs);
}, 120_000);
afterAll(async () => {
  await Promise.all([one?.close(), other?.close()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000 });

test("the other server follows without being asked for the app", async () => {
  expect((await one.json("/api/apps", "POST", { name: "Sales" })).status).toBe(200);
  const db = await openDatabase({ dataDir: place, databaseUrl });
  const { id } = await db
    .selectFrom("apps")
    .select("id")
    .where("slug", "=", "sales")
    .executeTakeFirstOrThrow();
  await db.destroy();
  /** An app that is open writes what others save into its own folder. */
  const fileAtOther = (name: string) =>
    join(other.dataDir, "apps", id, "functions", name, "entry.ts");
  let saved = 0;
  async function follows(): Promise<void> {
    // Again until it is open there: what was saved before that is not told to it.
    await eventually(async () => {
      saved += 1;
      const name = `saved${saved}`;
      const code = "export default { fetch: () => Response.json({}) };\n";
      await one.json(`/apps/sales/api/functions/${name}`, "PUT", { code });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(existsSync(fileAtOther(name))).toBe(true);
    });
  }
  await follows();
  await one.json("/api/apps/sales", "DELETE");
  expect((await other.json("/apps/sales/api/functions")).status).toBe(404);
  await one.json("/api/apps/sales/restore", "POST");
  await follows();
}, 90_000);
