import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { FunctionVersion } from "../../store/function-version.ts";
import { operationsOf } from "../rights.ts";
import { functionJsonc, isSameDescription } from "./description.ts";

/** The files that a function is kept in; an earlier release had `index.ts` and `flow.json`. */
export const entryName = "entry.ts";
export const descriptionName = "function.jsonc";

export type FileText =
  | { readonly status: "missing" }
  | { readonly status: "text"; readonly text: string }
  | { readonly status: "unreadable"; readonly reason: string };

/** What stands on disk for one function. */
export interface Pair {
  readonly entry: FileText;
  readonly description: FileText;
}

/** As much as a request may bring. */
const maxFileBytes = 1024 * 1024;

/** Reads both files of a folder. */
export function readPair(folder: string): Pair {
  return {
    entry: readText(join(folder, entryName)),
    description: readText(join(folder, descriptionName)),
  };
}

/** Reads a file as text, without its byte order mark. A link is not followed: it may lead to what is no code of the person's. */
export function readText(file: string): FileText {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(
      file,
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK, // a pipe would wait for its writer
    );
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { status: "unreadable", reason: "is no file" };
    if (stats.size > maxFileBytes)
      return { status: "unreadable", reason: `is larger than ${maxFileBytes} bytes` };
    const bytes = readFileSync(descriptor);
    return { status: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return { status: "missing" };
    if (code === "ELOOP") return { status: "unreadable", reason: "is a link" };
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      return { status: "unreadable", reason: "is no UTF-8 text" };
    return { status: "unreadable", reason: `cannot be read (${code ?? String(error)})` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The same text, whichever way its lines end. */
export function isSameText(a: string, b: string): boolean {
  return a === b || a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");
}

/**
 * Writes the files of a version where they hold another; false where somebody changed them since they
 * were `seen`. The code goes first: the description never names a version that the code has not
 * reached, so whoever finds the two apart knows what happened.
 */
export function writePair(folder: string, version: FunctionVersion, seen: Pair): boolean {
  mkdirSync(folder, { recursive: true });
  const { entry, description } = seen;
  if (entry.status !== "text" || !isSameText(entry.text, version.code)) {
    if (!replaceFile(join(folder, entryName), version.code, entry)) return false;
  }
  const text = functionJsonc({ ...version, operations: operationsOf(version) });
  if (description.status === "text" && isSameDescription(description.text, text)) return true;
  return replaceFile(join(folder, descriptionName), text, description);
}

/** Removes the files that hold what was `seen`, and the folder if nothing else is in it. */
export function removePair(folder: string, seen: Pair): void {
  if (!isDeepStrictEqual(readPair(folder), seen)) return;
  for (const name of [entryName, descriptionName]) rmSync(join(folder, name), { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // There is more in it, which is not ours.
  }
}

/** Gives a folder another name, with all that is in it; false where there is none, or the name is taken. */
export function moveFolder(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (["ENOENT", "ENOTEMPTY", "EEXIST", "EPERM"].includes(codeOf(error) ?? "")) return false;
    throw error;
  }
}

/** Names of the folders in a folder. */
export function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? [one.name] : [],
  );
}

/** Removes drafts that a process left behind when it was killed. */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder))
    if (/^(?:entry\.ts|function\.jsonc|index\.ts|flow\.json)\.\d+\.tmp$/.test(name))
      rmSync(join(folder, name), { force: true });
}

/** Readers see the old file or the new one, never half of one. */
function replaceFile(file: string, text: string, seen: FileText): boolean {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text);
  const isUntouched = isDeepStrictEqual(readText(file), seen);
  if (isUntouched) renameSync(draft, file);
  else rmSync(draft);
  return isUntouched;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
