import { useMemo, useState } from "react";
import { type AuditVerified, auditVerifiedShape } from "../../src/contract/audit.ts";
import { under } from "../base.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { Link, navigate, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { auditWords as words } from "../words/audit.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { ChainCheck } from "./chain-check.tsx";
import { Entry } from "./entry.tsx";
import { askedOf, queryOf, readFilter, type AuditFilter } from "./filter.ts";
import { Filters } from "./filters.tsx";
import { useActors } from "./use-actors.ts";
import { useEntries } from "./use-entries.ts";
import "./audit-screen.css";

/** Who did what; what the log is narrowed to is in the address. */
export default function AuditScreen() {
  const query = useQuery();
  const filter = useMemo(() => readFilter(query), [query]);
  const list = useEntries(askedOf(filter).toString());
  const actors = useActors();
  const [found, setFound] = useState<AuditVerified>();
  const { busy, problem, run } = useAction();
  const { loaded, reload, entries } = list;
  useComeBack(reload);
  function change(next: AuditFilter) {
    const asked = queryOf(next);
    navigate(asked.size === 0 ? paths.audit : `${paths.audit}?${asked}`);
  }
  const check = () =>
    run(async (signal) => {
      setFound(await ask(auditVerifiedShape, "/api/audit/verify", { signal }));
    });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <>
          <Link className="button button-quiet" href={paths.settings}>
            <Icon name="back" />
            {words.back}
          </Link>
          <Button disabled={busy} onClick={() => void check()}>
            {busy ? words.checking : words.check}
          </Button>
          {/* The browser saves it as it comes: it may be larger than what a page can hold. */}
          <a className="button button-plain" href={under("/api/audit/export")} download>
            <Icon name="download" />
            {words.export}
          </a>
        </>
      }
    >
      {problem && <Failure detail={problem.message} />}
      {found && <ChainCheck found={found} />}
      <Filters filter={filter} actors={actors} change={change} />
      {loaded.status === "loading" && <Loading lines={8} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && entries.length === 0 && (
        <Empty icon="search" title={queryOf(filter).size > 0 ? words.noneFits : words.none} />
      )}
      {entries.length > 0 && (
        <VirtualList
          label={words.list}
          items={entries}
          keyOf={({ id }) => id}
          height={54}
          reached={() => void list.more()}
        >
          {(entry) => (
            <div className="audit-item">
              <Entry entry={entry} actors={actors} only={(actor) => change({ ...filter, actor })} />
            </div>
          )}
        </VirtualList>
      )}
      {list.problem && (
        <Failure
          detail={list.problem.message}
          way={{ label: strings.retry, go: () => void list.more() }}
        />
      )}
      {list.hasMore && !list.problem && <p role="status">{words.more}</p>}
    </Page>
  );
}
