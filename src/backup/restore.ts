import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { type FileHandle, mkdir, mkdtemp, open, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createGunzip } from "node:zlib";
import { keyId } from "../connections/key-ring.ts";
import { parseKeys } from "../connections/vault-keys.ts";
import { PatchbayError } from "../core/errors.ts";
import { isKnownMigration } from "../store/migrate.ts";
import { refusePostgres } from "./back-up.ts";
import { type BackupContents, damaged, readHead } from "./format.ts";

interface RestoreOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly encryptionKey?: string | undefined;
}

/** The list of files is short; what has no end of line in so many bytes is none. */
const maxHeadBytes = 16 * 1024 * 1024;

/**
 * Puts a back-up into an empty data folder, whole or not at all: it is unpacked beside it, compared
 * with its checksums, and moved. Throws `backup/damaged`, `backup/not-empty`, `backup/key-needed`,
 * `data/newer`, `backup/elsewhere`.
 */
export async function restore(file: string, options: RestoreOptions): Promise<BackupContents> {
  refusePostgres(options);
  const dataDir = resolve(options.dataDir);
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new PatchbayError(
      "backup/not-empty",
      `${dataDir} is not empty. Set DATA_DIR to a new folder, or move what is there away. Nothing was changed.`,
    );
  const { contents, offset } = await readContents(file);
  refuseNewer(contents);
  refuseKeyless(contents, options.encryptionKey);
  await mkdir(dirname(dataDir), { recursive: true });
  const draft = await mkdtemp(`${dataDir}.restoring-`);
  try {
    await unpack(file, offset, contents, draft);
    if (existsSync(dataDir)) await rmdir(dataDir);
    await rename(draft, dataDir);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return contents;
}

async function readContents(file: string) {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw new PatchbayError("files/unreadable", `${file} cannot be read.`, { cause });
  });
  try {
    const line = await firstLine(handle);
    return { contents: readHead(line.toString("utf8")), offset: line.byteLength + 1 };
  } finally {
    await handle.close();
  }
}

async function firstLine(handle: FileHandle): Promise<Buffer> {
  const read: Buffer[] = [];
  for (let at = 0; at < maxHeadBytes;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, at);
    if (bytesRead === 0) break;
    const end = buffer.subarray(0, bytesRead).indexOf(10);
    read.push(buffer.subarray(0, end === -1 ? bytesRead : end));
    if (end !== -1) return Buffer.concat(read);
    at += bytesRead;
  }
  throw damaged("This is no back-up of Patchbay.");
}

function refuseNewer({ migrations, version }: BackupContents): void {
  const unknown = migrations.filter((name) => !isKnownMigration(name));
  if (unknown.length > 0)
    throw new PatchbayError(
      "data/newer",
      `This back-up was made by a newer Patchbay (${version}; it has "${unknown.join('", "')}"). Restore it with that version. Nothing was changed.`,
    );
}

/** A server goes by `ENCRYPTION_KEY` where it is set, and by the file of the back-up otherwise. */
function refuseKeyless({ hasKey, keys }: BackupContents, encryptionKey: string | undefined): void {
  const isSet = encryptionKey !== undefined && encryptionKey.trim() !== "";
  if (hasKey && !isSet) return;
  const given = isSet ? parseKeys(encryptionKey, "ENCRYPTION_KEY").map(keyId) : [];
  const missing = keys.filter((id) => !given.includes(id));
  if (missing.length === 0) return;
  const ids = missing.join(", ");
  throw new PatchbayError(
    "backup/key-needed",
    hasKey
      ? `ENCRYPTION_KEY is set, and reads nothing of this back-up, which has a key of its own (id ${ids}). Leave ENCRYPTION_KEY out, or put that key behind the one that is set, and restore again. Nothing was changed.`
      : `This back-up is without its encryption key. Set ENCRYPTION_KEY to the one with the id ${ids}, and restore again. Nothing was changed.`,
  );
}

/** Writes the files into a folder, and is sure of every byte of them. */
async function unpack(file: string, offset: number, { files }: BackupContents, folder: string) {
  const source = createReadStream(file, { start: offset });
  const plain = source.pipe(createGunzip());
  // What is wrong with it is told where it is read; nobody may be left to hear of it later.
  plain.on("error", () => {});
  // Where the file itself cannot be read, what unpacks it would wait for ever.
  source.once("error", (error) => plain.destroy(error));
  const chunks = plain[Symbol.asyncIterator]();
  let rest = Buffer.alloc(0);
  try {
    for (const { path, bytes, sha256 } of files) {
      const at = join(folder, path);
      await mkdir(dirname(at), { recursive: true, mode: 0o700 });
      const out = await open(at, "wx", 0o600);
      const hash = createHash("sha256");
      try {
        for (let left = bytes; left > 0;) {
          if (rest.byteLength === 0) rest = await next(chunks);
          const part = rest.subarray(0, left);
          await out.writeFile(part);
          hash.update(part);
          rest = rest.subarray(part.byteLength);
          left -= part.byteLength;
        }
        await out.sync();
      } finally {
        await out.close();
      }
      if (hash.digest("hex") !== sha256) throw damaged(`Its file ${path} was changed.`);
    }
    const more = await chunks.next();
    if (rest.byteLength > 0 || more.done !== true)
      throw damaged("There is more in it than it says.");
  } catch (error) {
    if (error instanceof PatchbayError) throw error;
    throw damaged("It is cut off or was changed.");
  } finally {
    source.destroy();
    plain.destroy();
  }
}

async function next(chunks: AsyncIterator<unknown>): Promise<Buffer<ArrayBuffer>> {
  const { value, done } = await chunks.next();
  if (done === true || !(value instanceof Uint8Array)) throw damaged("It is cut off.");
  return Buffer.from(value);
}
