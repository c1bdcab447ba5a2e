import type { Connector } from "../catalog/connector.ts";
import { defaultToken } from "../catalog/operation.ts";

/** What an account is asked for where nobody says what it is for: what the tool's first operation takes. */
export function firstScopes({ operations: [first] }: Connector): readonly string[] {
  return first?.scopes[defaultToken(first)]?.[0] ?? [];
}
