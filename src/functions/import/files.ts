import { PatchbayError } from "../../core/errors.ts";
import { type TransferFile, importLimits } from "../../contract/function-transfer.ts";

/** The text of each file by its path, which is relative, with slashes, and leads nowhere else. */
export type Files = ReadonlyMap<string, string>;

/** Throws `import/invalid` for a path that is none, for one that is there twice, and for too much. */
export function readFiles(given: readonly TransferFile[]): Files {
  const files = new Map<string, string>();
  const seen = new Map<string, string>();
  let bytes = 0;
  for (const { path, text } of given) {
    const wrong = wrongWith(path);
    if (wrong !== undefined)
      throw invalid(`"${path}" is no path of a file in a folder: it ${wrong}.`, path);
    // Some systems cannot keep two such files apart.
    const same = path.normalize("NFC").toLowerCase();
    const twin = seen.get(same);
    if (twin !== undefined)
      throw invalid(`"${path}" is there twice${twin === path ? "" : `, as "${twin}" too`}.`, path);
    bytes += Buffer.byteLength(text);
    if (bytes > importLimits.bytes)
      throw invalid(
        `The files are larger than ${importLimits.bytes / 1024 / 1024} MB together. Leave out what is no function.`,
        path,
      );
    seen.set(same, path);
    files.set(path, text);
  }
  return files;
}

function wrongWith(path: string): string | undefined {
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "is absolute";
  if (path.includes("\\")) return "has a backslash";
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(path)) return "has characters that nobody sees";
  const segments = path.split("/");
  if (segments.includes("..")) return "leads out of the folder";
  return segments.some((one) => one === "" || one === ".") ? "has an empty part" : undefined;
}

export function invalid(message: string, where: string): PatchbayError {
  return new PatchbayError("import/invalid", message, { where });
}
