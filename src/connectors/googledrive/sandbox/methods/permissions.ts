import { createHash } from "node:crypto";
import { z } from "zod";
import type { Method } from "../../../google/sandbox/ground/app.ts";
import { type FilePermission, permissionShape } from "../../../google/sandbox/ground/files.ts";
import { pageOf } from "../../../google/sandbox/ground/paging.ts";
import { domain, people } from "../../../google/sandbox/ground/people.ts";
import { invalid, refuse } from "../../../google/sandbox/ground/refusal.ts";
import { checkFields } from "../fields.ts";
import { inside } from "../kinds.ts";
import { grant } from "../place.ts";
import { permissionResource, requireRight, rightsOn } from "../resource.ts";
import { permissionScopes, sharingScopes } from "../scopes.ts";
import type { DriveState } from "../state.ts";

const wanted = z.strictObject({
  type: permissionShape.shape.type,
  role: permissionShape.shape.role,
  emailAddress: z.string().optional(),
  domain: z.string().optional(),
  allowFileDiscovery: z.boolean().optional(),
});
type Wanted = z.output<typeof wanted>;

const create: Method<DriveState> = {
  id: "permissions.create",
  http: "POST",
  path: "/drive/v3/files/{fileId}/permissions",
  scopes: sharingScopes,
  query: [
    "emailMessage",
    "sendNotificationEmail",
    "transferOwnership",
    "moveToNewOwnersRoot",
    "supportsAllDrives",
    "useDomainAdminAccess",
  ],
  body: wanted,
  changes: true,
  run({ files, params, query, user, state, body }) {
    checkFields(query);
    const file = files.get(params["fileId"] ?? "");
    requireRight(rightsOn(file, user).canShare);
    const asked = wanted.parse(body);
    const notifies = query.get("sendNotificationEmail") !== "false";
    refuseUnshareable(asked, notifies);
    const permission = grant(file, permissionFor(asked));
    for (const child of inside(file, files)) {
      grant(child, { ...permission });
      child.version += 1;
    }
    file.version += 1;
    const { emailAddress } = permission;
    if (notifies && emailAddress !== undefined) {
      const message = query.get("emailMessage") ?? "";
      state.notices.push({ to: emailAddress, from: user.email, fileName: file.name, message });
    }
    return briefly(permission, query);
  },
};

/** Rules of https://developers.google.com/workspace/drive/api/guides/manage-sharing */
function refuseUnshareable(
  { type, role, emailAddress, domain: shared }: Wanted,
  notifies: boolean,
) {
  const isPerson = type === "user" || type === "group";
  if (isPerson !== (emailAddress !== undefined) || emailAddress?.includes("@") === false) {
    invalid(
      "The specified emailAddress is invalid or not applicable for the given permission type.",
      "invalid",
    );
  }
  if ((type === "domain") !== (shared !== undefined))
    invalid(
      "The specified domain is invalid or not applicable for the given permission type.",
      "invalid",
    );
  if (role === "owner") {
    refuse(
      403,
      "forbidden",
      "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
    );
  }
  if (role === "organizer" || role === "fileOrganizer")
    refuse(
      403,
      "cannotShareTeamDriveTopFolderWithAnyoneOrDomains",
      "The role is for shared drives.",
    );
  const isUnknown =
    emailAddress?.endsWith(`@${domain}`) === true &&
    people.every(({ email }) => email !== emailAddress);
  if (isUnknown && !notifies) {
    invalid(
      `Bad Request. User message: "You are trying to invite ${emailAddress}. Since there is no Google account associated with this email address, you must check the "Notify people" box to invite this recipient."`,
      "invalidSharingRequest",
    );
  }
}

function permissionFor({ type, role, emailAddress, domain: shared, allowFileDiscovery }: Wanted) {
  const person = people.find(({ email }) => email === emailAddress);
  const made: FilePermission = { id: idFor(type, emailAddress ?? shared), type, role };
  if (emailAddress !== undefined) made.emailAddress = emailAddress;
  if (person) made.displayName = person.name;
  if (shared !== undefined) made.domain = shared;
  if (type === "anyone" || type === "domain") made.allowFileDiscovery = allowFileDiscovery ?? false;
  return made;
}

/** The same whenever it is asked, so that a repeat changes the role and adds nothing. */
function idFor(type: Wanted["type"], who = ""): string {
  if (type === "anyone") return "anyoneWithLink";
  const person = people.find(({ email }) => email === who);
  return person?.id ?? createHash("sha256").update(who).digest().readUIntBE(0, 6).toString();
}

function briefly(permission: FilePermission, query: URLSearchParams) {
  const { id, type, role } = permission;
  return query.has("fields")
    ? permissionResource(permission)
    : { kind: "drive#permission", id, type, role };
}

const list: Method<DriveState> = {
  id: "permissions.list",
  http: "GET",
  path: "/drive/v3/files/{fileId}/permissions",
  scopes: permissionScopes,
  query: [
    "pageSize",
    "pageToken",
    "supportsAllDrives",
    "useDomainAdminAccess",
    "includePermissionsForView",
  ],
  run({ files, params, query, user }) {
    checkFields(query);
    const file = files.get(params["fileId"] ?? "");
    requireRight(rightsOn(file, user).canShare);
    const { items, nextPageToken } = pageOf(file.permissions, query, {
      size: 100,
      max: 100,
      sizeParameter: "pageSize",
    });
    return {
      kind: "drive#permissionList",
      permissions: items.map((permission) => briefly(permission, query)),
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    };
  },
};

/** Who has access. */
export const permissionMethods: readonly Method<DriveState>[] = [create, list];
