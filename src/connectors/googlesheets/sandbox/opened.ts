import type { Call } from "../../google/sandbox/ground/app.ts";
import type { DriveFile } from "../../google/sandbox/ground/files.ts";
import { Refusal, notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import type { SheetsState, Spreadsheet } from "./state.ts";

/** The spreadsheet of the call with its file; what the token does not reach is not there. */
export function opened(
  { state, files, params }: Call<SheetsState>,
  need: "read" | "write",
): { readonly id: string; readonly file: DriveFile; readonly spreadsheet: Spreadsheet } {
  const id = params["spreadsheetId"] ?? "";
  const spreadsheet = state.spreadsheets[id];
  if (!spreadsheet || !files.find(id)) return notFound("Requested entity was not found.");
  try {
    return { id, file: files.get(id, need), spreadsheet };
  } catch (error) {
    if (error instanceof Refusal && error.http === 403)
      return refuse(403, "forbidden", "The caller does not have permission");
    throw error;
  }
}
