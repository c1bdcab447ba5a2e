import { z } from "zod";

/** What an archive holds, in the order in which it is taken in: what a thing needs comes before it. */
export const archiveKinds = [
  "integration",
  "function",
  "page",
  "automation",
  "chat",
  "secret",
  "connection",
  "setting",
] as const;
export type ArchiveKind = (typeof archiveKinds)[number];

/** Something in an archive, and how it stands to what there is. */
export const archiveItemShape = z.object({
  /** Names it in a choice. */
  key: z.string(),
  kind: z.enum(archiveKinds),
  name: z.string(),
  /**
   * `by-hand`: it holds nothing that could be taken in, such as a secret without its value; it is
   * told so that a person enters it.
   */
  status: z.enum(["new", "same", "conflict", "by-hand", "unreadable"]),
  /** What it would become, or why it cannot. */
  detail: z.string(),
});
export type ArchiveItem = z.output<typeof archiveItemShape>;

export const archiveLookShape = z.object({
  /** Of the upload, which is kept for an hour. */
  id: z.string(),
  /** When it was written, and by which version. */
  createdAt: z.string(),
  version: z.string(),
  items: z.array(archiveItemShape),
});
export type ArchiveLook = z.output<typeof archiveLookShape>;

export const archiveImportBody = z.strictObject({
  /** Keys of what is taken in; nothing else is. */
  take: z.array(z.string().max(400)).max(100_000),
});

/** One line of the answer to an import. */
export const archiveProgressShape = z.object({
  key: z.string(),
  status: z.enum(["taken", "partly", "failed", "skipped"]),
  detail: z.string(),
  done: z.number(),
  of: z.number(),
});
export type ArchiveProgress = z.output<typeof archiveProgressShape>;

/** Bytes of an archive as it is sent. */
export const maxArchiveBytes = 512 * 1024 * 1024;
