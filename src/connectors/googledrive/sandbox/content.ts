import type { Call } from "../../google/sandbox/ground/app.ts";
import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { invalid, refuse } from "../../google/sandbox/ground/refusal.ts";
import { isGoogleType } from "./kinds.ts";
import { contentScopes, ownFilesScope } from "./scopes.ts";
import type { DriveState } from "./state.ts";

/**
 * Scopes for details never give content nor let it be changed, although the method takes them.
 * https://developers.google.com/workspace/drive/api/guides/handle-errors
 */
export function requireContentScope(
  { has }: Pick<Call<DriveState>, "has">,
  file: DriveFile,
  verb: "read" | "write",
): void {
  if (contentScopes[verb].some(has)) return;
  if (has(ownFilesScope) && file.createdByApp) return;
  refuse(
    403,
    "appNotAuthorizedToFile",
    `The user has not granted the app 100000000001 ${verb} access to the file ${file.id}.`,
  );
}

/** Notes what was uploaded; a stand-in turns nothing into a Google document. */
export function keepContent(file: DriveFile, media: Call<DriveState>["media"]): void {
  if (isGoogleType(file.mimeType)) {
    if (media && media.bytes.length > 0)
      invalid("The conversion of the uploaded content is not supported.", "badRequest");
    return;
  }
  file.content = Buffer.from(media?.bytes ?? []).toString("base64");
}

/** The type without `charset` and the like. */
export const plainType = (type: string) => type.replace(/\s*;.*$/, "");
