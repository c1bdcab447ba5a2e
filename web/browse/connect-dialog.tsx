import { useState } from "react";
import type { ConnectorView } from "../../src/contract/catalog.ts";
import type { ConnectionView } from "../../src/contract/connection.ts";
import { NameField } from "../connections/name-field.tsx";
import { connectWords as words, connectorWords } from "../words/browse.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Switch } from "../ui/switch.tsx";
import { Sensitivity } from "./permissions.tsx";
import { grantedBy, sentenceOf } from "./scopes.ts";
import "./connect-dialog.css";

/** What a person decided on. */
export interface Connecting {
  readonly scopes: readonly string[];
  /** A further account, beside the one that functions use. */
  readonly beside?: true;
  /** What that one is called; made from its own name where left out. */
  readonly name?: string;
}

interface ConnectDialogProps {
  readonly connector: ConnectorView;
  readonly mode: "sandbox" | "live";
  /** The account that functions use. */
  readonly used: ConnectionView | undefined;
  readonly connect: (chosen: Connecting) => void;
  readonly close: () => void;
}

type Scope = ConnectorView["scopes"][number];

const accesses = ["read", "write"] as const;

/** The choice of permissions: what the tool's first use takes is on, all else is off. */
export function ConnectDialog({ connector, mode, used, connect, close }: ConnectDialogProps) {
  const { name, scopes, firstScopes, category } = connector;
  const [beside, setBeside] = useState(false);
  const [called, setCalled] = useState("");
  const granted = grantedBy(beside ? undefined : used);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(firstScopes));
  const isOn = (scope: string) => chosen.has(scope) || granted.has(scope);
  const isFirst = ({ scope }: Scope) => firstScopes.includes(scope);
  const groups = [
    { title: words.first, group: scopes.filter(isFirst) },
    ...accesses.map((access) => ({
      title: words.groups[access],
      group: scopes.filter((one) => one.access === access && !isFirst(one)),
    })),
  ];
  const asked = scopes.map(({ scope }) => scope).filter(isOn);
  function change(scope: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(scope);
    else next.delete(scope);
    setChosen(next);
  }
  return (
    <Dialog title={words.title(name)} close={close}>
      <div className="connect-mode">
        <p>
          <Chip tone={mode === "sandbox" ? "info" : "neutral"}>
            {mode === "sandbox" ? strings.connect.sandbox : connectorWords.live}
          </Chip>{" "}
          {connectorWords.modeMeans[mode](name)}
        </p>
        <p>{words.lead}</p>
      </div>
      {used && category !== "custom" && (
        <Switch label={words.beside(used.account.label)} on={beside} change={setBeside} />
      )}
      {used && beside && (
        <NameField provider={used.provider} name={called} isOptional change={setCalled} />
      )}
      <div className="connect-scopes">
        {groups.map(
          ({ title, group }) =>
            group.length > 0 && (
              <fieldset key={title}>
                <legend>{title}</legend>
                {group.map((one) => (
                  <Choice
                    key={one.scope}
                    about={one}
                    isOn={isOn(one.scope)}
                    isGranted={granted.has(one.scope)}
                    change={(on) => change(one.scope, on)}
                  />
                ))}
              </fieldset>
            ),
        )}
      </div>
      <div className="connect-foot">
        <p role="status">{asked.length === 0 ? words.none : words.chosen(asked.length)}</p>
        <div className="dialog-ways">
          <Button
            look="primary"
            disabled={asked.length === 0}
            onClick={() =>
              connect({
                scopes: asked,
                ...(beside ? { beside } : {}),
                ...(beside && called !== "" ? { name: called } : {}),
              })
            }
          >
            {connectorWords.connect(name)}
          </Button>
          <Button onClick={close}>{strings.cancel}</Button>
        </div>
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly about: Scope;
  readonly isOn: boolean;
  /** The account has it already. */
  readonly isGranted: boolean;
  readonly change: (on: boolean) => void;
}

function Choice({ about, isOn, isGranted, change }: ChoiceProps) {
  const { scope, access, sensitivity, condition } = about;
  return (
    <label className="connect-scope">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isGranted}
        onChange={({ target }) => change(target.checked)}
      />
      <span>
        <span>{sentenceOf(about)}</span>{" "}
        <span className="connector-facts">
          <Sensitivity access={access} sensitivity={sensitivity} />
          {isGranted && <Chip tone="good">{words.granted}</Chip>}
          <code>{scope}</code>
        </span>
        {condition !== undefined && <span className="connector-condition">{condition}</span>}
      </span>
    </label>
  );
}
