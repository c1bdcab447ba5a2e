import type { PermissionView } from "../../../src/contract/permission.ts";
import { strings } from "../../strings.ts";
import { Chip } from "../../ui/chip.tsx";
import "./permissions.css";

const words = strings.connect;

interface PermissionsProps {
  readonly permissions: readonly PermissionView[];
  /** Scopes that were asked for and not granted. */
  readonly missing: readonly string[];
}

/** What is asked for, as sentences; the scope and the step behind each on demand. */
export function Permissions({ permissions, missing }: PermissionsProps) {
  if (permissions.length === 0) return null;
  return (
    <div className="permissions">
      <h4>{words.permissions}</h4>
      <ul role="list" aria-label={words.permissions}>
        {permissions.map((permission) => (
          <li key={`${permission.connector} ${permission.token} ${permission.scope}`}>
            <Sensitivity value={permission.sensitivity} />
            <span className="permission-sentence">{permission.sentence}</span>
            {missing.includes(permission.scope) && <Chip tone="warn">{words.notGranted}</Chip>}
            <details>
              <summary>{words.why}</summary>
              <dl>
                <dt>{words.scope}</dt>
                <dd>
                  <code>{permission.scope}</code>
                </dd>
                <dt>{words.neededBy}</dt>
                <dd>
                  {permission.neededBy
                    .map(({ step, operation }) => words.step(step, operation))
                    .join(", ")}
                </dd>
              </dl>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sensitivity({ value }: { readonly value: PermissionView["sensitivity"] }) {
  return <Chip tone={value === "write" ? "warn" : "info"}>{words.sensitivity[value]}</Chip>;
}
