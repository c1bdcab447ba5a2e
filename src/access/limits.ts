import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import type { RateCountStore } from "../store/rate-counts.ts";

/**
 * Within these times, that many tries: room for a bad memory, none for a list of passwords. Of one
 * account 10 from an address, so that a stranger does not keep out whose it is, and 100 from everywhere
 * (as NIST SP 800-63B 5.2.2 has it).
 */
const windowMs = 10 * 60_000;
const most = { address: 60, account: 10, everywhere: 100 } as const;

interface LimitsOptions {
  readonly store: RateCountStore;
  readonly clock: Clock;
}

/** Slows down who guesses: by where they are, and by the account that they try. */
export function createSignInLimits({ store, clock }: LimitsOptions) {
  async function count(kind: keyof typeof most, of: string): Promise<void> {
    const { count: tries, endsAt } = await store.count(`${kind} ${of}`, windowMs);
    if (tries <= most[kind]) return;
    const retryAfter = Math.max(1, Math.ceil((endsAt - clock.now()) / 1000));
    throw new PatchbayError(
      "access/too-many",
      `There were too many tries. Wait ${waiting(retryAfter)}, then try again.`,
      { extra: { retryAfter } },
    );
  }

  return {
    /** Counts a try, whether or not there is such an account. Throws `access/too-many`. */
    async take(address: string | undefined, account?: string): Promise<void> {
      await store.clear();
      if (address !== undefined) await count("address", address);
      if (account === undefined) return;
      await count("account", at(address, account));
      await count("everywhere", account);
    },
    /** They knew it: what was mistyped before no longer counts against the account, nor this try against the address. */
    async forgive(address: string | undefined, account?: string): Promise<void> {
      if (address !== undefined) await store.giveBack(`address ${address}`);
      if (account === undefined) return;
      await store.forget(`account ${at(address, account)}`);
      await store.giveBack(`everywhere ${account}`);
    },
  };
}

const at = (address: string | undefined, account: string) => `${account} ${address ?? ""}`;

export type SignInLimits = ReturnType<typeof createSignInLimits>;

function waiting(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
