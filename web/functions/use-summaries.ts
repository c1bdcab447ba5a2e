import {
  type FunctionSummary,
  functionSummaryListShape,
} from "../../src/contract/function-summary.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { usePages } from "../data/use-pages.ts";
import { type ListFilter, queryOf } from "./list-filter.ts";

const parts = {
  itemsOf: ({ functions }: { readonly functions: readonly FunctionSummary[] }) => functions,
  keyOf: ({ name }: FunctionSummary) => name,
};

/** The functions that fit a filter, a page after the other. */
export function useSummaries(filter: ListFilter) {
  const path = `/api/function-summaries?${queryOf(filter)}`;
  const { first, items: functions, ...pages } = usePages(functionSummaryListShape, path, parts);
  useComeBack(pages.reload);
  return {
    ...pages,
    functions,
    total: first?.total ?? 0,
    connectors: first?.connectors ?? [],
  };
}
