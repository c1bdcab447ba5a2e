import type { ConnectionView } from "../../src/contract/connection.ts";
import { connectionWords as words } from "../words/connections.ts";
import type { Tone } from "../ui/chip.tsx";

/** How an account stands, the most pressing first. */
export type AccountState = "reconnect" | "ending" | "partly" | "active";

const weekMs = 7 * 24 * 60 * 60 * 1000;

export function stateOf(
  { status, endsAt, uses }: Pick<ConnectionView, "status" | "endsAt" | "uses">,
  now: number,
): AccountState {
  if (status !== "active") return "reconnect";
  if (endsAt !== undefined && Date.parse(endsAt) - now <= weekMs) return "ending";
  return (uses?.missing.length ?? 0) > 0 ? "partly" : "active";
}

export function chipOf(state: AccountState): { readonly tone: Tone; readonly word: string } {
  return { tone: state === "active" ? "good" : "warn", word: words.states[state] };
}
