import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tarOf } from "./tar.ts";

test("the system's own tar takes it apart, byte for byte", async () => {
  const files = [
    { path: "entry.ts", text: "export default () => new Response('ü 🚀');\n" },
    { path: "base44/functions/a/function.jsonc", text: "{}".padEnd(512, " ") },
    { path: "empty", text: "" },
  ];
  const archive = await tarOf(files, new Date(1_700_000_000_000)).bytes();
  const folder = mkdtempSync(join(tmpdir(), "patchbay-tar-"));
  try {
    execFileSync("tar", ["-xf", "-", "-C", folder], { input: archive });
    for (const { path, text } of files) expect(readFileSync(join(folder, path), "utf8")).toBe(text);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
