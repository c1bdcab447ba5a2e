import { tool } from "ai";
import { filtersText } from "../../catalog/event-schema.ts";
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

/** The best event comes with what it brings and takes. */
const maxEvents = 3;
const maxBody = 900;

/** Finds operations and events by what they do, so that the prompt does not grow with the catalog. */
export function searchCatalog({
  search,
  searchEvents,
  prompts,
}: Pick<AgentPorts, "search" | "searchEvents" | "prompts">) {
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
      events: searchEvents(query, maxEvents).map((event, rank) => ({
        id: event.id,
        title: event.title,
        ...(rank === 0 && event.payload
          ? { body: schemaText(event.payload, maxBody, 60), with: filtersText(event) }
          : {}),
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
