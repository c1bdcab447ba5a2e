import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";
import { creators, fileId } from "../inputs.ts";
import { fileByName } from "../lookups.ts";

export const permissionsCreate = defineOperation({
  id: "googledrive.permissions.create",
  title: "Share a file",
  kind: "write",
  effect: {
    words: "Share the file {fileId}[ with {emailAddress|person}][ with {domain}][ as {role}]",
  },
  request: {
    method: "POST",
    host: "www.googleapis.com",
    path: "/drive/v3/files/{fileId}/permissions",
    query: ["sendNotificationEmail", "emailMessage"],
    body: "json",
  },
  input: z.strictObject({
    fileId,
    type: z
      .enum(["user", "group", "domain", "anyone"])
      .optional()
      .describe("Whom to share with; a person if left out, anyone is whoever has the link"),
    role: z
      .enum(["reader", "commenter", "writer"])
      .optional()
      .describe("What they may do; read if left out"),
    emailAddress: z.email().optional().describe("Address of the person or group"),
    domain: z.string().optional().describe("Domain to share with"),
    sendNotificationEmail: z.boolean().optional().describe("Whether they get an email about it"),
    emailMessage: z.string().optional().describe("Words for that email"),
  }),
  output: z.looseObject({ id: z.string(), type: z.string().nullish(), role: z.string().nullish() }),
  scopes: anyOf("drive"),
  scopesWhen: [{ input: "fileId", from: creators, scopes: anyOf("drive.file", "drive") }],
  codeHelper: "shareFile",
  lookups: { fileId: fileByName() },
  errors: {
    invalidSharingRequest: "The address has no Google account: let Google send it an email.",
    sharingRateLimitExceeded: "Google takes no more sharing from this account today.",
    insufficientFilePermissions: "Only whoever can edit the file shares it.",
  },
  rateLimit: { class: "units", units: 50 },
  repeatable: true,
  words: ["share", "give access", "permission", "invite", "file"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/permissions/create",
});
