import type { ConnectionRequestView } from "../../../src/contract/connection.ts";
import { strings } from "../../words/strings.ts";
import "./login-host.css";

const words = strings.connect;

interface LoginHostProps {
  readonly hosts: NonNullable<ConnectionRequestView["loginHosts"]>;
  /** One of the choices, or what was written; the first choice where nothing is. */
  readonly value: string;
  readonly change: (host: string) => void;
}

/** Where to sign in: one of the provider's usual places, or an address of one's own. */
export function LoginHost({ hosts: { choices, example }, value, change }: LoginHostProps) {
  const isOwn = !choices.some(({ host }) => host === value);
  return (
    <fieldset className="login-host">
      <legend>{words.loginHost}</legend>
      {choices.map(({ host, label }) => (
        <label key={host}>
          <input
            type="radio"
            name="login-host"
            checked={value === host}
            onChange={() => change(host)}
          />
          {label} <code>{host}</code>
        </label>
      ))}
      <label>
        <input type="radio" name="login-host" checked={isOwn} onChange={() => change("")} />
        {words.ownLoginHost}
      </label>
      {isOwn && (
        <input
          type="text"
          aria-label={words.ownLoginHost}
          placeholder={example}
          value={value}
          onChange={({ target }) => change(target.value)}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </fieldset>
  );
}
