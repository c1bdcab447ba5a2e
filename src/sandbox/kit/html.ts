import { createHash } from "node:crypto";

/** Text that is HTML already; made by {@link html} only. */
export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | undefined | readonly (Html | string | number | undefined)[];

/** A template that escapes all that is not HTML already; `undefined` is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = strings.reduce(
    (before, part, index) => before + markupOf(values[index - 1]) + part,
  );
  return { markup };
}

function markupOf(value: Value): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map(markupOf).join("");
  return typeof value === "object" && "markup" in value ? value.markup : escape(String(value));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A whole page. Nothing in it runs or loads: the policy lets only its own style through. */
export function page(
  { title, style, status = 200, allowFraming = false }: PageOptions,
  body: Html,
): Response {
  const document = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>${body.markup}</body>
</html>
`;
  const framing = allowFraming ? "http://127.0.0.1:* http://localhost:*" : "'none'";
  // CSP 3, 8.3: the hash of what stands between the tags.
  const hash = createHash("sha256").update(style).digest("base64");
  return new Response(document, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors ${framing}`,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cache-control": "no-store",
    },
  });
}

interface PageOptions {
  readonly title: string;
  /** CSS of our own; never of a person. */
  readonly style: string;
  readonly status?: number;
  /** By pages that this machine serves; off where a click grants something. */
  readonly allowFraming?: boolean;
}
