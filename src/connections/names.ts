import { PatchbayError } from "../core/errors.ts";

/** What an account of a provider may be called: `support` of `slack:support`. */
const accountName = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Means the calling person's own account wherever an account is named, and is therefore no name. */
const reserved = "user";

/** Whether an account may be called so. */
export function isAccountName(name: string): boolean {
  return accountName.test(name) && name !== reserved;
}

/** A name made of what the provider calls the account: `Acme Robotics` becomes `acme-robotics`. */
export function nameFrom(label: string): string {
  const plain = label
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 40)
    .replace(/-$/, "");
  return isAccountName(plain) ? plain : "account";
}

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
    `"${name}" is no name for an account. Take 1 to 40 small letters, digits and hyphens, beginning with a letter or a digit; "${reserved}" is kept for everybody's own account.`,
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
