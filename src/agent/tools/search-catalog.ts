import { tool } from "ai";
import { connectorOf } from "../../catalog/operation.ts";
import { searchCatalog as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";

const defaultLimit = 8;

/** Finds operations by what they do; one description each, so that the prompt does not grow with the catalog. */
export function searchCatalog({ search, prompts }: Pick<AgentPorts, "search" | "prompts">) {
  return tool({
    description: prompts("tools/search-catalog"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: ({ query, limit }) => ({
      operations: search(query, limit ?? defaultLimit).map(({ id, title, kind }) => ({
        id,
        connector: connectorOf(id),
        title,
        kind,
      })),
    }),
  });
}
