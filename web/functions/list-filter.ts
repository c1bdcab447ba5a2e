import {
  type FunctionSummary,
  functionSorts,
  functionStates,
  functionTriggers,
} from "../../src/contract/function-summary.ts";

/** What the list of functions is narrowed to, and how it is sorted. */
export interface ListFilter {
  readonly text: string;
  readonly state: FunctionSummary["state"] | "";
  readonly connector: string;
  readonly trigger: (typeof functionTriggers)[number] | "";
  readonly sort: (typeof functionSorts)[number];
}

/** All functions, by name. */
export const noFilter: ListFilter = {
  text: "",
  state: "",
  connector: "",
  trigger: "",
  sort: "name",
};

/** Reads it from an address, as `queryOf` writes it; what is none is left out. */
export function readFilter(query: string): ListFilter {
  const given = new URLSearchParams(query);
  return {
    text: given.get("q") ?? "",
    state: functionStates.find((one) => one === given.get("state")) ?? "",
    connector: given.get("connector") ?? "",
    trigger: functionTriggers.find((one) => one === given.get("trigger")) ?? "",
    sort: functionSorts.find((one) => one === given.get("sort")) ?? "name",
  };
}

/** As the address and the server have it. */
export function queryOf({ text, sort, ...rest }: ListFilter): URLSearchParams {
  return new URLSearchParams(
    Object.entries({ q: text, ...rest, sort: sort === "name" ? "" : sort }).filter(
      ([, value]) => value !== "",
    ),
  );
}

/** Whether it leaves anything out. */
export function isNarrowed({ text, state, connector, trigger }: ListFilter): boolean {
  return [text, state, connector, trigger].some((value) => value !== "");
}
