import { Lacking } from "../access/allowed.tsx";
import { type ConnectionSummary, connectionShape } from "../../src/contract/connection.ts";
import { changeQuery, valueOf } from "../data/address.ts";
import { useGet } from "../data/use-get.ts";
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
import { AccountFilters, filterOf } from "./account-filters.tsx";
import { People } from "./people.tsx";
import { PendingRevocations } from "./pending-revocations.tsx";
import { RenameAccount } from "./rename-account.tsx";
import { useAccountActions } from "./use-account-actions.tsx";
import { useAccountPages } from "./use-account-pages.ts";

/** Connected accounts, those that fit; what is looked for, and whose access is looked at, stand in the address. */
export default function ConnectionsScreen() {
  const query = useQuery();
  const filter = filterOf(query);
  const accounts = useAccountPages({ ...filter, limit: "50" });
  const { loaded, startOver, used } = accounts;
  const isEmpty = loaded.status === "ready" && used.size === 0;
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
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: startOver }} />
      )}
      {isEmpty && (
        <Empty icon="plug" title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
          <Link className="button button-primary" href={paths.browse}>
            {words.browse}
          </Link>
        </Empty>
      )}
      {!isEmpty && <AccountFilters filter={filter} providers={used} total={accounts.total} />}
      {loaded.status === "loading" && <Loading lines={6} />}
      {loaded.status === "ready" && (
        <>
          {!isEmpty && <Accounts accounts={accounts} />}
          <PendingRevocations owed={loaded.value.pendingRevocations} />
        </>
      )}
      <LookedAt changed={startOver} />
      <People />
    </Page>
  );
}

type Pages = ReturnType<typeof useAccountPages>;

function Accounts({ accounts }: { readonly accounts: Pages }) {
  const { connections, used, hasMore, busy, problem, more, startOver } = accounts;
  const { actions, checking, signedIn, of, renaming } = useAccountActions(startOver);
  if (connections.length === 0)
    return (
      <Empty icon="search" title={words.noneTitle}>
        <p>{words.noneLead}</p>
      </Empty>
    );
  return (
    <>
      <VirtualList
        label={words.accounts}
        items={connections}
        keyOf={({ id }) => id}
        height={220}
        reached={() => {
          if (hasMore && !busy && !problem) void more();
        }}
      >
        {(connection) => (
          <div className="account-item">
            <Account
              connection={connection}
              used={defaultOf(used.get(connection.provider))}
              actions={actions}
              signedIn={signedIn}
              isChecking={checking === connection.id}
              {...of(connection.id)}
            />
          </div>
        )}
      </VirtualList>
      {busy && <p role="status">{words.loadingMore}</p>}
      {problem && (
        <Failure detail={problem.message} way={{ label: strings.retry, go: () => void more() }} />
      )}
      {renaming && <RenameAccount {...renaming} />}
    </>
  );
}

/** The account whose access is looked at, whether or not it is in the list. */
function LookedAt({ changed }: { readonly changed: () => void }) {
  const id = valueOf(useQuery(), "access");
  return id === "" ? null : <Looked key={id} id={id} changed={changed} />;
}

function Looked({ id, changed }: { readonly id: string; readonly changed: () => void }) {
  const { loaded, reload } = useGet(connectionShape, `/api/connections/${encodeURIComponent(id)}`);
  if (loaded.status !== "ready") return null;
  return (
    <AccessDialog
      connection={loaded.value}
      close={() => changeQuery({ access: "" })}
      changed={() => {
        reload();
        changed();
      }}
    />
  );
}

/** The default of a provider that has several accounts now. */
function defaultOf(summary: ConnectionSummary | undefined) {
  return summary && summary.accounts > 1 ? summary.default : undefined;
}
