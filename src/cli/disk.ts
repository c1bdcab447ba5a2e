import { lstatSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { PatchbayError } from "../core/errors.ts";

/** The address of a file in a folder. Throws `files/outside` where a path leads out of it. */
export function inside(folder: string, path: string): string {
  const [root, file] = [resolve(folder), resolve(folder, path)];
  if (file.startsWith(root.endsWith(sep) ? root : root + sep)) return file;
  throw outside(folder, path);
}

/** Writes a file into a folder, and never through a link to somewhere else. */
export function writeInside(folder: string, path: string, text: string): void {
  const file = inside(folder, path);
  const top = resolve(folder);
  for (let place = file; place !== top; place = dirname(place))
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) throw outside(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The text of a file, or undefined where there is none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new PatchbayError("files/unreadable", `${file} cannot be read.`, { cause: error });
  }
}

function outside(folder: string, path: string): PatchbayError {
  return new PatchbayError(
    "files/outside",
    `"${path}" leads out of ${folder}; nothing is written there.`,
  );
}
