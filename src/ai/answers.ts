import { Output } from "ai";
import type { z } from "zod";
import { classify } from "../connectors/ai/operations/classify.ts";
import { dataOf, extract } from "../connectors/ai/operations/extract.ts";
import { generateText } from "../connectors/ai/operations/generateText.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Ask, Limits } from "./ask.ts";

/** Thinking counts too, and models that think use much of it. */
const defaultOutputTokens = 4_000;

type Answer = (
  ask: Ask,
  body: unknown,
  limits: Limits,
) => Promise<Readonly<Record<string, unknown>>>;

/** How each operation is answered, by the path of its request. */
export const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  [generateText.request.path, writeText],
  [extract.request.path, readFields],
  [classify.request.path, chooseLabel],
]);

async function writeText(ask: Ask, body: unknown, limits: Limits) {
  const { instructions, material, maxOutputTokens } = inputOf(generateText, body);
  const { answer: text, usage } = await ask(
    {
      prompt: "ai/generate-text",
      values: { instructions },
      material,
      output: Output.text(),
      maxOutputTokens: maxOutputTokens ?? defaultOutputTokens,
    },
    limits,
  );
  return { text: text.trim(), usage };
}

async function readFields(ask: Ask, body: unknown, limits: Limits) {
  const { material, fields, instructions = "" } = inputOf(extract, body);
  const { answer: data, usage } = await ask(
    {
      prompt: "ai/extract",
      values: { instructions },
      material,
      output: Output.object({ schema: dataOf(fields) }),
      maxOutputTokens: defaultOutputTokens,
    },
    limits,
  );
  return { data, usage };
}

async function chooseLabel(ask: Ask, body: unknown, limits: Limits) {
  const { material, labels, instructions = "" } = inputOf(classify, body);
  const { answer: label, usage } = await ask(
    {
      prompt: "ai/classify",
      values: { instructions, labels },
      material,
      output: Output.choice({ options: [...labels] }),
      maxOutputTokens: defaultOutputTokens,
    },
    limits,
  );
  return { label, usage };
}

/** Throws `request/invalid`, which names the input. */
function inputOf<Input extends z.ZodType>(
  { id, input }: { readonly id: string; readonly input: Input },
  body: unknown,
): z.output<Input> {
  const parsed = input.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw new PatchbayError(
    "request/invalid",
    `${id} cannot take this${where ? ` in "${where}"` : ""}: ${issue?.message ?? "not valid"}.`,
    { where },
  );
}
