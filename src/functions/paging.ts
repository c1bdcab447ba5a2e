import type { Operation, Pagination } from "../catalog/operation.ts";
import type { FlowStep } from "../flow/schema.ts";

/**
 * How a step reads its list page by page: where it says how many it wants, and that is more than a
 * page holds or known only at run time. A step that gives a cursor reads the one page it asks for.
 */
export function pagingOf(step: FlowStep, { pagination }: Operation): Pagination | undefined {
  const wanted = pagination && step.with[pagination.pageSize];
  if (!pagination || wanted === undefined || step.with[pagination.cursor] !== undefined)
    return undefined;
  return typeof wanted === "number" && wanted <= pagination.maxPageSize ? undefined : pagination;
}
