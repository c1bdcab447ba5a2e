import type { ConnectionView } from "../../src/contract/connection.ts";
import { chipOf, stateOf } from "../connections/account-state.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectorWords as words } from "../words/browse.ts";
import { connectionWords } from "../words/connections.ts";
import { Chip } from "../ui/chip.tsx";
import { ago } from "../ui/time.ts";

interface ConnectorAccountsProps {
  readonly accounts: readonly ConnectionView[];
  readonly total: number;
}

/** The first accounts of a tool's provider, each with the way to its access. */
export function ConnectorAccounts({ accounts, total }: ConnectorAccountsProps) {
  const more = total - accounts.length;
  return (
    <section className="connector-section" aria-labelledby="connector-accounts">
      <h2 id="connector-accounts">{words.accounts}</h2>
      {accounts.length === 0 && <p className="connector-none">{words.noAccounts}</p>}
      {accounts.length > 0 && (
        <ul role="list" className="connector-list">
          {accounts.map((connection) => (
            <Row key={connection.id} connection={connection} isOne={accounts.length > 1} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <Link
          href={`${paths.connections}?provider=${encodeURIComponent(accounts[0]?.provider ?? "")}`}
        >
          {connectionWords.moreNames(more)}
        </Link>
      )}
    </section>
  );
}

interface RowProps {
  readonly connection: ConnectionView;
  /** Of several. */
  readonly isOne: boolean;
}

function Row({ connection, isOne }: RowProps) {
  const { id, provider, name, account, inUse, createdAt } = connection;
  const now = Date.now();
  const { tone, word } = chipOf(stateOf(connection));
  return (
    <li>
      <div>
        <p>
          {isOne && <code>{`${provider}:${name}`}</code>} {account.label}
        </p>
        <p className="connector-facts">{connectionWords.connected(ago(createdAt, now))}</p>
      </div>
      {isOne && inUse && <Chip tone="info">{connectionWords.isDefault}</Chip>}
      <Chip tone={tone}>{word}</Chip>
      <Link
        className="button button-plain"
        href={paths.access(id)}
        aria-label={words.manageOf(account.label)}
      >
        {words.manage}
      </Link>
    </li>
  );
}
