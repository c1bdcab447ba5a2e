import { useState } from "react";
import {
  type ConnectionUses,
  type ConnectionView,
  connectionUsesShape,
  givenBackShape,
} from "../../src/contract/connection.ts";
import { useMay } from "../data/rights.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { accessWords as words, connectionWords } from "../words/connections.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { calledOf } from "./called.ts";
import { Permission } from "./permission.tsx";
import { Stops } from "./stops.tsx";
import "./access-dialog.css";

interface AccessDialogProps {
  readonly connection: ConnectionView;
  readonly close: () => void;
  /** Told when something was given back. */
  readonly changed: () => void;
}

type GiveBack = { readonly scopes: readonly string[] } | { readonly connector: string };

/** Everything an account allows, who needs it, and a way to give back what nobody does. */
export function AccessDialog({ connection, close, changed }: AccessDialogProps) {
  const { id, inUse } = connection;
  const path = `/api/connections/${encodeURIComponent(id)}`;
  const { loaded, reload } = useGet(connectionUsesShape, `${path}/uses`);
  const { connectors } = useServer();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  const confirm = useConfirm();
  const nameOf = (connector: string) =>
    (connectors.status === "ready" ? connectors.value.connectors : []).find(
      (one) => one.id === connector,
    )?.name ?? connector;

  async function giveBack(body: GiveBack) {
    setBusy(true);
    setProblem(undefined);
    try {
      const given = await ask(givenBackShape, `${path}/give-back`, { method: "POST", body });
      toast({ text: given.detail ?? words.gone });
      if (given.revoked || isAll(given.dropped, loaded)) close();
      else reload();
      changed();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }

  async function giveBackTool(connector: string, uses: ConnectionUses) {
    const functions = uses.permissions
      .filter((one) => one.connector === connector)
      .flatMap((one) => one.functions);
    const isMeant = await confirm({
      title: words.giveBackToolTitle(nameOf(connector)),
      detail: (
        <Stops
          uses={{ functions: [...new Set(functions)], automations: [] }}
          nothing={connectionWords.disconnectNothing}
          lead={connectionWords.stops}
        />
      ),
      action: words.giveBack,
      danger: true,
    });
    if (isMeant) await giveBack({ connector });
  }

  return (
    <Dialog title={words.title(calledOf(connection))} close={close}>
      <p className="access-lead">{inUse ? words.lead : words.notInUse(calledOf(connection))}</p>
      {loaded.status === "loading" && <Loading lines={5} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "ready" && (
        <Access
          uses={loaded.value}
          inUse={inUse}
          busy={busy}
          nameOf={nameOf}
          giveBack={(scopes) => void giveBack({ scopes })}
          giveBackTool={(connector) => void giveBackTool(connector, loaded.value)}
        />
      )}
    </Dialog>
  );
}

/** With the last permission the account itself is gone. */
function isAll(
  dropped: readonly string[],
  loaded: { readonly status: string; readonly value?: ConnectionUses },
): boolean {
  return loaded.value?.permissions.every(({ scope }) => dropped.includes(scope)) === true;
}

interface AccessProps {
  readonly uses: ConnectionUses;
  readonly inUse: boolean;
  readonly busy: boolean;
  readonly nameOf: (connector: string) => string;
  readonly giveBack: (scopes: readonly string[]) => void;
  readonly giveBackTool: (connector: string) => void;
}

function Access({ uses, inUse, busy, nameOf, giveBack, giveBackTool }: AccessProps) {
  const { permissions, missing } = uses;
  const connects = useMay("connect");
  const groups = Map.groupBy(permissions, ({ connector }) => connector);
  const isUnneeded = ({ functions, forSignIn }: ConnectionUses["permissions"][number]) =>
    inUse && functions.length === 0 && !forSignIn;
  const unneeded = permissions.filter(isUnneeded);
  const scopes = [...new Set(unneeded.map(({ scope }) => scope))];
  const hasBoth = new Set(permissions.map(({ token }) => token)).size > 1;
  return (
    <>
      {missing.length > 0 && (
        <section className="access-group" aria-labelledby="access-missing">
          <h3 id="access-missing">{words.missing}</h3>
          <ul role="list">
            {missing.map((one) => (
              <Permission key={`${one.token} ${one.scope}`} permission={one} hasBoth={hasBoth} />
            ))}
          </ul>
        </section>
      )}
      {permissions.length === 0 && <p>{words.none}</p>}
      {connects && scopes.length > 1 && (
        <div className="dialog-ways">
          <Button disabled={busy} onClick={() => giveBack(scopes)}>
            {words.giveBackAll(scopes.length)}
          </Button>
        </div>
      )}
      {Array.from(groups, ([connector, group]) => (
        <section key={connector} className="access-group" aria-labelledby={`access-${connector}`}>
          <header>
            <h3 id={`access-${connector}`}>{nameOf(connector)}</h3>
            {connects && groups.size > 1 && (
              <Button look="quiet" disabled={busy} onClick={() => giveBackTool(connector)}>
                {words.giveBackTool(nameOf(connector))}
              </Button>
            )}
          </header>
          <ul role="list">
            {group.map((one) => (
              <Permission
                key={`${one.token} ${one.scope}`}
                permission={one}
                hasBoth={hasBoth}
                giveBack={connects && isUnneeded(one) ? () => giveBack([one.scope]) : undefined}
                busy={busy}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
