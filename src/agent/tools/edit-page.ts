import { tool } from "ai";
import { editPage as shape } from "../../contract/page-tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import { judgeSpec, pageNotFound, refusalOf, savedPage, warningsOf } from "../page-answer.ts";
import type { AgentPorts, Turn } from "../ports.ts";

/** Saves the next version of a page, made from the one that was read. */
export function editPage({ pages, prompts }: Pick<AgentPorts, "pages" | "prompts">, turn: Turn) {
  return tool({
    description: prompts("tools/edit-page"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ slug: said, version: base, spec: candidate }) => {
      const slug = await pages.resolve(said);
      const before = await pages.find(slug);
      if (!before) return pageNotFound(pages);
      const conflict = { status: "conflict" as const, slug, version: before.version };
      if (before.version !== base) return conflict;
      const judged = await judgeSpec(pages, candidate);
      if (judged.status === "invalid") return judged;
      try {
        const saved = await pages.save(slug, judged.spec, { prompt: turn.prompt, base });
        return {
          status: "saved" as const,
          ...savedPage(saved),
          from: base,
          ...(saved.slug === slug ? {} : { was: slug }),
          ...warningsOf(judged.warnings),
        };
      } catch (error) {
        if (!(error instanceof PatchbayError && error.code === "page/changed"))
          return refusalOf(error);
        return { ...conflict, version: (await pages.find(slug))?.version ?? conflict.version };
      }
    },
  });
}
