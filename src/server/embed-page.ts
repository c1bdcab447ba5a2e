import { escapeHtml, scriptJson } from "./html.ts";
import { type PlainPage, plainPage } from "./plain-page.ts";

interface Embedded {
  readonly tools: string;
  readonly status: "waiting" | "opened" | "connected" | "denied" | "over";
  /** Opens in a window: providers refuse to be framed, and what is pressed in a frame may be disguised. */
  readonly start: string;
  /** Tells how it stands. */
  readonly state: string;
  readonly origins: readonly string[];
}

const words: Readonly<Record<Embedded["status"], (tools: string) => string>> = {
  waiting: (tools) => `Connect your ${tools}`,
  opened: (tools) => `Connect your ${tools}`,
  connected: (tools) => `Your ${tools} is connected.`,
  denied: (tools) => `Your ${tools} is not connected.`,
  over: () => "This button is too old. Load the page again.",
};

/**
 * A button for a frame of an allowed site. It shows how the connection stands, opens the sign-in in a
 * window of its own, and tells the frame's parent `{patchbay: "connect", status}`: to the allowed
 * origins, each named exactly.
 */
export function embedPage({ tools, status, start, state, origins }: Embedded): PlainPage {
  const isOpen = status === "waiting" || status === "opened";
  const text = words[status](tools);
  const button = `<a class="button main" id="connect" href="${escapeHtml(start)}" target="_blank" rel="opener">${escapeHtml(text)}</a>`;
  return plainPage({
    title: text,
    framedBy: origins,
    body: isOpen
      ? `<p>${button}</p><p class="soft" id="hint" role="status"></p>`
      : `<p role="status">${escapeHtml(text)}</p>`,
    script: `const origins = ${scriptJson(origins)};
const tell = (status) => origins.forEach((origin) => parent.postMessage({ patchbay: "connect", status }, origin));
tell(${scriptJson(status)});${isOpen ? waiting(state) : ""}`,
  });
}

/** Looks how it stands while the window is open. */
const waiting = (state: string) => `
const button = document.getElementById("connect");
const look = async () => {
  const answer = await fetch(${scriptJson(state)});
  const { status } = await answer.json();
  if (status === "waiting" || status === "opened") return;
  location.reload();
};
let asking;
button.addEventListener("click", () => {
  document.getElementById("hint").textContent = "Go on in the window that opened.";
  asking ??= setInterval(() => look().catch(() => {}), 2000);
});
addEventListener("message", (event) => {
  if (event.origin === location.origin && event.data?.patchbay === "connect") look().catch(() => {});
});`;
