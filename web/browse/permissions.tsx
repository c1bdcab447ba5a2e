import type { ConnectorView } from "../../src/contract/catalog.ts";
import type { ConnectionView } from "../../src/contract/connection.ts";
import { connectorWords as words } from "../words/browse.ts";
import { strings } from "../words/strings.ts";
import { Chip } from "../ui/chip.tsx";

interface PermissionsProps {
  readonly connector: ConnectorView;
  readonly accounts: readonly ConnectionView[];
}

/** Every permission of a tool in plain words. */
export function Permissions({ connector: { scopes }, accounts }: PermissionsProps) {
  if (scopes.length === 0) return <p className="connector-none">{words.noPermissions}</p>;
  const granted = grantedBy(accounts.find(({ inUse }) => inUse));
  return (
    <ul role="list" className="connector-list" aria-label={words.tabs.permissions}>
      {scopes.map(({ scope, sentence, sensitivity, access, condition }) => (
        <li key={scope}>
          <div>
            <p>{sentence}</p>
            <p className="connector-facts">
              <Sensitivity access={access} sensitivity={sensitivity} />
              <code>{scope}</code>
            </p>
            {condition !== undefined && <p className="connector-condition">{condition}</p>}
          </div>
          {granted.has(scope) && <Chip tone="good">{words.granted}</Chip>}
        </li>
      ))}
    </ul>
  );
}

/** What an account grants, whichever token has it. */
export function grantedBy(connection: ConnectionView | undefined): ReadonlySet<string> {
  const { bot = [], user = [] } = connection?.scopes ?? {};
  return new Set([...bot, ...user]);
}

interface SensitivityProps {
  readonly access: "read" | "write";
  readonly sensitivity: string;
}

/** How much it lets in, in a word. */
export function Sensitivity({ access, sensitivity }: SensitivityProps) {
  const isGrave = access === "write" || sensitivity === "restricted";
  return (
    <Chip tone={isGrave ? "warn" : "info"}>{strings.connect.sensitivity(access, sensitivity)}</Chip>
  );
}
