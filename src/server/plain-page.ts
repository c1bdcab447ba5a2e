import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { escapeHtml } from "./html.ts";

/** A page that works without JavaScript, and brings a policy of its own. */
export interface PlainPage {
  readonly html: string;
  readonly policy: string;
}

interface Parts {
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** Where the browser goes by itself. */
  readonly goTo?: string;
  /** What the page does beyond showing; nothing depends on it. */
  readonly script?: string;
  /** Origins of sites that may show it in a frame. */
  readonly framedBy?: readonly string[];
}

/** In the colours of `web/ui/tokens.css`, which these pages do not load. */
const style = `
:root{color-scheme:light dark;--paper:light-dark(#fbfaf7,#171715);--surface:light-dark(#fff,#1f1f1c);--ink:light-dark(#22211d,#eceae3);--soft:light-dark(#57544c,#b1aea4);--line:light-dark(#d0cbbd,#4a4841);--accent:light-dark(#1d6b50,#79c9a8);--on-accent:light-dark(#fff,#0e1f18)}
html{background:var(--paper);color:var(--ink)}
body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:10vh auto;padding:0 1rem}
:root.framed{color-scheme:normal;background:none}
.framed body{margin:0;padding:.75rem 1rem}
h1{font-size:1.4rem;line-height:1.3;margin:0 0 1rem}
h2{font-size:1.05rem;margin:2rem 0 .5rem}
section>h2{margin-top:.75rem}
ul{padding-left:1.2rem}
section{background:var(--surface);border:1px solid var(--line);border-radius:.6rem;padding:.25rem 1rem 1rem;margin:.75rem 0}
small,.soft{color:var(--soft)}
a{color:var(--accent)}
form{display:inline-block;margin:.5rem .5rem 0 0}
button,.button{font:inherit;font-weight:600;display:inline-block;padding:.45rem 1rem;border-radius:.45rem;border:1px solid var(--line);background:var(--surface);color:var(--ink);text-decoration:none;cursor:pointer}
.main{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
input{font:inherit;width:100%;box-sizing:border-box;padding:.4rem;border:1px solid var(--line);border-radius:.45rem;background:var(--surface);color:inherit}
.wide{display:block}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`;

export function plainPage({ title, body, goTo, script, framedBy = [] }: Parts): PlainPage {
  const nonce = randomBytes(16).toString("base64");
  // A form whose answer sends on to another site is held back by `form-action`; a page that goes there is not.
  const refresh =
    goTo === undefined ? "" : `<meta http-equiv="refresh" content="0;url=${escapeHtml(goTo)}">`;
  const html = `<!doctype html>
<html lang="en"${framedBy.length > 0 ? ' class="framed"' : ""}>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${refresh}
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
<main>
${body}
</main>
${script === undefined ? "" : `<script nonce="${nonce}">${script}</script>`}
</html>`;
  const scripts = script === undefined ? "" : ` script-src 'nonce-${nonce}'; connect-src 'self';`;
  const ancestors = framedBy.length > 0 ? framedBy.join(" ") : "'none'";
  const policy = `default-src 'none'; style-src 'nonce-${nonce}';${scripts} form-action 'self'; base-uri 'none'; frame-ancestors ${ancestors}`;
  return { html, policy };
}

export function sendPage(
  c: Context,
  { html, policy }: PlainPage,
  status: ContentfulStatusCode = 200,
) {
  c.header("content-security-policy", policy);
  // With "no-referrer" the form's origin would be "null", which is refused.
  if (html.includes("<form")) c.header("referrer-policy", "same-origin");
  // Keeps the window tied to the page that opened it, so that it may close itself.
  c.header("cross-origin-opener-policy", "unsafe-none");
  c.header("cache-control", "no-store");
  return c.html(html, status);
}

/** A button that is a form of its own. */
export function actButton(
  action: string,
  label: string,
  fields: Readonly<Record<string, string>>,
  isMain = false,
): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  return `<form method="post" action="${escapeHtml(action)}">${hidden.join("")}<button${isMain ? ' class="main"' : ""}>${escapeHtml(label)}</button></form>`;
}

export function listOf(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join("")}</ul>`;
}
