import type { EventFilter, EventInfo } from "../../../catalog/event.ts";
import { idInAddress } from "../../google/file-address.ts";
import { anyOf } from "../../google/scopes.ts";
import { changed, channel, filePayload } from "./changed.ts";

const fileOrFolder: EventFilter = {
  description: "File or folder, by id or address",
  in: ["id", "folders"],
  part: idInAddress,
};
const folder: EventFilter = {
  description: "Folder, by name, id or address",
  in: ["folders", "folderNames"],
  part: idInAddress,
};
const name: EventFilter = { description: "Words in the name", in: ["name"], by: "contains" };

export const events: readonly EventInfo[] = [
  {
    id: "googledrive.file.changed",
    title: "A file is added or changed",
    scopes:
      anyOf("drive.metadata.readonly", "drive.metadata", "drive.readonly", "drive").user ?? [],
    via: ["push", "polling"],
    docs: "https://developers.google.com/workspace/drive/api/guides/push",
    words: ["document", "pdf", "image", "upload"],
    // The Docs and Slides APIs tell of no changes: Drive does.
    impliedBy: ["drive", "gdrive", "folder", "doc", "gdoc", "slide"],
    payload: filePayload,
    filters: {
      fileId: fileOrFolder,
      id: fileOrFolder,
      url: fileOrFolder,
      documentId: fileOrFolder,
      presentationId: fileOrFolder,
      folderId: folder,
      folder,
      name,
      title: name,
      contains: { ...name, in: ["name", "folderNames"] },
      mimeType: { description: "Media type", in: ["mimeType"] },
      kind: { description: "document, spreadsheet, presentation, pdf …", in: ["kind"] },
      change: {
        description: "added or changed",
        in: ["change"],
        choices: ["added", "changed"],
      },
    },
    poll: changed,
    channel,
  },
];
