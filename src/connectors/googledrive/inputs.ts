import { z } from "zod";

export const fileId = z.string().min(1).describe("File, by name or id");

/** What the helpers ask Drive to answer of a file: without a mask it answers four members. */
export const fileDetails = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  mimeType: z.string().nullish(),
  webViewLink: z.string().nullish(),
  modifiedTime: z.string().nullish(),
  /** Bytes, as text; Google's own documents and folders have none. */
  size: z.string().nullish(),
});

/**
 * What makes a file: `drive.file` reaches it from then on.
 * https://developers.google.com/workspace/drive/api/guides/api-specific-auth
 */
export const creators = [
  "googledrive.files.create",
  "googledrive.files.copy",
  "googledocs.documents.create",
  "googlesheets.spreadsheets.create",
  "googleslides.presentations.create",
  "googleforms.forms.create",
];
