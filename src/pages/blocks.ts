import type { PageBlock, PageSpec } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import { pathsIn } from "../flow/paths.ts";
import type { FedBlock } from "./evaluate.ts";
import { insteadOf } from "./problems.ts";

/** Throws `page/block-not-found`. */
export function blockOf({ blocks }: PageSpec, id: string): PageBlock {
  const found = blocks.find((block) => block.id === id);
  if (found) return found;
  throw new PatchbayError(
    "page/block-not-found",
    `The page has no block "${id}". ${insteadOf(
      id,
      blocks.map((block) => block.id),
    )}`,
  );
}

/** The sources that a block reads, that of its rows first. */
export function sourcesOf(block: FedBlock, { sources }: PageSpec): readonly string[] {
  const paths = [...pathsIn(block.rows ?? "", ""), ...pathsIn(readTexts(block), "")];
  return [...new Set(paths.map(({ path }) => path.root))].filter((root) =>
    Object.hasOwn(sources, root),
  );
}

/** The texts of a block that have paths in them, beside its rows. */
function readTexts(block: FedBlock): readonly unknown[] {
  const { where } = block;
  if (block.type === "figure") return [where, block.value];
  if (block.type === "table") return [where, block.columns.map(({ value }) => value)];
  return [where, block.x.value, block.series.map(({ value }) => value)];
}
