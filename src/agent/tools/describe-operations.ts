import { tool } from "ai";
import { z } from "zod";
import type { Operation } from "../../catalog/operation.ts";
import { describeOperations as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

/** Gives the input and output schemas of up to eight operations; unknown ids come back named. */
export function describeOperations({ catalog, prompts }: Pick<AgentPorts, "catalog" | "prompts">) {
  return tool({
    description: prompts("tools/describe-operations"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: ({ ids }) => ({
      operations: ids.flatMap((id) => describe(catalog.find(id))),
      unknown: ids.filter((id) => !catalog.find(id)),
    }),
  });
}

function describe(operation: Operation | undefined) {
  if (!operation) return [];
  const { id, title, kind, docs } = operation;
  return [
    { id, title, kind, input: schemaOf(operation.input), output: schemaOf(operation.output), docs },
  ];
}

function schemaOf(schema: z.ZodObject): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
