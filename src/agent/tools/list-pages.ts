import { tool } from "ai";
import { listPages as shape } from "../../contract/page-tools.ts";
import type { AgentPorts } from "../ports.ts";

export function listPages({ pages, prompts }: Pick<AgentPorts, "pages" | "prompts">) {
  return tool({
    description: prompts("tools/list-pages"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async () => ({
      pages: (await pages.list()).map(({ slug, title, version, functions }) => ({
        slug,
        title,
        version,
        functions,
      })),
      deleted: (await pages.deleted()).map(({ slug }) => slug),
    }),
  });
}
