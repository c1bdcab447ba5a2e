import type { ConnectionRequestView } from "../contract/connection.ts";
import { escapeHtml, scriptJson } from "./html.ts";
import { type PlainPage, plainPage } from "./plain-page.ts";
import { nothingConnected } from "./problem-page.ts";

/**
 * The page a provider returns to: tells the chat's window, then closes itself or goes back. What went
 * wrong stays until it is read.
 */
export function callbackPage(request: ConnectionRequestView, base: string): PlainPage {
  const { id, chatId, account, accountLabel, providerName, status, detail } = request;
  const list = account === "user" ? "/account/connections" : "/connections";
  const back = base + (chatId === undefined ? list : `/chat/${encodeURIComponent(chatId)}`);
  const isRefused = status === "denied" || status === "failed";
  // Another account than the one that was meant is connected all the same.
  const isNothing = isRefused && accountLabel === undefined;
  const sentences = [detail ?? words[status] ?? "", isNothing ? nothingConnected : ""];
  const shown = sentences.filter((text) => text !== "").map((text) => `<p>${escapeHtml(text)}</p>`);
  return plainPage({
    title: `${providerName} – Patchbay`,
    body: `<h1>${escapeHtml(providerName)}</h1>
${shown.join("\n")}
<p><a class="button main" href="${escapeHtml(back)}">Back to Patchbay</a></p>`,
    script: `new BroadcastChannel("patchbay-connections").postMessage({ request: ${scriptJson(id)} });
if (window.opener || history.length === 1) window.close();${
      isRefused ? "" : `\nsetTimeout(() => location.replace(${scriptJson(back)}), 1500);`
    }`,
  });
}

const words: Partial<Record<ConnectionRequestView["status"], string>> = {
  granted: "Connected. You can close this window.",
  "partly-granted": "Connected, but not everything was granted.",
};
