import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { TestServer } from "./server.ts";

/** All that the stand-ins of a server hold, byte for byte, by their files. */
export function standInsOf({ dataDir }: TestServer): Readonly<Record<string, string>> {
  const folder = join(dataDir, "sandbox");
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
