import { accountName } from "../../flow/schema.ts";
import { accountHeader } from "../../functions/account-header.ts";
import type { EgressCall } from "./judge.ts";

type Named =
  | { readonly status: "read"; readonly account: string | undefined }
  | { readonly status: "refused"; readonly why: string };

/** The account that a call names; undefined for the default. Hostile input, as the rest of it. */
export function accountNamed({ headers }: Pick<EgressCall, "headers">): Named {
  const given = headers.filter(([name]) => name.toLowerCase() === accountHeader.toLowerCase());
  const [first, ...others] = given.map(([, value]) => value);
  if (first === undefined) return { status: "read", account: undefined };
  if (others.length > 0)
    return {
      status: "refused",
      why: `the call has several ${accountHeader} headers. Name one account.`,
    };
  if (!accountName.safeParse(first).success)
    return {
      status: "refused",
      why: `the ${accountHeader} header is no name of an account: small letters, digits and hyphens.`,
    };
  return { status: "read", account: first };
}

/** `slack:support`, or what there is without a name. */
export function accountText(provider: string, account: string | undefined): string {
  return account === undefined ? `the default account of ${provider}` : `${provider}:${account}`;
}
