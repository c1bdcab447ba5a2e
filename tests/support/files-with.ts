import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Files of a folder that have a text in them, at any depth. */
export function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file, "latin1").includes(text));
}
