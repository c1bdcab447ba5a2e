import { tool } from "ai";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Operation } from "../../catalog/operation.ts";
import { rateSentence } from "../../catalog/rate-limit.ts";
import { describeOperations as shape } from "../../contract/tools.ts";
import { nearestOperations } from "../../flow/nearest.ts";
import type { AgentPorts } from "../ports.ts";
import { schemaText } from "../../catalog/schema-text.ts";

/** Characters of one operation's input or output. */
const maxLength = 6000;

/** Says what up to eight operations take and give; unknown ids come back with those nearest to them. */
export function describeOperations({ catalog, prompts }: Pick<AgentPorts, "catalog" | "prompts">) {
  return tool({
    description: prompts("tools/describe-operations"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: ({ ids }) => {
      const unknown = ids.filter((id) => !catalog.find(id));
      return {
        operations: ids.flatMap((id) => describe(catalog.find(id), catalog)),
        unknown,
        ...(unknown.length > 0 ? { nearest: nearestOf(unknown, catalog) } : {}),
      };
    },
  });
}

function describe(operation: Operation | undefined, catalog: Catalog) {
  if (!operation) return [];
  const rateLimit = rateSentence(operation, catalog);
  const { id, title, kind, input, output, request } = operation;
  return [
    {
      id,
      title,
      kind,
      call: `${request.method} https://${request.host}${request.path}`,
      input: schemaText(input, maxLength),
      output: schemaText(output, maxLength),
      ...(rateLimit === undefined ? {} : { rateLimit }),
    },
  ];
}

function nearestOf(ids: readonly string[], catalog: Catalog): Record<string, string[]> {
  return Object.fromEntries(ids.map((id) => [id, [...nearestOperations(id, catalog)]]));
}
