import { lstatSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type ImportRequest, importLimits } from "../../contract/function-transfer.ts";
import { functionName } from "../../contract/function.ts";
import { PatchbayError } from "../../core/errors.ts";
import { readText } from "../disk.ts";

/** What is sent of a project: code, and what describes it. */
const wanted = /\.(?:[cm]?[jt]sx?|jsonc?)$/;

/** What is sent, and where each of its files stands here. */
export interface FilesToImport {
  readonly request: Pick<ImportRequest, "files" | "name">;
  fileAt(path: string): string;
}

/**
 * The files of a folder, or one file. Of a project of Base44's only its `base44` folder is read, and
 * links are not followed. Throws `files/unreadable`.
 */
export function filesToImport(path: string): FilesToImport {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) throw new PatchbayError("files/unreadable", `There is no file or folder ${path}.`);
  if (!found.isDirectory()) return { request: oneFile(resolve(path)), fileAt: () => path };
  const inner = join(path, "base44");
  const root = resolve(lstatSync(inner, { throwIfNoEntry: false })?.isDirectory() ? inner : path);
  const files = [...filesBelow(root)];
  if (files.length > importLimits.files)
    throw new PatchbayError(
      "files/unreadable",
      `${root} has more than ${importLimits.files} files. Name the folder of its functions.`,
    );
  const above = dirname(root);
  return {
    request: {
      files: files.map((file) => ({
        path: relative(above, file).split(sep).join("/"),
        text: readText(file) ?? "",
      })),
    },
    fileAt: (one) => relative(process.cwd(), join(above, one)),
  };
}

/** Called after its file, or after its folder where the file is called as all are. */
function oneFile(file: string): FilesToImport["request"] {
  const stem = basename(file).replace(/\.[^.]+$/, "");
  const name = stem === "entry" || stem === "index" ? basename(dirname(file)) : stem;
  const { success } = functionName.safeParse(name);
  return {
    files: [{ path: file.endsWith(".js") ? "entry.js" : "entry.ts", text: readText(file) ?? "" }],
    ...(success ? { name } : {}),
  };
}

function* filesBelow(folder: string): Generator<string> {
  for (const one of readdirSync(folder, { withFileTypes: true })) {
    if (one.name.startsWith(".") || one.name === "node_modules") continue;
    const path = join(folder, one.name);
    if (one.isDirectory()) yield* filesBelow(path);
    else if (one.isFile() && wanted.test(one.name)) yield path;
  }
}
