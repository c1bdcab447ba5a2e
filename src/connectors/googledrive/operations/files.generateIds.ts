import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { anyOf } from "../../google/scopes.ts";

export const filesGenerateIds = defineOperation({
  id: "googledrive.files.generateIds",
  title: "Get ids for files to be created",
  kind: "read",
  request: {
    method: "GET",
    host: "www.googleapis.com",
    path: "/drive/v3/files/generateIds",
    body: "query",
  },
  input: z.strictObject({
    count: z.number().int().min(1).max(1000).optional().describe("How many ids; 10 if left out"),
  }),
  output: z.looseObject({ ids: z.array(z.string()) }),
  scopes: anyOf("drive.file", "drive"),
  rateLimit: { class: "units", units: 5 },
  repeatable: true,
  words: ["ids", "generate", "reserve"],
  docs: "https://developers.google.com/workspace/drive/api/reference/rest/v3/files/generateIds",
});
