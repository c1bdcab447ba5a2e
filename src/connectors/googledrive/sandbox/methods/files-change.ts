import type { Method } from "../../../google/sandbox/ground/app.ts";
import { refuse } from "../../../google/sandbox/ground/refusal.ts";
import { keepContent, requireContentScope } from "../content.ts";
import { type Details, describe, details } from "../details.ts";
import { checkFields } from "../fields.ts";
import { inside, isGoogleType, isRoot } from "../kinds.ts";
import { move } from "../place.ts";
import { fileResource, requireRight, rightsOn } from "../resource.ts";
import { changeScopes, createScopes } from "../scopes.ts";
import type { DriveState } from "../state.ts";

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

/** What changes files, and what ends them. */
export const fileChanges: readonly Method<DriveState>[] = [update, remove];
