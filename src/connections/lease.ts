import type { ConnectionStore, StoredConnection } from "../store/connections.ts";
import { PatchbayError } from "../core/errors.ts";

/**
 * Longer than a refresh request may take (20 s) and its answer may have to wait for a busy database
 * (5 s): whoever takes over would otherwise send a token that is being used.
 */
const leaseMs = 30_000;
const pollMs = 50;

type Claim = NonNullable<Awaited<ReturnType<ConnectionStore["claimRefresh"]>>>;

/**
 * Waits for the sole right to renew a connection, or until somebody else has done it; undefined where
 * the connection is gone meanwhile.
 * Clocks of processes differ, so nobody trusts the time that another wrote: an attempt is given up
 * for dead when it was seen standing still for the whole lease, counted in waits of one's own.
 */
export async function leaseOf(
  connections: Pick<ConnectionStore, "claimRefresh">,
  id: string,
  {
    isDone,
    wait,
  }: {
    readonly isDone: (connection: StoredConnection) => boolean;
    readonly wait: (ms: number) => Promise<unknown>;
  },
): Promise<Claim | undefined> {
  let seen = { by: "", polls: 0 };
  // Two leases: of one who died, and of one who took over before us.
  for (let poll = 0; poll <= (2 * leaseMs) / pollMs + 1; poll++) {
    const claim = await connections.claimRefresh(id, leaseMs);
    if (!claim || claim.status === "claimed" || isDone(claim.connection)) return claim;
    seen = claim.by === seen.by ? { ...seen, polls: seen.polls + 1 } : { by: claim.by, polls: 0 };
    if (claim.isLeft || seen.polls * pollMs >= leaseMs) {
      const taken = await connections.claimRefresh(id, leaseMs, claim.by);
      if (taken?.status === "claimed") return taken;
    }
    await wait(pollMs);
  }
  throw new PatchbayError(
    "outbound/failed",
    "Another process has been renewing this connection for too long. Try again.",
  );
}
