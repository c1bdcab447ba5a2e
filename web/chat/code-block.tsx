import { CodeLine, useHighlighted } from "../functions/code.tsx";
import { chatWords as words } from "../words/chat.ts";
import { Copy } from "../ui/copy.tsx";
import "./code-block.css";

interface CodeBlockProps {
  readonly code: string;
  /** As it stands behind the fence. */
  readonly language: string;
}

/** Code in an answer, with its language and a way to take it along. */
export function CodeBlock({ code, language }: CodeBlockProps) {
  const lines = useHighlighted(code, language);
  return (
    <figure className="code-block">
      <figcaption>
        <span>{language || words.code}</span>
        <Copy text={code} of={words.theCode} />
      </figcaption>
      <pre tabIndex={0} role="region" aria-label={words.codeIn(language)}>
        <code>
          {lines.map((tokens, index) => (
            <span key={index}>
              <CodeLine tokens={tokens} />
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
