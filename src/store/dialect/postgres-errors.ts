import { PatchbayError } from "../../core/errors.ts";

/** Where a database is, without who signs in there. */
export function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host || "localhost"}${pathname}`;
}

/** Codes of Postgres (https://www.postgresql.org/docs/current/errcodes-appendix.html), and what to do. */
const wayOn: Readonly<Record<string, string>> = {
  "28P01": "It refused the name or the password. Correct them in DATABASE_URL.",
  "28000": "It refused the name or the password. Correct them in DATABASE_URL.",
  "3D000": "There is no such database. Make it with createdb, or correct DATABASE_URL.",
  "53300": "It takes no more connections. Raise its max_connections, or start fewer servers.",
  "57P01": "It ended the connection. Try again in a moment.",
  "57P02": "It ended the connection. Try again in a moment.",
  "57P03": "It is starting or stopping. Try again in a moment.",
};

/** Whether a statement has no answer because its connection is gone: whether it was done nobody knows. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error) ?? "";
  if (["57P01", "57P02", "57P03", "ECONNRESET", "EPIPE"].includes(code)) return true;
  // `pg` says so without a code: of the statement that waits, and of those that come after it.
  return error instanceof Error && /^Connection terminated|is not queryable$/.test(error.message);
}

/** The refusal of work for which no connection was to be had; the address is given without its password. */
export function unreachable(databaseUrl: string, cause: unknown): PatchbayError {
  const way =
    wayOn[codeOf(cause) ?? ""] ??
    "Nothing answers there. Start Postgres, or correct DATABASE_URL; without it Patchbay uses SQLite.";
  return new PatchbayError(
    "data/unreachable",
    `The database at ${placeOf(databaseUrl)} cannot be used. ${way}`,
    { cause },
  );
}

/** The code that an error of Postgres or of the network carries. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
}
