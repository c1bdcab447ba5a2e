import type { PermissionView } from "../../../src/contract/permission.ts";
import { strings } from "../../words/strings.ts";
import { Chip } from "../../ui/chip.tsx";
import "./permissions.css";

const words = strings.connect;

interface PermissionsProps {
  readonly permissions: readonly PermissionView[];
  /** Scopes that were asked for and not granted. */
  readonly missing: readonly string[];
  /** Decided already: there for who wants to look. */
  readonly folded: boolean;
}

/** What is asked for, as sentences; the scope and the step behind each on demand. */
export function Permissions({ permissions, missing, folded }: PermissionsProps) {
  if (permissions.length === 0) return null;
  const list = <List permissions={permissions} missing={missing} />;
  if (folded) {
    return (
      <details className="permissions">
        <summary>{words.permissions}</summary>
        {list}
      </details>
    );
  }
  return (
    <div className="permissions">
      <h3>{words.permissions}</h3>
      {list}
    </div>
  );
}

function List({ permissions, missing }: Omit<PermissionsProps, "folded">) {
  return (
    <ul role="list" aria-label={words.permissions}>
      {permissions.map((permission) => (
        <li key={`${permission.connector} ${permission.token} ${permission.scope}`}>
          <Sensitivity permission={permission} />
          <span className="permission-sentence">{permission.sentence}</span>
          {missing.includes(permission.scope) && <Chip tone="warn">{words.notGranted}</Chip>}
          {permission.condition !== undefined && (
            <p className="permission-condition">{permission.condition}</p>
          )}
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
              {permission.avoids.length > 0 && (
                <>
                  <dt>{words.avoids}</dt>
                  <dd>{permission.avoids.map(({ sentence }) => sentence).join("; ")}</dd>
                </>
              )}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Sensitivity({
  permission: { access, sensitivity },
}: {
  readonly permission: PermissionView;
}) {
  const isGrave = access === "write" || sensitivity === "restricted";
  return <Chip tone={isGrave ? "warn" : "info"}>{words.sensitivity(access, sensitivity)}</Chip>;
}
