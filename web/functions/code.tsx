import { useEffect, useState } from "react";
import type { Token } from "./highlight.ts";
import "./code.css";

type Lines = readonly (readonly Token[])[];

/** Code as lines of coloured tokens; plain until the colours are there. */
export function useHighlighted(code: string, language = "typescript"): Lines {
  const [colored, setColored] = useState<{ code: string; lines: Lines }>();
  useEffect(() => {
    let current = language !== "";
    if (!current) return;
    void (async () => {
      const { highlight } = await import("./highlight.ts");
      const lines = await highlight(code, language);
      if (current && lines) setColored({ code, lines });
    })();
    return () => {
      current = false;
    };
  }, [code, language]);
  if (colored?.code === code) return colored.lines;
  return code.split("\n").map((content) => [{ content, style: {} }]);
}

/** One line, in colours. */
export function CodeLine({ tokens }: { readonly tokens: readonly Token[] }) {
  return tokens.map(({ content, style }, index) => (
    <span key={index} style={style}>
      {content}
    </span>
  ));
}

interface CodeProps {
  readonly code: string;
  readonly label: string;
}

/** A file of code with its line numbers. */
export function Code({ code, label }: CodeProps) {
  const lines = useHighlighted(code.trimEnd());
  return (
    <pre className="code" tabIndex={0} role="region" aria-label={label}>
      <code>
        {lines.map((tokens, index) => (
          <span key={index} className="code-line">
            <CodeLine tokens={tokens} />
            {"\n"}
          </span>
        ))}
      </code>
    </pre>
  );
}
