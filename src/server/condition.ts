import { PatchbayError } from "../core/errors.ts";

/** Whether a list of entity tags (RFC 9110 8.8.3) names this one; `*` names any that there is. */
export function namesTag(header: string, etag: string | undefined): boolean {
  if (header.trim() === "*") return etag !== undefined;
  const tags = header.split(",").map((tag) => /^\s*"?([^"\s]*)"?\s*$/.exec(tag)?.[1]);
  return etag !== undefined && tags.includes(etag);
}

interface Current {
  readonly version: number;
  readonly etag: string;
}

/**
 * Refuses a change that was made from another version than the current one (RFC 9110 13.1.1). A weak
 * tag never matches. Throws `function/changed`.
 */
export function checkIfMatch(name: string, header: string | undefined, current: Current): void {
  if (header === undefined || namesTag(header, current.etag)) return;
  throw new PatchbayError(
    "function/changed",
    `"${name}" is at version ${current.version} by now, and If-Match names another. Read it again and repeat the change.`,
    { extra: { version: current.version, etag: current.etag } },
  );
}

/** A change of the whole must say what it was made from (RFC 6585 3), so that nobody's is overwritten unseen. */
export function requireIfMatch(name: string, header: string | undefined, current: Current): void {
  if (header === undefined)
    throw new PatchbayError(
      "function/no-condition",
      `"${name}" exists at version ${current.version}. Send the ETag that GET gave you as If-Match.`,
      { extra: { version: current.version } },
    );
  checkIfMatch(name, header, current);
}

/** Throws `function/changed` where something exists that the client says must not (RFC 9110 13.1.2). */
export function checkIfNoneMatch(
  name: string,
  header: string | undefined,
  current: Current | undefined,
): void {
  if (header === undefined || !current || !namesTag(header, current.etag)) return;
  throw new PatchbayError(
    "function/changed",
    `There is already a function "${name}", at version ${current.version}, and a new one was asked for. Choose another name.`,
    { extra: { version: current.version } },
  );
}
