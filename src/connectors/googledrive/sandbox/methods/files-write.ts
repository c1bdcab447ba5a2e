import { z } from "zod";
import type { Call, Method } from "../../../google/sandbox/ground/app.ts";
import type { DriveFile } from "../../../google/sandbox/ground/files.ts";
import { invalid, refuse } from "../../../google/sandbox/ground/refusal.ts";
import { keepContent, plainType, requireContentScope } from "../content.ts";
import { checkFields } from "../fields.ts";
import { inside, isFolder, isGoogleType, isRoot } from "../kinds.ts";
import { folderFor, inherit, move } from "../place.ts";
import { fileResource, requireRight, rightsOn } from "../resource.ts";
import { changeScopes, copyScopes, createScopes } from "../scopes.ts";
import type { DriveState } from "../state.ts";

/** Members of a File that may be written: https://developers.google.com/workspace/drive/api/reference/rest/v3/files */
const details = z.strictObject({
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
type Details = z.output<typeof details>;

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

function describe(file: DriveFile, about: Details): void {
  const { name, description, starred, appProperties, createdTime, modifiedTime } = about;
  if (name !== undefined) file.name = name;
  if (description !== undefined) file.description = description;
  if (starred !== undefined) file.starred = starred;
  if (appProperties) file.appProperties = { ...file.appProperties, ...appProperties };
  if (createdTime !== undefined) file.createdTime = new Date(createdTime).toISOString();
  if (modifiedTime !== undefined) file.modifiedTime = new Date(modifiedTime).toISOString();
}

const update: Method<DriveState> = {
  id: "files.update",
  http: "PATCH",
  path: "/drive/v3/files/{fileId}",
  scopes: changeScopes,
  query: [
    "addParents",
    "removeParents",
    "enforceSingleParent",
    "keepRevisionForever",
    "ocrLanguage",
    "supportsAllDrives",
    "useContentAsIndexableText",
  ],
  body: details,
  takesMedia: true,
  changes: true,
  run(call) {
    const { files, media, query, user } = call;
    checkFields(query);
    const file = files.get(call.params["fileId"] ?? "");
    const about = details.parse(call.body);
    refuseUnwritable(about);
    const { owns, canEdit } = rightsOn(file, user);
    requireRight(canEdit && (about.trashed === undefined || (owns && !isRoot(file))));
    const isMove = query.has("addParents") || query.has("removeParents");
    if (media || isMove) requireContentScope(call, file, "write");
    if (media) keepContent(file, media);
    if (about.mimeType !== undefined && !isGoogleType(file.mimeType))
      file.mimeType = about.mimeType;
    if (isMove) move(file, query, call);
    files.touch(file);
    describe(file, about);
    if (about.trashed !== undefined) {
      for (const one of [file, ...inside(file, files)]) {
        one.trashed = about.trashed;
        if (one !== file) one.version += 1;
      }
    }
    return fileResource(file, call);
  },
};

function refuseUnwritable({ id, parents }: Details): void {
  if (parents !== undefined) {
    refuse(
      403,
      "fieldNotWritable",
      "The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.",
    );
  }
  if (id !== undefined)
    refuse(
      403,
      "fieldNotWritable",
      "The resource body includes fields which are not directly writable.",
    );
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

/** Past the trash; a folder takes what the person owns in it. */
const remove: Method<DriveState> = {
  id: "files.delete",
  http: "DELETE",
  path: "/drive/v3/files/{fileId}",
  scopes: createScopes,
  query: ["enforceSingleParent", "supportsAllDrives"],
  changes: true,
  run({ files, params, user }) {
    const file = files.get(params["fileId"] ?? "");
    requireRight(file.owner === user.id && !isRoot(file));
    const own = inside(file, files).filter(({ owner }) => owner === user.id);
    for (const { id } of [file, ...own]) files.remove(id);
  },
};

/** What changes files. */
export const fileWrites: readonly Method<DriveState>[] = [create, update, copy, remove];
