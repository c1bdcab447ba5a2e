import { randomBytes } from "node:crypto";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { escapeHtml } from "./html.ts";

/** The page on which a person gives the key of a tool that has no sign-in of its own. Works without JavaScript. */
export function keyPage(
  { id, providerName, permissions }: ConnectionRequestView,
  isBasic: boolean,
  base: string,
): { readonly html: string; readonly policy: string } {
  const nonce = randomBytes(16).toString("base64");
  const name = escapeHtml(providerName);
  const field = (key: string, label: string, type: string) =>
    `<p><label>${label}<br><input name="${key}" type="${type}" required autocomplete="off" spellcheck="false"></label></p>`;
  const fields = isBasic
    ? field("username", "User name", "text") + field("password", "Password", "password")
    : field("key", "Key or token", "password");
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Connect ${name} – Patchbay</title>
<style nonce="${nonce}">body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}input{font:inherit;width:100%;box-sizing:border-box;padding:.4rem}button{font:inherit;padding:.4rem 1rem}</style>
<h1>Connect ${name}</h1>
<ul>${permissions.map(({ sentence }) => `<li>${escapeHtml(sentence)}</li>`).join("")}</ul>
<form method="post" action="${base}/connect/${encodeURIComponent(id)}">
${fields}
<p>It is stored encrypted, goes to ${name} only, and is never shown again.</p>
<p><button>Connect</button></p>
</form>
</html>`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'`;
  return { html, policy };
}
