import type { Context } from "hono";
import type { AppUsers } from "../app-users/app-users.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Signed } from "./guard.ts";

/** By which an API key says whom it calls for: their id in the app's own product. */
export const personHeader = "Patchbay-User";

export type PersonOf = (c: Context<Signed>) => Promise<string | undefined>;

/**
 * Whom a request acts for: the person who is signed in, or whom an API key names. Nobody who is signed
 * in can name another. Throws `access/not-allowed` and `app-user/not-found`.
 */
export function createPersonOf(users: Pick<AppUsers, "byExternalId">): PersonOf {
  return async (c) => {
    const { principal, userId, rights } = c.get("caller");
    const named = c.req.header(personHeader);
    if (named === undefined) return userId;
    const isKey = principal === "api-key" || principal.startsWith("api-key:");
    if (!isKey || !rights.includes("use"))
      throw new PatchbayError(
        "access/not-allowed",
        `Only an API key with the right “use” names by ${personHeader} whom it calls for. Whoever is signed in acts for themselves: leave the header out.`,
      );
    return (await users.byExternalId(named)).id;
  };
}

/** Whose runs a caller sees beside those for nobody: who builds the app, all; others only their own. */
export function runsSeenBy(c: Context<Signed>): string | undefined {
  const { rights, userId } = c.get("caller");
  return rights.includes("build") ? undefined : (userId ?? "");
}
