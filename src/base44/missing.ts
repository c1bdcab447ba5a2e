import { PatchbayError } from "../core/errors.ts";

/** The part of Base44 that an address is about: `entities`. */
export function partOf(path: string): string {
  return /^(?:\/base44)?\/api\/(?:apps\/[^/]+\/)?([\w-]{1,40})/.exec(path)?.[1] ?? "part";
}

/** Says what Patchbay has instead. */
export function partMissing(path: string): PatchbayError {
  return new PatchbayError(
    "base44/missing",
    `Patchbay has no "${partOf(path)}" as Base44 has. It has connectors (getConnection, getAccessToken, callApi, connectAppUser) and functions (invoke, fetch).`,
  );
}
