import type { Catalog } from "../catalog/catalog.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { mayCallFunctions } from "./sdk-imports.ts";

/** Whether running this version may change something outside. A version never changes, so that the answer stays true. */
export function mayWrite(
  { approvals, code }: Pick<FunctionVersion, "approvals" | "code">,
  catalog: Pick<Catalog, "find">,
): boolean {
  return (
    mayCallFunctions(code) ||
    approvals.some(({ operation }) => catalog.find(operation)?.kind !== "read")
  );
}
