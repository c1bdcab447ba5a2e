import { createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import typescript from "shiki/langs/typescript.mjs";
import dark from "shiki/themes/github-dark-default.mjs";
import light from "shiki/themes/github-light-default.mjs";

/** A piece of a line in one colour. */
export interface Token {
  readonly content: string;
  /** CSS, with a colour for light and for dark. */
  readonly style: Readonly<Record<string, string>>;
}

const loading = createHighlighterCore({
  themes: [light, dark],
  langs: [typescript],
  engine: createJavaScriptRegexEngine(),
});

/** Colours TypeScript, line by line. This module is large: import it when it is needed. */
export async function highlight(code: string): Promise<readonly (readonly Token[])[]> {
  const { tokens } = (await loading).codeToTokens(code, {
    lang: "typescript",
    themes: { light: light.name ?? "light", dark: dark.name ?? "dark" },
    defaultColor: "light-dark()",
  });
  return tokens.map((line) =>
    line.map(({ content, htmlStyle }) => ({ content, style: colorOf(htmlStyle) })),
  );
}

function colorOf(
  style: Record<string, string> | string | undefined,
): Readonly<Record<string, string>> {
  const color = typeof style === "object" ? style["color"] : undefined;
  return color === undefined ? {} : { color };
}
