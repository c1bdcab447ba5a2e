import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors } from "../errors.ts";
import { type Field, fields, instructions, material } from "../inputs.ts";
import { usage } from "../outputs.ts";
import { host } from "../provider.ts";

/**
 * What is read out: a member for each field, null where the material does not state it. A date is
 * told to the model as text, since not every server takes a format or a pattern in a schema.
 */
export function dataOf(wanted: readonly Field[]): z.ZodObject {
  const shape = wanted.map(({ name, type, description }) => [
    name,
    shapes[type].nullable().describe(description),
  ]);
  return z.strictObject(Object.fromEntries(shape));
}

const shapes: Readonly<Record<Field["type"], z.ZodType>> = {
  string: z.string(),
  number: z.number(),
  boolean: z.boolean(),
  date: z.string().refine((text) => z.iso.date().safeParse(text).success),
  list: z.array(z.string()),
};

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
  obeyed: ["instructions"],
  output: z.looseObject({ data: z.looseObject({}), usage }),
  outputFor: (given) => {
    const { data } = fields.safeParse(given["fields"]);
    return data && z.looseObject({ data: dataOf(data), usage });
  },
  scopes: { user: [[]] },
  repeatable: true,
  errors,
  words: ["extract", "parse", "pull out", "structured", "fields", "amount", "values", "llm"],
  docs: "https://ai-sdk.dev/docs/ai-sdk-core/generating-structured-data",
});
