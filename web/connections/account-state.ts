import type { ConnectionView } from "../../src/contract/connection.ts";
import { connectionWords as words } from "../words/connections.ts";
import type { Tone } from "../ui/chip.tsx";

type States = typeof words.states;

/** How an account stands, as the server decides it; one that works is told apart where it ends soon. */
export type AccountState = keyof States;

export function stateOf({ standing }: Pick<ConnectionView, "standing">): AccountState {
  return standing.state === "active" && standing.warning ? "ending" : standing.state;
}

export function chipOf(state: AccountState): { readonly tone: Tone; readonly word: string } {
  return { tone: state === "active" ? "good" : "warn", word: words.states[state] };
}
