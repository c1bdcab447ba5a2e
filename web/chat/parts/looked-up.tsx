import { strings } from "../../words/strings.ts";
import type { PartOf } from "../message.ts";
import { QuietLine } from "./quiet-line.tsx";
import { stateOf } from "./state.ts";

type LookedUp = PartOf<
  | "tool-describe_operations"
  | "tool-list_functions"
  | "tool-read_function"
  | "tool-list_runs"
  | "tool-list_connections"
>;

/** Something the agent only looked at. */
export function LookedUpPart({ part }: { readonly part: LookedUp }) {
  const state = stateOf(part);
  const { doing, done } = wordsOf(part);
  return <QuietLine state={state} text={state === "done" ? done : doing} />;
}

function wordsOf(part: LookedUp): { readonly doing: string; readonly done: string } {
  const words = strings.tools;
  switch (part.type) {
    case "tool-describe_operations":
      return words.describeOperations;
    case "tool-list_functions":
      return words.listFunctions;
    case "tool-list_runs":
      return words.listRuns;
    case "tool-list_connections":
      return words.listConnections;
    case "tool-read_function":
      return { ...words.readFunction, done: words.readFunction.done(part.input?.name ?? "") };
  }
}
