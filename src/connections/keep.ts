import type { Account, Provider } from "../catalog/provider.ts";
import type { ConnectionMode, ConnectionStore, StoredConnection } from "../store/connections.ts";
import { nameFrom } from "../contract/account-name.ts";
import { freeName } from "./names.ts";
import type { TokenCipher, Tokens } from "./tokens.ts";

/**
 * Stores what somebody signed in with. The same account at the same provider stays one connection:
 * `tokensOf` makes the new tokens of those it had, of which none are there at first.
 */
export async function keepConnection(
  { connections, cipher }: { readonly connections: ConnectionStore; readonly cipher: TokenCipher },
  {
    provider,
    mode,
    account,
    name,
    userId,
    beside = false,
  }: {
    readonly provider: Provider;
    /** Of who issued them, which may be another than a moment ago. */
    readonly mode: ConnectionMode;
    readonly account: Account;
    /** What a new one is called; made from what the provider calls it where nobody said. */
    readonly name?: string | undefined;
    /** Whose it becomes; the whole app's where it is nobody's. */
    readonly userId?: string | undefined;
    /** The app goes on with the account that it has. */
    readonly beside?: boolean;
  },
  tokensOf: (before: Tokens, wasActive: boolean) => Tokens,
): Promise<StoredConnection> {
  for (;;) {
    const before = await connections.ofAccount(provider.id, mode, account.id, userId);
    const id = before?.id ?? connections.newId();
    const tokens = before
      ? tokensOf(cipher.openOrEmpty(before), before.status === "active")
      : tokensOf({}, false);
    const values = { status: "active", beside, ...cipher.seal(tokens, id) } as const;
    const kind = { provider: provider.id, mode, ...(userId === undefined ? {} : { userId }) };
    const written = before
      ? await connections.change(before, { ...values, signedIn: account })
      : await connections.add({
          ...kind,
          id,
          account,
          name: freeName(name ?? nameFrom(account.label), await connections.names(kind)),
          ...values,
        });
    // Where somebody else wrote in between, it is done again over what they wrote.
    const after = written && (await connections.find(id));
    if (after) return after;
  }
}
