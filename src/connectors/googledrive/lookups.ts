import type { Lookup } from "../../catalog/operation.ts";

/** Ids hold no space and some digit; anything else is a name. */
const aName = "\\s|^\\D*$";

/** A file by its name, which need not be the only one of that name; of one type, where that is known. */
export function fileByName(mimeType?: string): readonly Lookup[] {
  const kinds: Readonly<Record<string, string>> = {
    "application/vnd.google-apps.document": "documentId",
    "application/vnd.google-apps.spreadsheet": "spreadsheetId",
    "application/vnd.google-apps.presentation": "presentationId",
    "application/vnd.google-apps.form": "formId",
  };
  const helper = kinds[mimeType ?? ""] ?? "fileId";
  return [
    {
      via: "googledrive.files.list",
      helper,
      parts: ["fileNamed"],
      literal: aName,
      fromInput: false,
    },
  ];
}

/** A folder by its name; `root` is My Drive. */
export function folderByName(): readonly Lookup[] {
  return [
    {
      via: "googledrive.files.list",
      helper: "folderId",
      parts: ["fileNamed"],
      literal: `^(?!root$)(?:.*\\s.*|\\D*)$`,
      fromInput: false,
    },
  ];
}
