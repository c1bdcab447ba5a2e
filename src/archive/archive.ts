import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type ArchiveLook, type ArchiveProgress, maxArchiveBytes } from "../contract/archive.ts";
import type { MadeBy } from "../contract/function.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { createId } from "../core/ids.ts";
import { type ArchivePartStore, partBytes } from "../store/archive-parts.ts";
import { type ArchiveExportDeps, exportLines } from "./export.ts";
import { type ArchiveImportDeps, lookAt, takeIn } from "./import.ts";
import { pack } from "./lines.ts";

interface ArchiveDeps extends ArchiveExportDeps, ArchiveImportDeps {
  readonly functions: ArchiveImportDeps["functions"];
  readonly pages: ArchiveImportDeps["pages"];
  readonly automations: ArchiveImportDeps["automations"];
  readonly chats: ArchiveImportDeps["chats"];
  readonly connections: ArchiveExportDeps["connections"];
  readonly dataDir: string;
  /** Where another process may be the one that takes an archive in; absent for one that is alone. */
  readonly parts: ArchivePartStore | undefined;
  readonly clock: Clock;
}

/** How long an upload waits for a choice. */
const keptMs = 60 * 60_000;

/** Everything of the app out of Patchbay as one file, and such a file into it. */
export function createArchive(deps: ArchiveDeps) {
  const folder = join(deps.dataDir, "imports");
  const uploads = new Map<string, { readonly file: string; readonly until: number }>();

  async function drop(id: string): Promise<void> {
    const upload = uploads.get(id);
    uploads.delete(id);
    await deps.parts?.remove(id);
    if (upload) await rm(upload.file, { force: true });
  }

  /** Lets other processes have it. */
  async function share(id: string, file: string): Promise<void> {
    if (!deps.parts) return;
    await deps.parts.sweep();
    let position = 0;
    for await (const bytes of createReadStream(file, { highWaterMark: partBytes }))
      await deps.parts.add(id, position++, bytes, deps.clock.now() + keptMs);
  }

  /** From the process that has it; undefined where none does. */
  async function fetched(id: string): Promise<string | undefined> {
    const first = await deps.parts?.part(id, 0);
    if (!deps.parts || !first) return undefined;
    const { parts } = deps;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${createId("import", deps.clock.now())}.gz`);
    uploads.set(id, { file, until: deps.clock.now() + keptMs });
    async function* all(): AsyncGenerator<Uint8Array> {
      for (let [part, position] = [first, 1]; part; position += 1) {
        yield part;
        part = await parts.part(id, position);
      }
    }
    await pipeline(Readable.from(all()), createWriteStream(file, { flags: "wx", mode: 0o600 }));
    return file;
  }

  /** Throws `archive/not-found`. */
  async function find(id: string): Promise<string> {
    const upload = uploads.get(id);
    const file = upload && upload.until > deps.clock.now() ? upload.file : await fetched(id);
    if (file !== undefined) return file;
    throw new PatchbayError(
      "archive/not-found",
      "This upload is over: it is kept for an hour, and until the server stops. Choose the file again.",
    );
  }

  return {
    /** As bytes to send; ends where nobody reads on. */
    write: (): ReadableStream<Uint8Array> => pack(exportLines(deps)),
    /** Keeps an archive, and says how it stands to what there is. Throws `archive/invalid`, `request/too-large`. */
    async look(body: ReadableStream<Uint8Array>): Promise<ArchiveLook> {
      for (const [id, { until }] of uploads) if (until <= deps.clock.now()) await drop(id);
      const id = createId("import", deps.clock.now());
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${id}.gz`);
      uploads.set(id, { file, until: deps.clock.now() + keptMs });
      try {
        await pipeline(
          Readable.from(limited(body)),
          createWriteStream(file, { flags: "wx", mode: 0o600 }),
        );
        const look = await lookAt(deps, file);
        await share(id, file);
        return { id, ...look };
      } catch (error) {
        await drop(id);
        throw error;
      }
    },
    /** Takes in what was chosen of an upload, which is gone then. Throws `archive/not-found`. */
    async *take(
      id: string,
      how: {
        readonly take: readonly string[];
        readonly via: MadeBy["via"];
        readonly signal: AbortSignal;
      },
    ): AsyncGenerator<ArchiveProgress> {
      const file = await find(id);
      try {
        yield* takeIn(deps, file, { ...how, take: new Set(how.take) });
      } finally {
        await drop(id);
      }
    },
    find,
    drop,
    /** What an earlier process left. */
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

export type Archive = ReturnType<typeof createArchive>;

async function* limited(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxArchiveBytes)
      throw new PatchbayError(
        "request/too-large",
        `An archive may have ${maxArchiveBytes / 1024 ** 2} MB at most.`,
      );
    yield chunk;
  }
}
