import { Markdown, type MarkdownToJSX, RuleType, parser } from "markdown-to-jsx/react";
import { Fragment, type ReactNode, createElement, useMemo } from "react";
import { safeLink } from "./format.ts";

interface MarkdownTextProps {
  readonly text: string;
  /** Of its first heading. */
  readonly level: number;
}

/** Markdown as elements; nothing in the text can become markup. */
export default function MarkdownText({ text, level }: MarkdownTextProps) {
  const options = useMemo(() => optionsFor(text, level), [text, level]);
  return <Markdown options={options}>{text}</Markdown>;
}

const reading = { disableParsingRawHTML: true, disableFrontmatter: true } as const;

function optionsFor(text: string, level: number): MarkdownToJSX.Options {
  // Headings go on from those of the page, without a level left out.
  const levels = parser(text, reading)
    .flatMap((node) => (node.type === RuleType.heading ? [node.level] : []))
    .toSorted();
  const ranks = [...new Set(levels)];
  return {
    ...reading,
    forceBlock: true,
    wrapper: Fragment,
    renderRule(next, node, render, state) {
      if (node.type !== RuleType.heading) return next();
      const rank = Math.max(0, ranks.indexOf(node.level));
      return createElement(
        `h${Math.min(6, level + rank)}`,
        { key: state.key },
        render(node.children, state),
      );
    },
    overrides: { a: SafeLink, img: ImageLink, pre: Code, table: Table },
  };
}

interface LinkProps {
  readonly href?: string;
  readonly children?: ReactNode;
}

function SafeLink({ href, children }: LinkProps) {
  const address = safeLink(href ?? null);
  if (address === undefined) return children;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** The policy of the page loads no image from elsewhere. */
function ImageLink({ src, alt }: { readonly src?: string; readonly alt?: string }) {
  return <SafeLink {...(src ? { href: src } : {})}>{alt || src}</SafeLink>;
}

/** Wide ones scroll by themselves, by keyboard too. */
function Code({ children }: { readonly children?: ReactNode }) {
  return <pre tabIndex={0}>{children}</pre>;
}

function Table({ children }: { readonly children?: ReactNode }) {
  return (
    <div className="text-table" tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}
