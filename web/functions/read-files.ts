import type { ImportRequest } from "../../src/contract/function-transfer.ts";
import type { NamedText } from "../data/tar.ts";

/** A file with its place, before it is read. */
interface PlacedFile {
  readonly path: string;
  readonly file: File;
}

/** What functions and their settings are written in; the rest of a project is left alone. */
const wanted = /\.(?:ts|mts|js|mjs|json|jsonc)$/;
/** Installed, or hidden as secrets and a repository's own files are. */
const skipped = /(?:^|\/)(?:node_modules\/|\.)/;

/** The files of a choice that an import could use, as text. */
export async function readFiles(files: readonly PlacedFile[]): Promise<readonly NamedText[]> {
  const used = files.filter(({ path }) => wanted.test(path) && !skipped.test(path));
  return Promise.all(used.map(async ({ path, file }) => ({ path, text: await file.text() })));
}

/** What an import is asked with; a single file is the function that it is called after. */
export function importOf(files: readonly NamedText[], dryRun: boolean): ImportRequest {
  const [only, ...more] = files;
  const [, name, ending] = /^([^/]+)\.(ts|js)$/.exec(only?.path ?? "") ?? [];
  if (!only || more.length > 0 || name === undefined || name === "entry")
    return { files: [...files], dryRun };
  return { files: [{ path: `entry.${ending}`, text: only.text }], name, dryRun };
}

/** Files that were chosen, singly or as a folder. */
export function chosenFiles(list: FileList): readonly PlacedFile[] {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files and folders that were dropped. To be called within the event: its items are gone afterwards. */
export async function droppedFiles(items: DataTransferItemList): Promise<readonly PlacedFile[]> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry());
  return (await Promise.all(entries.map((entry) => (entry ? filesIn(entry) : [])))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<readonly PlacedFile[]> {
  if (skipped.test(`${entry.fullPath}/`)) return [];
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  if (!isDirectory(entry)) return [];
  const entries = await entriesOf(entry.createReader());
  return (await Promise.all(entries.map(filesIn))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry =>
  entry.isDirectory;

/** A reader gives its entries in portions, and an empty one at the end. */
async function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
    reader.readEntries(resolve, reject),
  );
  return entries.length === 0 ? [] : [...entries, ...(await entriesOf(reader))];
}
