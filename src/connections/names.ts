import { isAccountName, reservedAccount } from "../contract/account-name.ts";
import { PatchbayError } from "../core/errors.ts";

/** The name itself where it is free, else the first number after it that is. */
export function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken);
  let free = name;
  for (let number = 2; used.has(free); number += 1) free = `${name.slice(0, 34)}-${number}`;
  return free;
}

/** Throws `connection/name`. */
export function requireAccountName(name: string): void {
  if (isAccountName(name)) return;
  throw new PatchbayError(
    "connection/name",
    `"${name}" is no name for an account. Take 1 to 40 small letters, digits and hyphens, beginning with a letter or a digit; "${reservedAccount}" is kept for everybody's own account.`,
    { where: "name" },
  );
}

/** Says that a name is another account's, and which one is free. */
export function nameTaken(provider: string, name: string, names: readonly string[]): PatchbayError {
  const free = freeName(name, names);
  return new PatchbayError(
    "connection/name-taken",
    `Another account is called ${provider}:${name} already. ${provider}:${free} is free.`,
    { where: "name", extra: { free } },
  );
}
