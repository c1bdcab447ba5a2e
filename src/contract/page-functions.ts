import type { PageSpec } from "./page-spec.ts";

/** The functions that a page uses: those that feed it, then those that it runs. */
export function functionsOf({ sources, blocks }: Pick<PageSpec, "sources" | "blocks">): string[] {
  const feeding = Object.values(sources).map((source) => source.function);
  return [...new Set([...feeding, ...blocks.flatMap(runBy)])];
}

function runBy(block: PageSpec["blocks"][number]): readonly string[] {
  switch (block.type) {
    case "form":
      return [block.function];
    case "table":
    case "buttons":
      return block.actions.map((action) => action.function);
    default:
      return [];
  }
}
