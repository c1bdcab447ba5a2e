import type { SavedPage } from "../../../src/contract/page-tools.ts";
import { Link } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { Icon } from "../../ui/icon.tsx";
import { pagesChatWords as words } from "../../words/pages-chat.ts";
import { Problems } from "./problems.tsx";
import { QuietLine } from "./quiet-line.tsx";
import "./page-card.css";
import "./made-card.css";

interface PageCardProps {
  readonly page: SavedPage;
  readonly heading: string;
}

/** A page that was saved: what stands on it in a line, and the ways to it. */
export function PageCard({ page, heading }: PageCardProps) {
  const { slug, title, blocks, warnings = [] } = page;
  return (
    <>
      <section className="made-card" aria-label={heading}>
        <span className="made-card-icon">
          <Icon name="page" />
        </span>
        <div>
          <p className="made-card-title">{heading}</p>
          <p className="page-card-blocks">{blocks.map(blockName).join(" · ")}</p>
        </div>
        <nav aria-label={title}>
          <Link className="button button-plain" href={paths.page(slug)}>
            {words.open}
          </Link>
          <Link className="button button-plain" href={paths.pageEditor(slug)}>
            {words.edit}
          </Link>
        </nav>
      </section>
      {warnings.length > 0 && (
        <QuietLine state="failed" text={words.warnings}>
          <Problems problems={warnings} />
        </QuietLine>
      )}
    </>
  );
}

function blockName({ type, title }: SavedPage["blocks"][number]): string {
  return title ?? words.blocks[type] ?? type;
}
