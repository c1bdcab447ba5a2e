import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getAuthTables } from "better-auth/db";
import { expect, test } from "vitest";
import { openTestDatabase } from "../store/ground.ts";
import { createAuth } from "./auth.ts";

test("the tables have the columns that better-auth reads and writes, under the names that it is given", async () => {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-"));
  const db = await openTestDatabase(folder);
  try {
    const { options } = createAuth({
      db,
      secret: "x".repeat(43),
      origins: ["https://patchbay.example"],
      log: { write: () => {} },
    });
    const there = new Map(
      (await db.introspection.getTables()).map(({ name, columns }) => [
        name,
        columns.map((column) => column.name),
      ]),
    );
    for (const { modelName, fields } of Object.values(getAuthTables(options))) {
      const wanted = Object.entries(fields).map(([name, field]) => field.fieldName ?? name);
      expect(there.get(modelName)).toEqual(expect.arrayContaining(["id", ...wanted]));
    }
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
});
