import type { ConnectorSummary } from "../../src/contract/catalog.ts";
import { useServer } from "../data/server.tsx";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { browseWords as words } from "../words/browse.ts";
import { Chip } from "../ui/chip.tsx";
import { Logo } from "../ui/logo.tsx";
import type { Account } from "./tools.ts";

interface ConnectorCardProps {
  readonly connector: ConnectorSummary;
  /** Undefined where nobody connected it. */
  readonly account: Account | undefined;
}

/** A tool, what it is for, and how it stands; all of it leads to its page. */
export function ConnectorCard({ connector, account }: ConnectorCardProps) {
  const { id, name, logo, description, category, provider, operationCount, needsModel } = connector;
  const { status } = useServer();
  const known = status.status === "ready" ? status.value : undefined;
  const mode = known?.providers.find((one) => one.id === provider)?.mode;
  const title = `browse-${id}`;
  return (
    <li className="browse-tool">
      <Logo svg={logo} />
      <div className="browse-tool-words">
        <h3 id={title}>
          <Link href={paths.connector(id)}>{name}</Link>
        </h3>
        <p>{description}</p>
        <p className="browse-tool-facts">
          {words.category[category] ?? category} · {words.can(operationCount)}
        </p>
        <p className="browse-tool-state">
          {account && <State account={account} />}
          {mode && <Chip tone={mode === "sandbox" ? "info" : "neutral"}>{words.modes[mode]}</Chip>}
          {needsModel && known?.model.builtin !== false && (
            <Chip tone="warn">{words.needsModel}</Chip>
          )}
        </p>
      </div>
    </li>
  );
}

function State({ account: { count, needsReconnect } }: { readonly account: Account }) {
  return needsReconnect ? (
    <Chip tone="warn">{words.reconnect}</Chip>
  ) : (
    <Chip tone="good">{words.accounts(count)}</Chip>
  );
}
