import { Suspense, useState } from "react";
import type { FunctionView } from "../../src/contract/function.ts";
import { useTools } from "../connections/use-tools.ts";
import { useMay } from "../data/rights.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectionWords } from "../words/connections.ts";
import { functionAccountWords as words } from "../words/function-accounts.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { later } from "../ui/later.tsx";
import { Logo } from "../ui/logo.tsx";
import { type AccountRow, rowsOf, titlesOf } from "./account-rows.ts";
import "./accounts-used.css";

const dialog = later(() => import("./choose-account.tsx"));

interface AccountsUsedProps {
  readonly current: FunctionView;
  readonly changed: (current: FunctionView) => void;
  readonly reload: () => void;
}

/** With which accounts a function acts, and for who may build, the way to others. */
export function AccountsUsed({ current, changed, reload }: AccountsUsedProps) {
  const [chosen, setChosen] = useState<AccountRow>();
  const builds = useMay("build");
  const { accounts = [], origin } = current;
  if (accounts.length === 0) return null;
  return (
    <section className="accounts-used" aria-label={words.accounts}>
      <p className="accounts-used-lead">
        <Icon name="plug" />
        {words.actsWith}:
      </p>
      <ul role="list">
        {rowsOf(accounts).map((row) => (
          <li key={`${row.provider} ${row.account}`}>
            <Row
              row={row}
              change={builds && origin === "flow" ? () => setChosen(row) : undefined}
            />
          </li>
        ))}
      </ul>
      {builds && origin === "hand" && (
        <p className="accounts-used-note">{words.byCode("Patchbay-Account: support")}</p>
      )}
      {chosen && (
        <Suspense>
          <dialog.Part
            current={current}
            row={chosen}
            close={() => setChosen(undefined)}
            changed={changed}
            reload={reload}
          />
        </Suspense>
      )}
    </section>
  );
}

interface RowProps {
  readonly row: AccountRow;
  readonly change: (() => void) | undefined;
}

function Row({ row, change }: RowProps) {
  const { provider, account, now, uses, isPart } = row;
  const { tools, toolNames: name } = useTools()(row);
  const titles = titlesOf(uses);
  return (
    <>
      <span className="accounts-used-tool">
        {tools.map(({ id, logo }) => (
          <Logo key={id} svg={logo} />
        ))}
        <strong>{name}</strong>
      </span>
      <span className="accounts-used-account">
        {account === undefined && words.default}
        {account === "user" && words.own}
        {account !== undefined && account !== "user" && <code>{`${provider}:${account}`}</code>}
        {now && (
          <>
            {" "}
            <Link href={paths.access(now.id)}>{now.label}</Link>
          </>
        )}
        {isPart && ` ${words.steps(titles)}`}
      </span>
      {now && now.state !== "active" && (
        <Chip tone="warn">{connectionWords.states[now.state]}</Chip>
      )}
      {!now && account !== "user" && <Chip tone="warn">{words.notConnected}</Chip>}
      {change && (
        <Button
          look="quiet"
          aria-label={isPart ? words.changeOfSteps(name, titles) : words.changeOf(name)}
          onPointerEnter={dialog.load}
          onFocus={dialog.load}
          onClick={change}
        >
          {words.change}
        </Button>
      )}
    </>
  );
}
