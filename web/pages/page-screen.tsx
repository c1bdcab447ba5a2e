import { generateId } from "ai";
import { useEffect, useMemo, useRef } from "react";
import { blockAnswerShape, actedShape, pageViewShape } from "../../src/contract/page.ts";
import { ask } from "../data/api.ts";
import type { Problem } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { here, Link, replaceAddress, useQuery } from "../router.tsx";
import { paths } from "../routes.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { pageViewWords as words } from "../words/page-view.ts";
import { strings } from "../words/strings.ts";
import { readTheme, useKey, useTellHeight, useTheme } from "./embedding.ts";
import { readFilters, withFilters } from "./filters.ts";
import type { ActOnBlock, FilterValues, LoadBlock } from "./page-data.ts";
import { PageView } from "./page-view.tsx";
import "../ui/button.css";
import "./page-screen.css";

/** A page alone in its window, or in the frame of another site. */
export default function PageScreen({ slug }: { readonly slug: string }) {
  const place = useRef<HTMLElement>(null);
  const key = useKey();
  const path = `/api/pages/${encodeURIComponent(slug)}`;
  const { loaded, reload } = useGet(pageViewShape, `${path}/view`, key);
  const view = loaded.status === "ready" ? loaded.value : undefined;
  const query = useQuery();
  const { load, act } = useMemo(() => dataOf(path, key), [path, key]);
  const filters = view ? readFilters(view.filters, query) : {};
  // A filter of that name has it for itself.
  const theme = view?.filters.some(({ id }) => id === "theme") ? undefined : readTheme(query);
  useTheme(theme, key !== undefined);
  useTellHeight(place, key !== undefined);
  useEffect(() => {
    document.title = `${view?.title ?? strings.shell.page} – ${strings.product}`;
  }, [view?.title]);

  function changeFilters(values: FilterValues) {
    if (view) replaceAddress(here() + withFilters(view.filters, values, query));
  }
  return (
    <main id="content" className="page-alone" ref={place}>
      {loaded.status === "loading" && <Loading lines={6} />}
      {loaded.status === "failed" && (
        <NotShown problem={loaded.problem} isEmbedded={key !== undefined} reload={reload} />
      )}
      {view && (
        <PageView
          view={view}
          filters={filters}
          changeFilters={changeFilters}
          load={load}
          act={(block, values, press) => act(view.version, block, values, press)}
          outdated={reload}
          ways={
            view.canEdit && (
              <Link className="button button-plain" href={paths.pageEditor(slug)}>
                {words.edit}
              </Link>
            )
          }
        />
      )}
    </main>
  );
}

function dataOf(path: string, bearer: string | undefined) {
  const of = (block: string) => `${path}/blocks/${encodeURIComponent(block)}`;
  const load: LoadBlock = (block, filters, fresh, signal) =>
    ask(blockAnswerShape, `${of(block)}/data`, {
      method: "POST",
      body: { filters, fresh },
      bearer,
      signal,
    });
  const act = (version: number, ...[block, filters, press]: Parameters<ActOnBlock>) =>
    ask(actedShape, `${of(block)}/act`, {
      method: "POST",
      body: { filters, version, once: generateId(), ...press },
      bearer,
    });
  return { load, act };
}

interface NotShownProps {
  readonly problem: Problem;
  readonly isEmbedded: boolean;
  readonly reload: () => void;
}

function NotShown({ problem, isEmbedded, reload }: NotShownProps) {
  const [title, lead] =
    problem.code === "request/not-signed-in"
      ? isEmbedded
        ? [words.keyRefused, words.keyRefusedLead]
        : [strings.signedOut, words.signedOutLead]
      : problem.code === "page/not-found"
        ? [words.notThere, words.notThereLead]
        : problem.code === "app/not-found"
          ? [strings.noApp.title, strings.noApp.lead]
          : [undefined, undefined];
  if (title === undefined)
    return <Failure detail={problem.message} way={{ label: strings.retry, go: reload }} />;
  return (
    <>
      <h1 className="page-view-title">{title}</h1>
      <p className="page-view-lead">{lead}</p>
      {!isEmbedded && problem.code === "app/not-found" && (
        <p>
          <a href="/">{strings.noApp.first}</a>
        </p>
      )}
      {!isEmbedded && problem.code === "page/not-found" && (
        <p>
          <Link href={paths.pages}>{words.allPages}</Link>
        </p>
      )}
    </>
  );
}
