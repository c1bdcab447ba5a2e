import { tool } from "ai";
import type { Operation } from "../../catalog/operation.ts";
import { searchCatalog as shape } from "../../contract/tools.ts";
import type { AgentPorts } from "../ports.ts";
import { schemaText } from "../../catalog/schema-text.ts";

const defaultLimit = 8;
/** The best hits come with what they take and give, so that most flows need no second look. */
const describedHits = 5;
/** Characters of one hit's input and output, and of one description in it. */
const maxInput = 1600;
const maxOutput = 600;
const maxDescription = 100;

/** Finds operations by what they do, so that the prompt does not grow with the catalog. */
export function searchCatalog({ search, prompts }: Pick<AgentPorts, "search" | "prompts">) {
  return tool({
    description: prompts("tools/search-catalog"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: ({ query, limit }) => ({
      operations: search(query, limit ?? defaultLimit).map((operation, rank) => ({
        id: operation.id,
        title: operation.title,
        kind: operation.kind,
        ...(rank < describedHits ? takesAndGives(operation) : {}),
      })),
    }),
  });
}

function takesAndGives({ input, output }: Operation) {
  return {
    input: schemaText(input, maxInput, maxDescription),
    output: schemaText(output, maxOutput, 0),
  };
}
