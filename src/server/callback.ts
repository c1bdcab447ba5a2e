import { randomBytes } from "node:crypto";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { escapeHtml } from "./html.ts";

/** The page a provider returns to: tells the chat's window, then closes itself or goes back. */
export function callbackPage(
  request: ConnectionRequestView,
  base: string,
): {
  readonly html: string;
  readonly policy: string;
} {
  const nonce = randomBytes(16).toString("base64");
  const list = request.account === "user" ? "/account/connections" : "/connections";
  const back =
    base + (request.chatId === undefined ? list : `/chat/${encodeURIComponent(request.chatId)}`);
  const name = escapeHtml(request.providerName);
  const sentence = escapeHtml(
    request.detail ?? sentences[request.status] ?? "You can close this window.",
  );
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${name} – Patchbay</title>
<style nonce="${nonce}">body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:20vh auto;padding:0 1rem;color-scheme:light dark}</style>
<h1>${name}</h1>
<p>${sentence}</p>
<p><a href="${back}">Back to Patchbay</a></p>
<script nonce="${nonce}">
new BroadcastChannel("patchbay-connections").postMessage({ request: ${JSON.stringify(request.id)} });
if (window.opener || history.length === 1) window.close();
setTimeout(() => location.replace(${JSON.stringify(back)}), 1500);
</script>
</html>`;
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; frame-ancestors 'none'`;
  return { html, policy };
}

const sentences: Partial<Record<ConnectionRequestView["status"], string>> = {
  granted: "Connected. You can close this window.",
  "partly-granted": "Connected, but not everything was granted. The chat says what is missing.",
  denied: "The connection was denied. You can try again from the chat.",
  failed: "The connection did not work. You can try again from the chat.",
};
