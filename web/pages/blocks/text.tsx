import { Suspense, lazy } from "react";
import type { BlockView } from "../../../src/contract/page.ts";
import { BlockFrame } from "./block-frame.tsx";
import "./text.css";

const MarkdownText = lazy(() => import("./markdown-text.tsx"));

interface TextProps {
  readonly block: Extract<BlockView, { type: "text" }>;
  readonly level: number;
}

/** Prose. Until its reader is loaded, the text stands as it was written, at about its size. */
export function Text({ block, level }: TextProps) {
  const { text, title } = block;
  return (
    <BlockFrame block={block} level={level}>
      <div className="text-body">
        <Suspense fallback={<p className="text-raw">{text}</p>}>
          <MarkdownText text={text} level={title === undefined ? level : level + 1} />
        </Suspense>
      </div>
    </BlockFrame>
  );
}
