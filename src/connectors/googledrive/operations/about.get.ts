import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

// Google refuses this call without a mask.
export const aboutGet = defineOperation({
  id: "googledrive.about.get",
  title: "See whose Drive is connected",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/about",
    fixedQuery: { fields: "user,storageQuota" },
    body: "query",
  },
  input: z.strictObject({}),
  output: z.looseObject({
    user: z.looseObject({ emailAddress: z.string(), displayName: z.string().nullish() }),
    storageQuota: z
      .looseObject({ limit: z.string().nullish(), usage: z.string().nullish() })
      .nullish(),
  }),
  scopes: anyOf(
    "drive.file",
    "drive.metadata.readonly",
    "drive.metadata",
    "drive.readonly",
    "drive",
  ),
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  words: ["about", "account", "storage", "quota", "space"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/about/get",
});
