import type { ConnectionRequestView } from "../contract/connection.ts";
import { escapeHtml } from "./html.ts";
import { type PlainPage, listOf, plainPage } from "./plain-page.ts";

/** The form in which a person gives the key of a tool that has no sign-in of its own. Works without JavaScript. */
export function keyForm(
  { providerName, permissions }: ConnectionRequestView,
  { action, isBasic }: { readonly action: string; readonly isBasic: boolean },
): string {
  const name = escapeHtml(providerName);
  const field = (key: string, label: string, type: string) =>
    `<p><label>${label}<br><input name="${key}" type="${type}" required autocomplete="off" spellcheck="false"></label></p>`;
  const fields = isBasic
    ? field("username", "User name", "text") + field("password", "Password", "password")
    : field("key", "Key or token", "password");
  return `${listOf(permissions.map(({ sentence }) => sentence))}
<form class="wide" method="post" action="${escapeHtml(action)}"><input type="hidden" name="act" value="key">
${fields}<p>It is stored encrypted, goes to ${name} only, and is never shown again.</p>
<button class="main">Connect</button></form>`;
}

export function keyPage(request: ConnectionRequestView, isBasic: boolean, base: string): PlainPage {
  const { id, providerName } = request;
  const action = `${base}/connect/${encodeURIComponent(id)}`;
  return plainPage({
    title: `Connect ${providerName} – Patchbay`,
    body: `<h1>Connect ${escapeHtml(providerName)}</h1>
${keyForm(request, { action, isBasic })}`,
  });
}
