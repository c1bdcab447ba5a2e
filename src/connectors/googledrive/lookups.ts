import type { Lookup } from "../../catalog/operation.ts";

/** Ids are six letters, digits, `-` and `_` at least, with a digit among them; anything else is a name. */
const anId = "(?=.*\\d)[\\w-]{6,}$";
const aName = `^(?!${anId})`;

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
      literal: `^(?!root$|${anId})`,
      fromInput: false,
    },
  ];
}
