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

/** Languages beside TypeScript, each loaded when it is met, by the names that fences use. */
const others = {
  json: () => import("shiki/langs/json.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
  bash: () => import("shiki/langs/bash.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
} as const;
const names: Readonly<Record<string, keyof typeof others | "typescript">> = {
  typescript: "typescript",
  ts: "typescript",
  javascript: "typescript",
  js: "typescript",
  json: "json",
  yaml: "yaml",
  yml: "yaml",
  bash: "bash",
  sh: "bash",
  shell: "bash",
  html: "html",
  python: "python",
  py: "python",
  sql: "sql",
};

const loading = createHighlighterCore({
  themes: [light, dark],
  langs: [typescript],
  engine: createJavaScriptRegexEngine(),
});

/**
 * Colours code, line by line; undefined where the language is none it knows. This module is large:
 * import it when it is needed.
 */
export async function highlight(
  code: string,
  language = "typescript",
): Promise<readonly (readonly Token[])[] | undefined> {
  const lang = names[language.toLowerCase()];
  if (lang === undefined) return undefined;
  const highlighter = await loading;
  if (lang !== "typescript") await highlighter.loadLanguage(others[lang]());
  const { tokens } = highlighter.codeToTokens(code, {
    lang,
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
