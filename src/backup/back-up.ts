import { createReadStream, existsSync } from "node:fs";
import { mkdtemp, open, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import SQLite from "better-sqlite3";
import { createHash } from "node:crypto";
import { PatchbayError } from "../core/errors.ts";
import { openDatabase } from "../store/database.ts";
import { migrationsOf } from "../store/migrate.ts";
import { createSealedStore } from "../store/sealed.ts";
import { type BackupContents, backupFormat, headOf } from "./format.ts";

const database = "patchbay.sqlite";
const keyFile = "encryption-key";
/** Of a running server, of an upload, and what the database keeps beside itself. */
const left = /^(?:server\.json|imports\/.*|patchbay\.sqlite.*|backup-.*|encryption-key\..*)$/;
/** All at once: with less, SQLite begins again whenever another process has written. */
const allPages = 0x7fffffff;

interface BackUpOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly encryptionKey?: string | undefined;
  readonly withoutKey: boolean;
  /** Of Patchbay itself. */
  readonly version: string;
  readonly now: Date;
  /** Once it is sure that there is something, before it is copied. */
  readonly begin: () => Promise<void>;
}

/**
 * Everything of the data folder in one file that only its owner may read, as it is at one moment, also
 * while a server writes: SQLite copies its database in one read transaction
 * (https://sqlite.org/backup.html). Throws `backup/elsewhere`, `backup/nothing`, `files/exists`.
 */
export async function backUp(file: string, options: BackUpOptions): Promise<BackupContents> {
  const { dataDir } = options;
  refusePostgres(options);
  if (!existsSync(join(dataDir, database)))
    throw new PatchbayError(
      "backup/nothing",
      `There is no Patchbay in ${dataDir}. Set DATA_DIR to its data folder.`,
    );
  if (existsSync(file))
    throw new PatchbayError("files/exists", `${file} is there already; name another file.`);
  await options.begin();
  const draft = await mkdtemp(join(dataDir, "backup-"));
  try {
    const copies = await copyAll(draft, options);
    const files = await Promise.all(
      copies.map(async ({ path, at }) => ({ path, ...(await measure(at)) })),
    );
    const contents: BackupContents = {
      patchbay: "backup",
      format: backupFormat,
      version: options.version,
      createdAt: options.now.toISOString(),
      hasKey: files.some(({ path }) => path === keyFile),
      files,
      ...(await describe(dataDir)),
    };
    await write(file, contents, copies);
    return contents;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Throws `backup/elsewhere`. */
export function refusePostgres({ databaseUrl }: { readonly databaseUrl?: string | undefined }) {
  if (databaseUrl === undefined) return;
  throw new PatchbayError(
    "backup/elsewhere",
    "The data is in Postgres: back it up with pg_dump and restore it with pg_restore, and keep the encryption key (ENCRYPTION_KEY, or encryption-key in the data folder) beside it.",
  );
}

interface Copy {
  /** In the data folder. */
  readonly path: string;
  /** Where the copy is. */
  readonly at: string;
}

async function copyAll(draft: string, { dataDir, withoutKey, encryptionKey }: BackUpOptions) {
  const isKeyHere = encryptionKey === undefined && !withoutKey;
  // A rotation may begin or end meanwhile: what either moment needs is taken.
  const before = isKeyHere ? await readKeys(dataDir) : [];
  const source = new SQLite(join(dataDir, database), { readonly: true });
  const copy = { path: database, at: join(draft, database) };
  try {
    await source.backup(copy.at, { progress: () => allPages });
  } finally {
    source.close();
  }
  const copies: Copy[] = [copy];
  if (isKeyHere) {
    const keys = [...new Set([...(await readKeys(dataDir)), ...before])];
    const at = join(draft, keyFile);
    await writeFile(at, `${keys.join(",")}\n`, { mode: 0o600 });
    copies.push({ path: keyFile, at });
  }
  for (const path of await filesIn(dataDir)) {
    if (path === keyFile || left.test(path)) continue;
    const at = join(draft, `file-${copies.length}`);
    const bytes = await readFile(join(dataDir, path)).catch(() => undefined);
    // One that goes meanwhile is not part of it.
    if (!bytes) continue;
    await writeFile(at, bytes, { mode: 0o600 });
    copies.push({ path, at });
  }
  return copies;
}

async function readKeys(dataDir: string): Promise<readonly string[]> {
  const text = await readFile(join(dataDir, keyFile), "utf8").catch(() => "");
  return text.split(",").flatMap((key) => key.trim() || []);
}

/** Paths of all plain files, with `/` in them; links lead out of the folder and are left. */
async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .toSorted();
}

async function measure(file: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return { bytes: (await stat(file)).size, sha256: hash.digest("hex") };
}

/** Which keys and which version of the tables are needed. */
async function describe(dataDir: string): Promise<Pick<BackupContents, "keys" | "migrations">> {
  const db = await openDatabase({ dataDir });
  try {
    const counts = await createSealedStore(db).count();
    return { keys: [...counts.keys()].toSorted(), migrations: [...(await migrationsOf(db))] };
  } finally {
    await db.destroy();
  }
}

async function write(file: string, contents: BackupContents, copies: readonly Copy[]) {
  const out = await open(file, "wx", 0o600);
  try {
    await out.writeFile(headOf(contents));
    const packed = Readable.from(bytesOf(copies)).pipe(createGzip({ level: 6 }));
    for await (const chunk of packed) await out.writeFile(chunk);
    await out.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await out.close();
  }
}

async function* bytesOf(copies: readonly Copy[]): AsyncGenerator<Uint8Array> {
  for (const { at } of copies) yield* createReadStream(at);
}
