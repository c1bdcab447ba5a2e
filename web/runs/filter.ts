import { type RunView, runStatuses, runTriggers } from "../../src/contract/run.ts";

/** What the list of runs is narrowed to. */
export interface RunFilter {
  readonly name: string;
  readonly status: readonly RunView["status"][];
  readonly trigger: RunView["trigger"] | "";
  readonly text: string;
}

/** Nothing is left out. */
export const noFilter: RunFilter = { name: "", status: [], trigger: "", text: "" };

/** Reads it from an address, as `queryOf` writes it; what is no filter is left out. */
export function readFilter(query: string): RunFilter {
  const given = new URLSearchParams(query);
  const statuses = given.get("status")?.split(",") ?? [];
  return {
    name: given.get("function") ?? "",
    status: runStatuses.filter((status) => statuses.includes(status)),
    trigger: runTriggers.find((trigger) => trigger === given.get("trigger")) ?? "",
    text: given.get("text") ?? "",
  };
}

export function queryOf({ name, status, trigger, text }: RunFilter): URLSearchParams {
  return new URLSearchParams(
    Object.entries({ function: name, status: status.join(","), trigger, text }).filter(
      ([, value]) => value !== "",
    ),
  );
}
