import type { PendingRevocationView } from "../../src/contract/connection.ts";
import { connectionWords as words } from "../words/connections.ts";
import { Chip } from "../ui/chip.tsx";
import { day, shortMoment } from "../ui/time.ts";

/** Disconnected accounts whose access is not taken back yet. */
export function PendingRevocations({ owed }: { readonly owed: readonly PendingRevocationView[] }) {
  if (owed.length === 0) return null;
  return (
    <section aria-labelledby="pending-revocations" className="pending-revocations">
      <h2 id="pending-revocations">{words.pendingTitle}</h2>
      <ul role="list">
        {owed.map(({ id, provider, account, nextAt, giveUpAt }) => (
          <li key={id} className="account">
            <header>
              <div>
                <h3>{account}</h3>
                <p className="account-label">{provider}</p>
              </div>
              <Chip tone="warn">{words.pending}</Chip>
            </header>
            <p className="account-notes">
              {words.pendingMeans(shortMoment(nextAt, new Date()), day(giveUpAt))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
