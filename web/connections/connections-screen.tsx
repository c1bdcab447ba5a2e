import { useMemo } from "react";
import { Lacking } from "../access/allowed.tsx";
import type { ConnectionView } from "../../src/contract/connection.ts";
import { changeQuery, valueOf } from "../data/address.ts";
import { Link, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectionWords as words } from "../words/connections.ts";
import { strings } from "../words/strings.ts";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { AccessDialog } from "./access-dialog.tsx";
import { Account } from "./account.tsx";
import { People } from "./people.tsx";
import { PendingRevocations } from "./pending-revocations.tsx";
import { RenameAccount } from "./rename-account.tsx";
import { useAccountActions } from "./use-account-actions.tsx";
import { useAccounts } from "./use-accounts.ts";

/** All connected accounts; the one whose access is looked at stands in the address. */
export default function ConnectionsScreen() {
  const { loaded, reload } = useAccounts();
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Link className="button button-plain" href={paths.browse}>
          <Icon name="plus" />
          {words.browse}
        </Link>
      }
    >
      <Lacking right="connect" />
      {loaded.status === "loading" && <Loading lines={6} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && loaded.value.connections.length === 0 && (
        <Empty icon="plug" title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
          <Link className="button button-primary" href={paths.browse}>
            {words.browse}
          </Link>
        </Empty>
      )}
      {loaded.status === "ready" && (
        <>
          <Accounts connections={loaded.value.connections} reload={reload} />
          <PendingRevocations owed={loaded.value.pendingRevocations} />
        </>
      )}
      <People />
    </Page>
  );
}

interface AccountsProps {
  readonly connections: readonly ConnectionView[];
  readonly reload: () => void;
}

function Accounts({ connections, reload }: AccountsProps) {
  const { actions, checking, signedIn, of, renaming } = useAccountActions(reload);
  const looked = valueOf(useQuery(), "access");
  const used = useMemo(() => defaultsOf(connections), [connections]);
  const access = connections.find(({ id }) => id === looked);
  if (connections.length === 0) return null;
  return (
    <>
      <VirtualList label={words.accounts} items={connections} keyOf={({ id }) => id} height={220}>
        {(connection) => (
          <div className="account-item">
            <Account
              connection={connection}
              used={used.get(connection.provider)}
              actions={actions}
              signedIn={signedIn}
              isChecking={checking === connection.id}
              {...of(connection.id)}
            />
          </div>
        )}
      </VirtualList>
      {renaming && <RenameAccount {...renaming} />}
      {access && (
        <AccessDialog
          connection={access}
          close={() => changeQuery({ access: "" })}
          changed={reload}
        />
      )}
    </>
  );
}

/** The default of each provider that has several accounts now. */
function defaultsOf(connections: readonly ConnectionView[]): ReadonlyMap<string, ConnectionView> {
  const present = connections.filter(({ isPresent }) => isPresent);
  const counts = Map.groupBy(present, ({ provider }) => provider);
  return new Map(
    present
      .filter(({ inUse, provider }) => inUse && (counts.get(provider)?.length ?? 0) > 1)
      .map((one) => [one.provider, one]),
  );
}
