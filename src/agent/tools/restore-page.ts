import { tool } from "ai";
import { restorePage as shape } from "../../contract/page-tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import { pageNotFound, savedPage } from "../page-answer.ts";
import type { AgentPorts, PagesPort } from "../ports.ts";

/** Goes back to an older version, as a new version, or brings back what was deleted: nothing is lost. */
export function restorePage({ pages, prompts }: Pick<AgentPorts, "pages" | "prompts">) {
  return tool({
    description: prompts("tools/restore-page"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ slug: said, version }) => {
      const slug = await pages.resolve(said);
      const before = await pages.find(slug);
      if (!before) return bringBack(pages, said);
      try {
        const from = version ?? (await pages.beforeUndo(slug))?.version;
        const restored = await (version === undefined
          ? pages.undo(slug)
          : pages.restore(slug, version));
        return restored && from !== undefined
          ? {
              status: "restored" as const,
              ...savedPage(restored),
              from,
              ...(restored.slug === slug ? {} : { was: slug }),
            }
          : { status: "nothing-to-undo" as const, slug };
      } catch (error) {
        if (error instanceof PatchbayError && error.code === "page/version-not-found")
          return { status: "no-such-version" as const, slug, newest: before.version };
        if (error instanceof PatchbayError && error.code === "page/slug-taken")
          return { status: "slug-taken" as const, slug };
        throw error;
      }
    },
  });
}

async function bringBack(pages: PagesPort, slug: string) {
  if (!(await pages.deleted()).some((one) => one.slug === slug)) return pageNotFound(pages);
  try {
    return { status: "brought-back" as const, ...savedPage(await pages.undelete(slug)) };
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "page/slug-taken")
      return { status: "slug-taken" as const, slug };
    throw error;
  }
}
