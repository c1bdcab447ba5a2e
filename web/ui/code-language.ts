import { javascript } from "@codemirror/lang-javascript";
import { yaml } from "@codemirror/lang-yaml";
import { syntaxHighlighting } from "@codemirror/language";
import { classHighlighter } from "@lezer/highlight";

/** What the editors can colour. */
export type CodeLanguage = "typescript" | "json" | "yaml";

/** Structure and colours of a language, as an extension of an editor. */
export function codeLanguage(language: CodeLanguage) {
  return [
    language === "yaml" ? yaml() : javascript({ typescript: language === "typescript" }),
    syntaxHighlighting(classHighlighter),
  ];
}
