import { z } from "zod";

/** A document's text: what stands between index 1 and the end, the last line break included. */
export const documentShape = z.object({
  title: z.string(),
  text: z.string(),
  /** Starts (UTF-16 units into `text`) of paragraphs that have a named style or a bullet. */
  styles: z.array(z.object({ start: z.number(), end: z.number(), style: z.string() })),
  revision: z.number(),
});
export type Document = z.output<typeof documentShape>;

export const docsState = z.object({ documents: z.record(z.string(), documentShape) });
export type DocsState = z.output<typeof docsState>;

export const documentType = "application/vnd.google-apps.document";

export const revisionId = ({ revision }: Document) => `ALm37BV${String(revision).padStart(8, "0")}`;
