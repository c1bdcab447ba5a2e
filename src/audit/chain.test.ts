import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLog } from "../core/log.ts";
import { createAuditStore } from "../store/audit.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { dialects, dropTestDatabase, testPlace } from "../store/ground.ts";
import { createAudit } from "./audit.ts";

/** As many processes, each with connections of its own. */
const processes = 4;
const each = 15;

describe.each(dialects)("several processes on %s that append at once", (dialect) => {
  let folder: string;
  let databases: Database[];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "patchbay-"));
    const place = await testPlace(folder, dialect);
    databases = [];
    for (let opened = 0; opened < processes; opened += 1) databases.push(await openDatabase(place));
  }, 120_000);
  afterAll(async () => {
    for (const db of databases) await db.destroy();
    rmSync(folder, { recursive: true, force: true });
    await dropTestDatabase(folder);
  });

  test("leave one chain, with all that they wrote", async () => {
    const clock = { now: () => Date.now() };
    const appId = "app_default";
    const audits = databases.map((db) =>
      createAudit({ store: createAuditStore(db, appId, clock), appId, clock, log: silentLog }),
    );
    const subjects = audits.flatMap((_, at) =>
      Array.from({ length: each }, (__, index) => `S${at}-${index}`),
    );
    await Promise.all(
      subjects.map((subject, index) =>
        audits[index % processes]?.record({
          act: "secret.changed",
          caller: { principal: "server" },
          subject,
        }),
      ),
    );
    const [first] = audits;
    expect(await first?.verify()).toMatchObject({ status: "whole", entries: processes * each });
    const written = (await first?.list({ limit: 200 }))?.entries.map(({ subject }) => subject);
    expect(written?.toSorted()).toEqual(subjects.toSorted());
  }, 60_000);
});
