import { Suspense, lazy, useState } from "react";
import { useMay } from "../data/rights.ts";
import { Allowed, Lacking } from "../access/allowed.tsx";
import { type PageSummary, pageListShape } from "../../src/contract/page.ts";
import { useGet } from "../data/use-get.ts";
import { Link, navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { VirtualList } from "../ui/virtual-list.tsx";
import { pagesEditWords } from "../words/pages-edit.ts";
import { strings } from "../words/strings.ts";
import { usePageActions } from "./use-page-actions.ts";
import "./pages-screen.css";

const words = pagesEditWords.list;
const NewPageDialog = lazy(() => import("./new-page-dialog.tsx"));

/** All pages, and those that can come back. */
export default function PagesScreen() {
  const { loaded, reload } = useGet(pageListShape, "/api/pages");
  const { loaded: gone, reload: reloadGone } = useGet(pageListShape, "/api/pages/deleted");
  const [isMaking, setMaking] = useState(false);
  const pages = loaded.status === "ready" ? loaded.value.pages : [];
  const deleted = gone.status === "ready" ? gone.value.pages : [];
  // A deleted page keeps its address, so that it can come back to it.
  const taken = [...pages, ...deleted].map(({ slug }) => slug);
  const actions = usePageActions(taken, () => {
    reload();
    reloadGone();
  });
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Allowed right="build">
          <Button look="primary" onClick={() => setMaking(true)}>
            <Icon name="plus" />
            {words.make}
          </Button>
        </Allowed>
      }
    >
      <Lacking right="build" />
      {loaded.status === "loading" && <Loading lines={5} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" &&
        (pages.length === 0 ? <NoPages /> : <PageList pages={pages} actions={actions} />)}
      {deleted.length > 0 && <Deleted pages={deleted} bringBack={actions.bringBack} />}
      {isMaking && (
        <Suspense>
          <NewPageDialog taken={taken} close={() => setMaking(false)} />
        </Suspense>
      )}
    </Page>
  );
}

function NoPages() {
  return (
    <Empty icon="page" title={words.emptyTitle}>
      <p>{words.emptyLead}</p>
      <Allowed right="build">
        <ul role="list" className="page-prompts">
          {words.prompts.map((prompt) => (
            <li key={prompt}>
              <Link href={paths.prompt(prompt)}>{prompt}</Link>
            </li>
          ))}
        </ul>
      </Allowed>
    </Empty>
  );
}

type Actions = ReturnType<typeof usePageActions>;

interface PageListProps {
  readonly pages: readonly PageSummary[];
  readonly actions: Actions;
}

/** A search is worth its place from so many on. */
const searchFrom = 6;

function PageList({ pages, actions }: PageListProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = pages.filter(({ title, slug, functions }) =>
    [title, slug, ...functions].some((one) => one.toLowerCase().includes(wanted)),
  );
  return (
    <>
      {pages.length >= searchFrom && (
        <div className="pages-search">
          <input
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <p role="status">{words.count(found.length)}</p>
        </div>
      )}
      {found.length === 0 ? (
        <p>{words.nothingFound(text.trim())}</p>
      ) : (
        <VirtualList label={words.title} items={found} keyOf={({ slug }) => slug} height={104}>
          {(page) => <Row page={page} actions={actions} />}
        </VirtualList>
      )}
    </>
  );
}

function Row({ page, actions }: { readonly page: PageSummary; readonly actions: Actions }) {
  const { slug, title, description, updatedAt, blocks, functions, isEmbedded } = page;
  const builds = useMay("build");
  const items = [
    { label: words.open, icon: "open", go: () => navigate(paths.page(slug)) },
    ...(builds
      ? ([
          {
            label: words.versions,
            icon: "restore",
            go: () => navigate(paths.pageEditor(slug, "versions")),
          },
        ] as const)
      : []),
    ...("clipboard" in navigator
      ? [
          {
            label: words.copyAddress,
            icon: "link",
            go: () => void actions.copyAddress(page),
          } as const,
        ]
      : []),
    ...(builds
      ? ([
          { label: words.duplicate, icon: "copy", go: () => void actions.duplicate(page) },
          {
            label: words.delete,
            icon: "trash",
            go: () => void actions.discard(page),
            danger: true,
          },
        ] as const)
      : []),
  ] as const;
  return (
    <article className="pages-row">
      <div className="pages-about">
        <h2>
          <Link href={paths.page(slug)}>{title}</Link>
          {isEmbedded && <Chip tone="info">{words.embedded}</Chip>}
        </h2>
        <p className="pages-address">{paths.page(slug)}</p>
        {description && <p className="pages-description">{description}</p>}
        <p className="pages-facts">
          {words.facts(blocks, functions)}
          {" · "}
          <time dateTime={updatedAt}>{words.changed(ago(updatedAt, Date.now()))}</time>
        </p>
      </div>
      <Allowed right="build">
        <Link
          className="button button-plain"
          href={paths.pageEditor(slug)}
          aria-label={words.editOf(title)}
        >
          <Icon name="edit" />
          {words.edit}
        </Link>
      </Allowed>
      <Menu label={words.more(title)} items={items} />
    </article>
  );
}

interface DeletedProps {
  readonly pages: readonly PageSummary[];
  readonly bringBack: Actions["bringBack"];
}

function Deleted({ pages, bringBack }: DeletedProps) {
  return (
    <details className="pages-deleted">
      <summary>{words.deletedList(pages.length)}</summary>
      <div className="pages-deleted-list" data-scroll>
        <VirtualList
          label={words.deletedList(pages.length)}
          items={pages}
          keyOf={({ slug }) => slug}
          height={52}
        >
          {(page) => (
            <div className="pages-deleted-row">
              <p>
                {page.title} <span className="pages-address">{paths.page(page.slug)}</span>
              </p>
              <Allowed right="build">
                <Button
                  look="quiet"
                  aria-label={words.bringBack(page.title)}
                  onClick={() => void bringBack(page)}
                >
                  <Icon name="restore" />
                  {words.bringBackShort}
                </Button>
              </Allowed>
            </div>
          )}
        </VirtualList>
      </div>
    </details>
  );
}
