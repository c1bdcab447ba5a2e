import { z } from "zod";
import { defaultToken } from "../catalog/operation.ts";
import type { CatalogSearch } from "../catalog/search.ts";
import { type PlanView, planBody, planShape } from "../contract/plan.ts";
import { type McpTool, dataResult, objectSchema } from "./tool.ts";

export interface CatalogToolsDependencies {
  readonly search: CatalogSearch;
  readonly plan: (request: z.output<typeof planBody>) => Promise<PlanView>;
  readonly prompts: (name: string) => string;
}

const searchInput = z.strictObject({
  query: z.string().trim().min(1).max(200).describe("What it should do: send a slack message"),
  limit: z.number().int().min(1).max(50).optional().describe("At most so many; 10 without it"),
});

const searchOutput = z.object({
  operations: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.enum(["read", "write", "destructive"]),
      /** The narrowest that suffice. */
      scopes: z.array(z.string()),
    }),
  ),
});

const readsOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true } as const;

/** What the app offers beside its functions: its catalog, and what would be built. */
export function catalogTools({
  search,
  plan,
  prompts,
}: CatalogToolsDependencies): readonly McpTool[] {
  return [
    {
      definition: {
        name: "search_catalog",
        title: "Search the catalog",
        description: prompts("mcp/search-catalog"),
        inputSchema: objectSchema(searchInput, "input"),
        outputSchema: objectSchema(searchOutput, "output"),
        annotations: { ...readsOnly, openWorldHint: false },
      },
      input: searchInput,
      async call(given) {
        const { query, limit } = searchInput.parse(given);
        const operations = search(query, limit ?? 10).map((operation) => ({
          id: operation.id,
          title: operation.title,
          kind: operation.kind,
          scopes: [...(operation.scopes[defaultToken(operation)]?.[0] ?? [])],
        }));
        return dataResult({ operations });
      },
    },
    {
      definition: {
        name: "plan",
        title: "Plan a function",
        description: prompts("mcp/plan"),
        inputSchema: objectSchema(planBody, "input"),
        outputSchema: objectSchema(planShape, "output"),
        annotations: { ...readsOnly, openWorldHint: false },
      },
      input: planBody,
      call: async (given) => dataResult(await plan(planBody.parse(given))),
    },
  ];
}
