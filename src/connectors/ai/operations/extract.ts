import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors } from "../errors.ts";
import { fields, instructions, material } from "../inputs.ts";
import { usage } from "../outputs.ts";
import { host } from "../provider.ts";

export const extract = defineOperation({
  id: "ai.extract",
  title: "Read values out of a text with the model",
  kind: "read",
  request: { method: "POST", host, path: "/v1/extract", body: "json" },
  input: z.strictObject({
    material,
    fields: fields.describe(
      "What to read; each becomes a member of data, null where it is missing",
    ),
    instructions: instructions.optional().describe("What holds for all fields"),
  }),
  output: z.looseObject({ data: z.looseObject({}), usage }),
  scopes: { user: [[]] },
  repeatable: true,
  errors,
  words: ["extract", "parse", "pull out", "structured", "fields", "amount", "values", "llm"],
  docs: "https://ai-sdk.dev/docs/ai-sdk-core/generating-structured-data",
});
