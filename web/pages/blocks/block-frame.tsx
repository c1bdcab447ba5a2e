import { type ReactNode, useId } from "react";
import type { BlockView } from "../../../src/contract/page.ts";
import { pageViewWords as words } from "../../words/page-view.ts";
import "./block-frame.css";

interface BlockFrameProps {
  readonly block: BlockView;
  /** Of its heading. */
  readonly level: number;
  /** Buttons beside the heading. */
  readonly tools?: ReactNode;
  /** What is shown stays while it is loaded anew. */
  readonly isReloading?: boolean;
  readonly children: ReactNode;
}

/** The place of a block on the page, with its heading. */
export function BlockFrame({ block, level, tools, isReloading, children }: BlockFrameProps) {
  const id = useId();
  const Title = `h${level}` as "h2";
  const name = block.title ? { "aria-labelledby": id } : { "aria-label": words.kinds[block.type] };
  return (
    <section
      className={`block block-${block.type}`}
      data-width={block.width}
      data-block={block.id}
      aria-busy={isReloading ?? false}
      {...name}
    >
      {(block.title || tools) && (
        <div className="block-head">
          {block.title && (
            <Title id={id} className="block-title">
              {block.title}
            </Title>
          )}
          {tools && <div className="block-tools">{tools}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
