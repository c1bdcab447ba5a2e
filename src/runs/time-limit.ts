import type { Catalog } from "../catalog/catalog.ts";
import type { FunctionVersion } from "../store/function-version.ts";

/** A model that thinks takes a minute for one answer, and a run may ask it several times. */
const withModelMs = 5 * 60_000;

/** How long a run of this version may take, where that is longer than usual. */
export function timeoutMsOf(
  { approvals }: Pick<FunctionVersion, "approvals">,
  catalog: Catalog,
): number | undefined {
  const asksModel = approvals.some(
    ({ operation }) => catalog.providerOf(operation)?.answeredBy === "model",
  );
  return asksModel ? withModelMs : undefined;
}
