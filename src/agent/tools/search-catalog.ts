import { tool } from "ai";
import { filtersText } from "../../catalog/event-schema.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import type { Operation } from "../../catalog/operation.ts";
import { searchCatalog as shape } from "../../contract/tools.ts";
import type { AccountsOf } from "../../flow/check-accounts.ts";
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
  catalog,
  connections,
  prompts,
}: Pick<AgentPorts, "search" | "searchEvents" | "catalog" | "connections" | "prompts">) {
  return tool({
    description: prompts("tools/search-catalog"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ query, limit }) => {
      const operations = search(query, limit ?? defaultLimit);
      const events = searchEvents(query, maxEvents);
      const accounts = several(catalog, await connections.accounts());
      return {
        operations: operations.map((operation, rank) => ({
          id: operation.id,
          title: operation.title,
          kind: operation.kind,
          ...(rank < describedHits ? takesAndGives(operation) : {}),
        })),
        events: events.map((event, rank) => ({
          id: event.id,
          title: event.title,
          ...(rank === 0 && event.payload
            ? { body: schemaText(event.payload, maxBody, 60), with: filtersText(event) }
            : {}),
        })),
        ...(accounts ? { accounts } : {}),
      };
    },
  });
}

/** The accounts of providers of which several are connected; one alone need not be named. */
/** Of more than these a sentence says which one it means by its whole name, `slack:support`. */
const mostAccounts = 100;

function several(
  { providers }: Catalog,
  accountsOf: AccountsOf,
): Record<string, string[]> | undefined {
  const found = providers.map(({ id }): [string, string[]] => [id, [...accountsOf(id)]]);
  const open = found.filter(([, { length }]) => length > 1 && length <= mostAccounts);
  return open.length > 0 ? Object.fromEntries(open) : undefined;
}

function takesAndGives({ input, output }: Operation) {
  return {
    input: schemaText(input, maxInput, maxDescription),
    output: schemaText(output, maxOutput, 0),
  };
}
