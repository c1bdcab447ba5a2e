import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors } from "../errors.ts";
import { instructions, labels, material } from "../inputs.ts";
import { usage } from "../outputs.ts";
import { host } from "../provider.ts";

export const classify = defineOperation({
  id: "ai.classify",
  title: "Choose a label for a text with the model",
  kind: "read",
  request: { method: "POST", host, path: "/v1/classify", body: "json" },
  input: z.strictObject({
    material,
    labels: labels.describe("Labels to choose from; the answer is one of them"),
    instructions: instructions.optional().describe("What the labels mean and how to decide"),
  }),
  obeyed: ["instructions"],
  output: z.looseObject({ label: z.string(), usage }),
  scopes: { user: [[]] },
  repeatable: true,
  errors,
  words: ["classify", "categorise", "categorize", "sort", "sentiment", "triage", "tag", "llm"],
  docs: "https://ai-sdk.dev/docs/ai-sdk-core/generating-structured-data",
});
