import type { Call, Method } from "../../../google/sandbox/ground/app.ts";
import { invalid, refuse } from "../../../google/sandbox/ground/refusal.ts";
import { keepContent, plainType, requireContentScope } from "../content.ts";
import { describe, details } from "../details.ts";
import { checkFields } from "../fields.ts";
import { isFolder, isGoogleType } from "../kinds.ts";
import { folderFor, inherit } from "../place.ts";
import { fileResource, rightsOn } from "../resource.ts";
import { copyScopes, createScopes } from "../scopes.ts";
import type { DriveState } from "../state.ts";

const create: Method<DriveState> = {
  id: "files.create",
  http: "POST",
  path: "/drive/v3/files",
  scopes: createScopes,
  query: [
    "enforceSingleParent",
    "ignoreDefaultVisibility",
    "keepRevisionForever",
    "ocrLanguage",
    "supportsAllDrives",
    "useContentAsIndexableText",
  ],
  body: details,
  takesMedia: true,
  changes: true,
  run(call) {
    const { files, media, documents, query } = call;
    checkFields(query);
    const about = details.parse(call.body);
    const mimeType = about.mimeType ?? plainType(media?.type ?? "application/octet-stream");
    const parents = folderFor(about.parents ?? [], call);
    const id = about.id === undefined ? undefined : freeId(about.id, mimeType, call);
    const file = files.create({
      name: about.name ?? "Untitled",
      mimeType,
      parents,
      ...(id === undefined ? {} : { id }),
    });
    describe(file, about);
    keepContent(file, media);
    documents.find((kind) => kind.mimeType === mimeType)?.create(file.id, file.name);
    inherit(file, call);
    return fileResource(file, call);
  },
};

/** An id is one from `files.generateIds` and used once, which makes a repeat harmless. */
function freeId(id: string, mimeType: string, { state }: Call<DriveState>): string {
  if (isGoogleType(mimeType) && !mimeType.endsWith(".folder"))
    invalid("Generated IDs are not supported for Docs Editors formats.", "invalid");
  if (!state.generatedIds.includes(id)) invalid("The provided file ID is not usable.", "invalid");
  if (state.usedIds.includes(id))
    refuse(409, "fileIdInUse", "A file already exists with the provided ID.");
  state.usedIds.push(id);
  return id;
}

const copy: Method<DriveState> = {
  id: "files.copy",
  http: "POST",
  path: "/drive/v3/files/{fileId}/copy",
  scopes: copyScopes,
  query: [
    "enforceSingleParent",
    "ignoreDefaultVisibility",
    "keepRevisionForever",
    "ocrLanguage",
    "supportsAllDrives",
  ],
  body: details,
  changes: true,
  run(call) {
    const { files, documents, query, user } = call;
    checkFields(query);
    const original = files.get(call.params["fileId"] ?? "");
    requireContentScope(call, original, "write");
    if (isFolder(original))
      refuse(403, "cannotCopyFile", "This file cannot be copied by the user.");
    const about = details.parse(call.body);
    // Without a folder the copy lies beside the original, where the person may write there.
    const beside = original.parents.filter((id) => {
      const folder = files.find(id);
      return folder !== undefined && rightsOn(folder, user).canEdit;
    });
    const file = files.create({
      name: about.name ?? `Copy of ${original.name}`,
      mimeType: original.mimeType,
      parents: folderFor(about.parents ?? beside, call),
    });
    describe(file, about);
    if (original.content !== undefined) file.content = original.content;
    documents.find(({ mimeType }) => mimeType === file.mimeType)?.copy(original.id, file.id);
    inherit(file, call);
    return fileResource(file, call);
  },
};

/** What makes files. */
export const fileCreation: readonly Method<DriveState>[] = [create, copy];
