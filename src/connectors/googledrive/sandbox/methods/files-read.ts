import type { Method } from "../../../google/sandbox/ground/app.ts";
import { createFileId } from "../../../google/sandbox/ground/ids.ts";
import { pageOf } from "../../../google/sandbox/ground/paging.ts";
import { invalid, refuse } from "../../../google/sandbox/ground/refusal.ts";
import { requireContentScope } from "../content.ts";
import { checkFields } from "../fields.ts";
import { bytesOf, isFolder, isGoogleType, isRoot } from "../kinds.ts";
import { inOrder } from "../order.ts";
import { parseQuery, termsOf } from "../query.ts";
import { fileResource } from "../resource.ts";
import { anyScope, createScopes, exportScopes, wideScopes } from "../scopes.ts";
import { checkTerm, matches } from "../search.ts";
import type { DriveState } from "../state.ts";

/** https://developers.google.com/workspace/drive/api/reference/rest/v3/files/export */
const exportLimit = 10 * 1024 * 1024;

const list: Method<DriveState> = {
  id: "files.list",
  http: "GET",
  path: "/drive/v3/files",
  scopes: anyScope,
  query: [
    "q",
    "pageSize",
    "pageToken",
    "orderBy",
    "spaces",
    "corpora",
    "driveId",
    "includeItemsFromAllDrives",
    "supportsAllDrives",
    "includePermissionsForView",
    "includeLabels",
  ],
  run(call) {
    const { query, files, has } = call;
    checkFields(query);
    if (!wideScopes.some(has) && !has("https://www.googleapis.com/auth/drive.file")) {
      refuse(
        403,
        "insufficientScopes",
        "The granted scopes do not give access to all of the requested spaces.",
      );
    }
    const q = query.get("q") ?? "";
    const condition = q.trim() === "" ? undefined : parseQuery(q);
    const terms = condition ? termsOf(condition) : [];
    for (const term of terms) checkTerm(term);
    const orderBy = query.get("orderBy");
    if (orderBy !== null && terms.some(({ field }) => field === "fullText"))
      invalid(
        "Sorting is not supported for queries with fullText terms. Results are always in descending relevance order.",
        "badRequest",
      );
    const found = files
      .all()
      .filter((file) => !isRoot(file) && (!condition || matches(condition, file, call)));
    const { items, nextPageToken } = pageOf(inOrder(found, orderBy), query, {
      size: 100,
      max: 1000,
      sizeParameter: "pageSize",
    });
    return {
      kind: "drive#fileList",
      incompleteSearch: false,
      files: items.map((file) => fileResource(file, call)),
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    };
  },
};

const get: Method<DriveState> = {
  id: "files.get",
  http: "GET",
  path: "/drive/v3/files/{fileId}",
  scopes: anyScope,
  query: ["acknowledgeAbuse", "supportsAllDrives", "includePermissionsForView", "includeLabels"],
  run(call) {
    const { params, query, files } = call;
    checkFields(query);
    const file = files.get(params["fileId"] ?? "");
    if (query.get("alt") !== "media") return fileResource(file, call);
    requireContentScope(call, file, "read");
    if (isGoogleType(file.mimeType)) {
      refuse(
        403,
        "fileNotDownloadable",
        "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
      );
    }
    return new Response(bytesOf(file), { headers: { "content-type": file.mimeType } });
  },
};

const exportFile: Method<DriveState> = {
  id: "files.export",
  http: "GET",
  path: "/drive/v3/files/{fileId}/export",
  scopes: exportScopes,
  query: ["mimeType"],
  run({ params, query, files, documents }) {
    const file = files.get(params["fileId"] ?? "");
    const mimeType = query.get("mimeType") ?? invalid("Required parameter: mimeType", "required");
    if (!isGoogleType(file.mimeType) || isFolder(file))
      refuse(403, "fileNotExportable", "Export only supports Docs Editors files.");
    const content = documents
      .find((kind) => kind.mimeType === file.mimeType)
      ?.exportAs(file.id, mimeType);
    if (!content) return invalid("The requested conversion is not supported.", "badRequest");
    if (content.length > exportLimit)
      refuse(403, "exportSizeLimitExceeded", "This file is too large to be exported.");
    return new Response(new Uint8Array(content), { headers: { "content-type": mimeType } });
  },
};

const generateIds: Method<DriveState> = {
  id: "files.generateIds",
  http: "GET",
  path: "/drive/v3/files/generateIds",
  scopes: createScopes,
  query: ["count", "space", "type"],
  changes: true,
  run({ query, state }) {
    const count = Number(query.get("count") ?? "10");
    if (!Number.isInteger(count) || count < 1 || count > 1000)
      invalid("Invalid value for: count", "invalidParameter");
    const ids = Array.from({ length: count }, createFileId);
    state.generatedIds.push(...ids);
    return { kind: "drive#generatedIds", space: "drive", ids };
  },
};

/** What is read of files. */
export const fileReads: readonly Method<DriveState>[] = [list, get, exportFile, generateIds];
