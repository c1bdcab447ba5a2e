import { Suspense, lazy, useCallback, useMemo, useState } from "react";
import { Allowed, Lacking } from "../access/allowed.tsx";
import { connectorListShape } from "../../src/contract/catalog.ts";
import { mostCounted } from "../../src/contract/function-summary.ts";
import { useGet } from "../data/use-get.ts";
import { Link, navigate, replaceAddress, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { DeletedFunctions } from "./deleted-functions.tsx";
import { FunctionRows } from "./function-rows.tsx";
import { type ListFilter, isNarrowed, noFilter, queryOf, readFilter } from "./list-filter.ts";
import { ListFilters } from "./list-filters.tsx";
import { NewFunction } from "./new-function.tsx";
import { useSummaries } from "./use-summaries.ts";
import "./functions-screen.css";

const words = functionWords.list;
const ImportDialog = lazy(() => import("./import-dialog.tsx"));

/** All functions and how they fare; what the list is narrowed to is in the address. */
export default function FunctionsScreen() {
  const query = useQuery();
  const filter = useMemo(() => readFilter(query), [query]);
  const list = useSummaries(filter);
  const tools = useTools();
  const [opened, setOpened] = useState<"import" | "new">();
  const change = useCallback((next: ListFilter, typed = false) => {
    const asked = queryOf(next);
    const path = asked.size === 0 ? paths.functions : `${paths.functions}?${asked}`;
    if (typed) replaceAddress(path);
    else navigate(path);
  }, []);
  const { loaded, functions, total, startOver } = list;
  const isEmpty = loaded.status === "ready" && total === 0 && !isNarrowed(filter);
  const close = () => setOpened(undefined);
  return (
    <Page
      title={functionWords.title}
      lead={functionWords.lead}
      actions={
        <Allowed right="build">
          <Button onClick={() => setOpened("new")}>{words.new}</Button>
          <Button onClick={() => setOpened("import")}>{functionWords.import.open}</Button>
        </Allowed>
      }
    >
      <Lacking right="build" />
      {!isEmpty && (
        <ListFilters
          filter={filter}
          connectors={list.connectors.map((id) => [id, tools.get(id)?.name ?? id] as const)}
          change={change}
        />
      )}
      {loaded.status === "loading" && <Loading lines={8} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: list.reload }} />
      )}
      {isEmpty && (
        <Empty icon="code" title={functionWords.emptyTitle}>
          <p>{functionWords.emptyLead}</p>
          <Allowed right="build">
            <Link className="button button-primary" href={paths.newChat}>
              {functionWords.startChat}
            </Link>
          </Allowed>
        </Empty>
      )}
      {loaded.status === "ready" && !isEmpty && (
        <>
          <p className="functions-count" role="status">
            {isNarrowed(filter) && total >= mostCounted
              ? words.many(mostCounted)
              : words.count(total)}
          </p>
          {functions.length > 0 ? (
            <FunctionRows list={list} tools={tools} changed={startOver} />
          ) : (
            <Empty icon="search" title={words.noneTitle}>
              <p>{words.noneLead}</p>
              <Button onClick={() => change({ ...noFilter, sort: filter.sort })}>
                {words.clear}
              </Button>
            </Empty>
          )}
        </>
      )}
      <DeletedFunctions key={total} changed={startOver} />
      {opened === "import" && (
        <Suspense>
          <ImportDialog close={close} changed={startOver} />
        </Suspense>
      )}
      {opened === "new" && <NewFunction close={close} />}
    </Page>
  );
}

/** Names and logos of the tools there are, by id. */
function useTools() {
  const { loaded } = useGet(connectorListShape, "/api/connectors");
  return useMemo(
    () =>
      new Map(loaded.status === "ready" ? loaded.value.connectors.map((one) => [one.id, one]) : []),
    [loaded],
  );
}
