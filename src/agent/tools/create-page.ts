import { tool } from "ai";
import { createPage as shape } from "../../contract/page-tools.ts";
import { judgeSpec, refusalOf, savedPage, warningsOf } from "../page-answer.ts";
import type { AgentPorts, Turn } from "../ports.ts";

/** Checks a page and saves it; what is wrong with it comes back as data. */
export function createPage({ pages, prompts }: Pick<AgentPorts, "pages" | "prompts">, turn: Turn) {
  return tool({
    description: prompts("tools/create-page"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ spec: candidate }) => {
      // A model reads the words of a tool with every request: these only where a page is made.
      if (candidate === undefined)
        return { status: "explained" as const, how: prompts("page-spec") };
      const judged = await judgeSpec(pages, candidate);
      if (judged.status === "invalid") return judged;
      try {
        const saved = await pages.create(judged.spec, { prompt: turn.prompt });
        return { status: "saved" as const, ...savedPage(saved), ...warningsOf(judged.warnings) };
      } catch (error) {
        return refusalOf(error);
      }
    },
  });
}
