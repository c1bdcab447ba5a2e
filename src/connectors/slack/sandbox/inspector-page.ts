import { type Html, html, page } from "../../../sandbox/kit/html.ts";
import { channelColumn, nameOf, titleOf } from "./inspector-channel.ts";
import { recordsView } from "./inspector-records.ts";
import type { Channel, State, Token } from "./state.ts";
import { style } from "./style.ts";

/** The workspace as one page: channels, messages, and the levers. Works without JavaScript. */
export function inspectorPage(state: State, channelName: string, now: number): Response {
  const named = (name: string) => state.channels.find((channel) => channel.name === name);
  const channel = named(channelName) ?? named("general");
  return page(
    { title: `${state.team.name} · Slack sandbox`, style, allowFraming: true },
    html`<div class="frame">
      <nav class="side">
        <h1>${state.team.name}</h1>
        <p class="quiet">Slack sandbox</p>
        <h2>Channels</h2>
        ${channelLinks(state, channel, ["public_channel", "private_channel"])}
        <h2>Direct messages</h2>
        ${channelLinks(state, channel, ["im", "mpim"])}
      </nav>
      <main class="main-column">${channel ? channelColumn(state, channel) : undefined}</main>
      <aside class="levers">
        <h2>Apps and sign-ins</h2>
        ${state.tokens.map((token) => tokenView(state, token, now))}
        ${state.tokens.length ? undefined : html`<p class="quiet">No app is connected yet.</p>`}
        ${recordsView(state)}
        <h2>Levers</h2>
        ${leverForms(state)}
      </aside>
    </div>`,
  );
}

function channelLinks(
  state: State,
  current: Channel | undefined,
  kinds: readonly Channel["kind"][],
): readonly Html[] {
  const here: Html = { markup: ' aria-current="page"' };
  return state.channels
    .filter(({ kind }) => kinds.includes(kind))
    .map(
      (channel) =>
        html`<a
          href="/?channel=${encodeURIComponent(channel.name)}"
          ${channel === current ? here : undefined}
          >${titleOf(state, channel)}</a
        > `,
    );
}

function tokenView(state: State, token: Token, now: number): Html {
  const status = token.revoked
    ? "revoked"
    : token.expiresAt !== undefined && token.expiresAt <= now
      ? "expired"
      : "active";
  const whose = token.kind === "bot" ? "as the app" : `as ${nameOf(state, token.user)}`;
  return html`<p>
    ${state.app.name}, ${whose} <span class="chip">${status}</span
    ><br />${token.scopes.map((scope) => html`<code>${scope}</code> `)}
  </p> `;
}

function leverForms({ rotation, levers }: State): readonly Html[] {
  const field = (label: string, name: string, value: number) =>
    html`<label>${label} <input type="number" name="${name}" value="${value}" min="0" /></label>`;
  return [
    lever("reset", html`<button>Reset conversations</button>`),
    lever("expire", html`<button>Expire tokens</button>`),
    lever("revoke", html`<button>Revoke tokens</button>`),
    lever(
      "rotation",
      html`<input type="hidden" name="on" value="${rotation ? "false" : "true"}" /><button>
          Turn token rotation ${rotation ? "off" : "on"}
        </button>`,
    ),
    lever(
      "rate-limit",
      html`<button>Rate-limit</button> ${field("next calls", "count", levers.rateLimited || 1)}`,
    ),
    lever(
      "fail",
      html`<button>Fail</button> ${field("next calls", "count", levers.failing || 1)}
        <label>with <input type="text" name="error" value="${levers.error}" /></label>`,
    ),
    lever("delay", html`<button>Delay</button> ${field("ms", "ms", levers.delayMs)}`),
    lever("limits", html`<button>${levers.keepsLimits ? "Drop" : "Keep"} the limits</button>`),
    lever("outage", html`<button>${levers.isDown ? "Come back" : "Go down"}</button>`),
    activeLevers(levers),
  ];
}

function activeLevers({
  rateLimited,
  failing,
  error,
  delayMs,
  keepsLimits,
  isDown,
}: State["levers"]): Html {
  const active = [
    ...(rateLimited ? [`${rateLimited} more calls are told to slow down`] : []),
    ...(failing ? [`${failing} more calls fail with ${error}`] : []),
    ...(delayMs ? [`every call takes ${delayMs} ms longer`] : []),
    ...(keepsLimits ? ["a channel takes one message a second"] : []),
    ...(isDown ? ["nothing answers"] : []),
  ];
  return active.length ? html`<p class="quiet">Now: ${active.join("; ")}.</p>` : html``;
}

function lever(name: string, content: Html): Html {
  return html`<form method="post" action="/_sandbox/levers">
    <input type="hidden" name="lever" value="${name}" />${content}
  </form> `;
}
