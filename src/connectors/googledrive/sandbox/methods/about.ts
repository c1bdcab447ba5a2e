import type { Method } from "../../../google/sandbox/ground/app.ts";
import { invalid } from "../../../google/sandbox/ground/refusal.ts";
import { checkFields } from "../fields.ts";
import { bytesOf } from "../kinds.ts";
import { personResource } from "../resource.ts";
import { aboutScopes } from "../scopes.ts";
import type { DriveState } from "../state.ts";

/** 15 GB, as everybody has. */
const limit = 15 * 1024 ** 3;

/** Whose Drive it is; unlike others this method must be told what to answer. */
export const aboutGet: Method<DriveState> = {
  id: "about.get",
  http: "GET",
  path: "/drive/v3/about",
  scopes: aboutScopes,
  run({ query, user, files }) {
    if (!query.get("fields"))
      invalid("The 'fields' parameter is required for this method.", "required");
    checkFields(query);
    const own = files.all().filter(({ owner }) => owner === user.id);
    const usage = own.reduce((sum, file) => sum + bytesOf(file).length, 0);
    const inTrash = own
      .filter(({ trashed }) => trashed)
      .reduce((sum, file) => sum + bytesOf(file).length, 0);
    return {
      kind: "drive#about",
      user: personResource(user.id, user),
      storageQuota: {
        limit: String(limit),
        usage: String(usage),
        usageInDrive: String(usage),
        usageInDriveTrash: String(inTrash),
      },
      maxUploadSize: "5497558138880",
      canCreateDrives: false,
    };
  },
};
