/** What an account of a provider may be called: `support` of `slack:support`. */
const accountName = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** Means the calling person's own account wherever an account is named, and is therefore no name. */
export const reservedAccount = "user";

/** Whether an account may be called so. */
export function isAccountName(name: string): boolean {
  return accountName.test(name) && name !== reservedAccount;
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
