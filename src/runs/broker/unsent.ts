import type { Provider } from "../../catalog/provider.ts";
import type { CredentialAnswer } from "../../connections/types.ts";
import type { Grant } from "./judge.ts";
import { type EgressAnswer, problemAnswer } from "./answer.ts";

/** What the function gets where its call did not go out, and why it did not. */
export interface Unsent {
  readonly status: "unsent";
  readonly answer: EgressAnswer;
  readonly refused: string;
}

export function notFilled(why: string): Unsent {
  const answer = problemAnswer(403, "A secret is missing", why, { error: "no_secret" });
  return { status: "unsent", answer, refused: why };
}

/** Whose account a call is for. */
type Whose = Pick<Grant, "provider" | "account">;

export function notAllowed(whose: Whose, why: string): Unsent {
  const detail = `${why}. Allow it for ${nameOf(whose)} in Patchbay, then run again.`;
  const answer = problemAnswer(403, "A permission is missing", detail, { error: "not_granted" });
  return { status: "unsent", answer, refused: why };
}

export function withoutCredential(
  whose: Whose,
  { status }: Exclude<CredentialAnswer, { status: "ok" }>,
): Unsent {
  const name = nameOf(whose);
  const [refused, error] =
    status === "not-connected"
      ? [`${name} is not connected`, "not_connected"]
      : [`${name} needs to be connected again`, "reconnect_needed"];
  const detail = `${refused}. Connect it in Patchbay, then run again.`;
  const answer = problemAnswer(403, refused, detail, { error });
  return { status: "unsent", answer, refused };
}

/** `Slack (support)`: of several accounts the one that is meant. */
function nameOf({ provider: { name }, account }: Whose): string {
  return account === undefined ? name : `${name} (${account})`;
}

/** The provider asked for more patience than a run has: another call would only be refused as well. */
export function heldBack({ name }: Provider, ms: number): Unsent {
  const seconds = Math.ceil(ms / 1_000);
  const refused = `${name} takes no more calls for ${seconds} s`;
  const detail = `${refused}: its limit is used up. Run again after that.`;
  const title = "The provider's limit is used up";
  const answer = problemAnswer(429, title, detail, { error: "rate_limited" }, [
    ["retry-after", String(seconds)],
  ]);
  return { status: "unsent", answer, refused };
}
