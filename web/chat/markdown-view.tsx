import Marks, { type MarkdownToJSX, RuleType } from "markdown-to-jsx/react";
import { type ReactNode, createElement, memo } from "react";
import { chatWords as words } from "../words/chat.ts";
import { Link } from "../router.tsx";
import { CodeBlock } from "./code-block.tsx";
import "./markdown.css";

interface MarkdownProps {
  readonly text: string;
  /** While it is being written, a mark that is not closed yet stays hidden instead of flickering. */
  readonly isGrowing?: boolean;
}

/**
 * Markdown as elements. No text becomes markup: HTML stays text, nothing is loaded from elsewhere,
 * links lead to web and mail addresses or to a page or function of the app, and no element gets an id that the page might have.
 */
export const Markdown = memo(function Markdown({ text, isGrowing = false }: MarkdownProps) {
  return <Marks options={isGrowing ? growing : whole}>{text}</Marks>;
});

const withoutId = { id: undefined };
const whole: MarkdownToJSX.Options = {
  ignoreHTMLBlocks: true,
  preserveFrontmatter: true,
  forceBlock: true,
  forceWrapper: true,
  wrapper: Whole,
  overrides: { table: Table },
  createElement: (tag, props, ...children) =>
    createElement(tag, { ...props, ...withoutId }, ...children),
  renderRule: (next, node, render, state) => shown(node, render, state) ?? next(),
};
const growing: MarkdownToJSX.Options = { ...whole, optimizeForStreaming: true };

/** Whatever is shown otherwise than the library does. */
function shown(
  node: MarkdownToJSX.ASTNode,
  render: MarkdownToJSX.ASTRender,
  state: MarkdownToJSX.State,
): ReactNode {
  const { key } = state;
  switch (node.type) {
    case RuleType.codeBlock:
      return <CodeBlock key={key} code={node.text} language={node.lang ?? ""} />;
    case RuleType.heading: {
      const Heading = node.level <= 2 ? "h3" : "h4";
      return <Heading key={key}>{render(node.children, state)}</Heading>;
    }
    case RuleType.link:
      return (
        <Address key={key} of={node.target}>
          {render(node.children, { ...state, inAnchor: true })}
        </Address>
      );
    case RuleType.image:
      return (
        <Address key={key} of={node.target}>
          {node.alt || node.target}
        </Address>
      );
    case RuleType.footnoteReference:
      return <sup key={key}>{node.text}</sup>;
    case RuleType.gfmTask:
      return (
        <span key={key} role="img" aria-label={node.completed ? words.taskDone : words.taskOpen}>
          {node.completed ? "☑" : "☐"}
        </span>
      );
    case RuleType.htmlBlock:
    case RuleType.htmlSelfClosing:
    case RuleType.htmlComment:
      // Cannot come while HTML is text; shown as nothing rather than as markup if it ever does.
      return <span key={key} />;
    default:
      return undefined;
  }
}

function Whole({ children }: { readonly children?: ReactNode }) {
  return <div className="markdown">{children}</div>;
}

interface AddressProps {
  readonly of: string | null;
  readonly children: ReactNode;
}

/** Pages and functions of this app, by nothing but their names. */
const own = /^\/(?:pages|code)\/[\w$-]{1,80}$/;

function Address({ of, children }: AddressProps) {
  if (of !== null && own.test(of)) return <Link href={of}>{children}</Link>;
  if (of === null || !/^(?:https?:\/\/|mailto:)/i.test(of)) return children;
  return (
    <a href={of} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Scrolls by itself where it is wide. */
function Table({ children }: { readonly children?: ReactNode }) {
  return (
    <div className="markdown-table" tabIndex={0} role="region" aria-label={words.table}>
      <table>{children}</table>
    </div>
  );
}
