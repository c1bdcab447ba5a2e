import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { openFunctions } from "./ground.ts";

const writer = fileURLToPath(new URL("writer.ts", import.meta.url));

test("of several processes that save at once none loses a version", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "patchbay-"));
  const [writers, saves] = [4, 50];
  const outputs = await Promise.all(
    Array.from({ length: writers }, (_, own) =>
      promisify(execFile)(process.execPath, [writer, dataDir, String(saves), String(own)]),
    ),
  );
  const said = outputs.map(
    ({ stdout }): { late: number; saved: { name: string; version: number; etag: string }[] } =>
      JSON.parse(stdout),
  );
  expect(said.reduce((sum, { late }) => sum + late, 0)).toBeGreaterThan(0);

  const { functions, store, close } = await openFunctions(dataDir);
  const kept = (
    await Promise.all((await functions.list()).map(({ name }) => store.versions(name)))
  ).flat();
  const key = ({ name, version, etag }: { name: string; version: number; etag: string }) =>
    `${name} ${version} ${etag}`;
  expect(kept.length).toBe(writers * saves);
  expect(said.flatMap(({ saved }) => saved.map(key)).toSorted()).toEqual(kept.map(key).toSorted());
  for (const { name, version, code } of await functions.list()) {
    expect(kept.filter((one) => one.name === name).length).toBe(version);
    expect(readFileSync(join(dataDir, "functions", name, "entry.ts"), "utf8")).toBe(code);
  }
  await (await functions.files.watch()).close();
  expect((await functions.list()).reduce((sum, { version }) => sum + version, 0)).toBe(200);
  await close();
  rmSync(dataDir, { recursive: true });
});
