import { IconButton } from "../../ui/icon-button.tsx";
import { pageViewWords as words } from "../../words/page-view.ts";

interface TablePagesProps {
  readonly title: string;
  readonly rows: number;
  readonly page: number;
  readonly pageSize: number;
  /** The one the page was made with. */
  readonly usualSize: number;
  readonly go: (page: number) => void;
  readonly resize: (pageSize: number) => void;
}

const sizes = [10, 25, 50, 100, 200];
const least = 10;

/** Goes through the pages of a table; absent where one page holds everything. */
export function TablePages(props: TablePagesProps) {
  const { title, rows, page, pageSize, usualSize, go, resize } = props;
  if (rows <= Math.min(least, usualSize)) return null;
  const pages = Math.max(1, Math.ceil(rows / pageSize));
  const offered = [...new Set([...sizes, usualSize])].toSorted((one, other) => one - other);
  const count = new Intl.NumberFormat();
  return (
    <nav className="table-pages" aria-label={words.pages(title)}>
      <label>
        {words.perPage}
        <select value={pageSize} onChange={({ target }) => resize(Number(target.value))}>
          {offered.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>
      </label>
      <IconButton
        icon="previous"
        label={words.previous}
        disabled={page === 0}
        onClick={() => go(page - 1)}
      />
      <span aria-live="polite">{words.page(count.format(page + 1), count.format(pages))}</span>
      <IconButton
        icon="next"
        label={words.next}
        disabled={page >= pages - 1}
        onClick={() => go(page + 1)}
      />
    </nav>
  );
}
