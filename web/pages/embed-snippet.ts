import { pagesEditWords } from "../words/pages-edit.ts";

const words = pagesEditWords.embed;

export type Origins =
  | { readonly status: "fits"; readonly origins: readonly string[] }
  | { readonly status: "unfit"; readonly problem: string };

/** Reads one origin a line; a path, a query or another scheme is a mistake that is told. */
export function readOrigins(text: string): Origins {
  const lines = text.split(/[\s,]+/).filter(Boolean);
  if (lines.length === 0) return { status: "unfit", problem: words.originNeeded };
  const origins: string[] = [];
  for (const line of lines) {
    const origin = originOf(line);
    if (origin === undefined) return { status: "unfit", problem: words.notOrigin(line) };
    if (!origins.includes(origin)) origins.push(origin);
  }
  return { status: "fits", origins };
}

function originOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const isWhole = url.pathname === "/" && url.search === "" && url.hash === "";
  return isWhole && url.username === "" && url.password === "" ? url.origin : undefined;
}

/** The element that another site puts in. */
export function embedSnippet(url: string, title: string): string {
  return `<iframe src="${attribute(url)}" title="${attribute(title)}" width="100%" height="720" loading="lazy"></iframe>`;
}

function attribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
