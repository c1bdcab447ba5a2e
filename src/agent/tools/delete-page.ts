import { tool } from "ai";
import { deletePage as shape } from "../../contract/page-tools.ts";
import { pageNotFound } from "../page-answer.ts";
import type { AgentPorts } from "../ports.ts";

/** Deletes a page once the person approves (agent.ts); its versions are kept, so that it can come back. */
export function deletePage({ pages, prompts }: Pick<AgentPorts, "pages" | "prompts">) {
  return tool({
    description: prompts("tools/delete-page"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    // Exactly the one that was shown: an old slug may lead to another page by now.
    execute: async ({ slug }) => {
      const found = await pages.find(slug);
      if (!found) return pageNotFound(pages);
      await pages.remove(slug);
      return { status: "deleted" as const, slug, title: found.spec.title };
    },
  });
}
