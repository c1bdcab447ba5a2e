import type { ConnectorView } from "../../src/contract/catalog.ts";
import type { ConnectionView } from "../../src/contract/connection.ts";
import { connectorWords as words } from "../words/browse.ts";
import { strings } from "../words/strings.ts";
import { Chip } from "../ui/chip.tsx";
import { grantedBy, sentenceOf } from "./scopes.ts";

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
      {scopes.map((one) => (
        <li key={one.scope}>
          <div>
            <p>{sentenceOf(one)}</p>
            <p className="connector-facts">
              <Sensitivity access={one.access} sensitivity={one.sensitivity} />
              <code>{one.scope}</code>
            </p>
            {one.condition !== undefined && <p className="connector-condition">{one.condition}</p>}
          </div>
          {granted.has(one.scope) && <Chip tone="good">{words.granted}</Chip>}
        </li>
      ))}
    </ul>
  );
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
