import { z } from "zod";
import { defineOperation } from "../../../catalog/operation.ts";
import { errors } from "../errors.ts";
import { instructions, material } from "../inputs.ts";
import { usage } from "../outputs.ts";
import { host } from "../provider.ts";

export const generateText = defineOperation({
  id: "ai.generateText",
  title: "Write a text with the model",
  kind: "read",
  request: { method: "POST", host, path: "/v1/generateText", body: "json" },
  input: z.strictObject({
    instructions: instructions.describe("What to write, how long, for whom, in which language"),
    material: material.optional(),
    maxOutputTokens: z
      .number()
      .int()
      .min(16)
      .max(16_000)
      .optional()
      .describe("Most tokens of the answer, thinking included; 4,000 where left out"),
  }),
  obeyed: ["instructions"],
  output: z.looseObject({ text: z.string(), usage }),
  scopes: { user: [[]] },
  repeatable: true,
  errors,
  words: ["summarise", "summarize", "summary", "rewrite", "translate", "draft", "rephrase", "llm"],
  docs: "https://ai-sdk.dev/docs/ai-sdk-core/generating-text",
});
