import type { ReactNode } from "react";
import { type Block, type Inline, readBlocks } from "./markdown.ts";
import "./markdown.css";

/** Light Markdown as elements; nothing in the text can become markup. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="markdown">
      {readBlocks(text).map((block, index) => (
        <BlockView key={index} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }): ReactNode {
  if (block.kind === "code") {
    return (
      <pre tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    );
  }
  if (block.kind === "list") {
    const items = block.items.map((item, index) => <li key={index}>{inlines(item)}</li>);
    return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
  }
  if (block.kind === "heading") return <h3>{inlines(block.content)}</h3>;
  return <p>{inlines(block.content)}</p>;
}

function inlines(content: readonly Inline[]): ReactNode {
  return content.map((part, index) => <InlineView key={index} part={part} />);
}

function InlineView({ part }: { readonly part: Inline }): ReactNode {
  if (part.kind === "code") return <code>{part.text}</code>;
  if (part.kind === "strong") return <strong>{part.text}</strong>;
  if (part.kind === "emphasis") return <em>{part.text}</em>;
  if (part.kind === "link") {
    return (
      <a href={part.href} target="_blank" rel="noreferrer">
        {part.text}
      </a>
    );
  }
  return part.text;
}
