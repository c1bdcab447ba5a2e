import { createHash } from "node:crypto";
import { sep } from "node:path";
import { z } from "zod";
import { PatchbayError } from "../core/errors.ts";

/** What this Patchbay writes; a higher one is of a newer version. */
export const backupFormat = 1;

/** A path inside the data folder, and in no way out of it: whatever lies there is called as it likes. */
const safePath = z
  .string()
  .refine((path) =>
    path
      .split("/")
      .every(
        (part) => !["", ".", ".."].includes(part) && !part.includes(sep) && !part.includes("\0"),
      ),
  );
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const contents = z.object({
  patchbay: z.literal("backup"),
  format: z.number().int(),
  /** Of the Patchbay that wrote it. */
  version: z.string(),
  createdAt: z.string(),
  /** Whether the encryption key is in it. */
  hasKey: z.boolean(),
  /** Ids of the keys that what is encrypted needs. */
  keys: z.array(z.string()),
  /** That the database went through. */
  migrations: z.array(z.string()),
  files: z.array(z.object({ path: safePath, bytes: z.number().int().min(0), sha256 })),
});
export type BackupContents = z.output<typeof contents>;

/** The first line of a back-up; the bytes of its files follow as one gzip, in that order. */
export function headOf(backup: BackupContents): string {
  const text = JSON.stringify(backup);
  return `${JSON.stringify({ checksum: digest(text), backup })}\n`;
}

/** Throws `backup/damaged` and `data/newer`. */
export function readHead(line: string): BackupContents {
  const head = z.object({ checksum: sha256, backup: z.unknown() }).safeParse(parse(line));
  if (!head.success) throw damaged("This is no back-up of Patchbay.");
  const { format } = z.looseObject({ format: z.number() }).parse(head.data.backup ?? { format: 0 });
  if (format > backupFormat)
    throw new PatchbayError(
      "data/newer",
      "This back-up was made by a newer Patchbay. Restore it with that version. Nothing was changed.",
    );
  const read = contents.safeParse(head.data.backup);
  if (!read.success || digest(JSON.stringify(head.data.backup)) !== head.data.checksum)
    throw damaged("Its list of files was changed.");
  return read.data;
}

export function damaged(what: string): PatchbayError {
  return new PatchbayError(
    "backup/damaged",
    `${what} Take another copy of the back-up. Nothing was changed.`,
  );
}

export function digest(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
