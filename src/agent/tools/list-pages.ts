import { tool } from "ai";
import { functionsOf } from "../../contract/page-functions.ts";
import { listPages as shape } from "../../contract/page-tools.ts";
import type { AgentPorts } from "../ports.ts";

export function listPages({ pages, prompts }: Pick<AgentPorts, "pages" | "prompts">) {
  return tool({
    description: prompts("tools/list-pages"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async () => ({
      pages: (await pages.list()).map(({ slug, version, spec }) => ({
        slug,
        title: spec.title,
        version,
        functions: functionsOf(spec),
      })),
      deleted: (await pages.deleted()).map(({ slug }) => slug),
    }),
  });
}
