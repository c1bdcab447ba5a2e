import { InvalidToolInputError, type ToolCallRepairFunction } from "ai";
import { z } from "zod";
import { schemaText } from "../catalog/schema-text.ts";
import type { AgentTools } from "./tools/index.ts";

/** Characters of what a tool takes. */
const maxShape = 800;

/**
 * What a model is told of arguments that do not fit: which, why, and what the tool takes. The AI
 * SDK would give them back whole beside the raw issues. Nothing is repaired: the model does that.
 */
export const explainArguments: ToolCallRepairFunction<AgentTools> = async ({
  toolCall,
  tools,
  error,
}) => {
  if (!InvalidToolInputError.isInstance(error)) return null;
  const known: Readonly<Record<string, { readonly inputSchema: unknown }>> = tools;
  const schema = known[toolCall.toolName]?.inputSchema;
  if (!(schema instanceof z.ZodType)) return null;
  throw new Error(`${problemOf(toolCall.input, schema)} It takes ${schemaText(schema, maxShape)}.`);
};

function problemOf(text: string, schema: z.ZodType): string {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return `The arguments are not JSON: ${error instanceof Error ? error.message : String(error)}.`;
  }
  const issues = schema.safeParse(input).error?.issues ?? [];
  return `The arguments do not fit: ${issues
    .map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "))
    .join("; ")}.`;
}
