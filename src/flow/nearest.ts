import type { Catalog } from "../catalog/catalog.ts";
import { nearest } from "../core/nearest.ts";

const limit = 3;

/** The operations whose ids are most like one that does not exist: of its tool, else of all. */
export function nearestOperations(id: string, catalog: Catalog): readonly string[] {
  const own = catalog.connector(id.split(".")[0] ?? "")?.operations ?? [];
  const found = nearest(id, idsOf(own), limit);
  return found.length > 0 ? found : nearest(id, idsOf(catalog.operations), limit);
}

function* idsOf(operations: Iterable<{ readonly id: string }>): Generator<string> {
  for (const { id } of operations) yield id;
}
