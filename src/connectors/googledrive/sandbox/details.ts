import { z } from "zod";
import type { DriveFile } from "../../google/sandbox/ground/files.ts";

/** Members of a File that may be written: https://developers.google.com/workspace/drive/api/reference/rest/v3/files */
export const details = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  mimeType: z.string().optional(),
  description: z.string().optional(),
  parents: z.array(z.string()).optional(),
  starred: z.boolean().optional(),
  trashed: z.boolean().optional(),
  appProperties: z.record(z.string(), z.string()).optional(),
  createdTime: z.iso.datetime({ offset: true }).optional(),
  modifiedTime: z.iso.datetime({ offset: true }).optional(),
});
export type Details = z.output<typeof details>;

/** Takes over what was given. */
export function describe(file: DriveFile, about: Details): void {
  const { name, description, starred, appProperties, createdTime, modifiedTime } = about;
  if (name !== undefined) file.name = name;
  if (description !== undefined) file.description = description;
  if (starred !== undefined) file.starred = starred;
  if (appProperties) file.appProperties = { ...file.appProperties, ...appProperties };
  if (createdTime !== undefined) file.createdTime = new Date(createdTime).toISOString();
  if (modifiedTime !== undefined) file.modifiedTime = new Date(modifiedTime).toISOString();
}
