import { type Html, html } from "../../../sandbox/kit/html.ts";
import { actForms } from "./inspector-acts.ts";
import type { Channel, Message, State } from "./state.ts";

export function titleOf(state: State, { kind, name, members }: Channel): string {
  if (kind === "public_channel") return `# ${name}`;
  if (kind === "private_channel") return `${name} (private)`;
  return members.map((id) => nameOf(state, id)).join(", ");
}

export function nameOf({ users }: State, id: string): string {
  return users.find((user) => user.id === id)?.real_name ?? id;
}

export function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
}

/** One conversation: what stands at its top, its messages, and what is to come. */
export function channelColumn(state: State, channel: Channel): Html {
  const { topic, purpose, members, is_archived: isArchived, bookmarks, messages } = channel;
  const canvases = state.canvases.filter((one) => one.channel === channel.id);
  const facts = [purpose, `${members.length} members`, ...(isArchived ? ["archived"] : [])];
  return html`<h1>${titleOf(state, channel)}</h1>
    ${topic ? html`<p>Topic: ${topic}</p>` : undefined}
    <p class="quiet">${facts.filter(Boolean).join(" · ")} · <code>${channel.id}</code></p>
    ${bookmarks.map(({ emoji, title, link }) => html`<span class="chip">${emoji} ${title}: ${link}</span>`)}
    ${canvases.map(({ title }) => html`<span class="chip">Canvas: ${title}</span>`)}
    ${messages.map((message) => messageView(state, channel, message))}
    ${messages.length ? undefined : html`<p class="quiet">No message yet.</p>`}
    ${whispersView(state, channel)} ${scheduledView(state, channel)} ${actForms(state, channel)}`;
}

function messageView(state: State, { pins }: Channel, message: Message): Html {
  const { ts, user, username, text, thread_ts: threadTs, reactions, files, blocks } = message;
  const attached = state.files.filter(
    ({ id, status }) => files.includes(id) && status !== "deleted",
  );
  return html`<div class="message${threadTs && threadTs !== ts ? " reply" : ""}" id="${ts}">
    <p>
      <strong>${username ?? nameOf(state, user)}</strong>
      <span class="quiet"
        >${message.bot_id ? "APP · " : ""}${timeOf(Number(ts))}${message.edited_ts ? " · edited" : ""}</span
      >
    </p>
    <div class="text">${text}</div>
    ${blocks ? html`<p class="quiet">${blocks.length} blocks</p>` : undefined}
    ${pins.includes(ts) ? html`<span class="chip">Pinned</span>` : undefined}
    ${reactions.map(({ name, users }) => html`<span class="chip">:${name}: ${users.length}</span>`)}
    ${attached.map(({ title, name, size }) => html`<span class="chip">File: ${title} (${name}, ${size} bytes)</span>`)}
  </div> `;
}

function whispersView(state: State, { whispers }: Channel): readonly Html[] {
  return whispers.map(
    ({ ts, from, to, text }) =>
      html`<div class="message">
        <p class="quiet">
          ${timeOf(Number(ts))} · ${nameOf(state, from)} · only ${nameOf(state, to)} sees this
        </p>
        <div class="text">${text}</div>
      </div> `,
  );
}

function scheduledView(state: State, { id }: Channel): Html | undefined {
  const scheduled = state.scheduled.filter(({ channel }) => channel === id);
  if (scheduled.length === 0) return undefined;
  return html`<h2>Scheduled</h2>
    ${scheduled.map(
      ({ post_at: postAt, message }) =>
        html`<div class="message">
          <p class="quiet">${timeOf(postAt)} UTC · ${nameOf(state, message.user)}</p>
          <div class="text">${message.text}</div>
        </div> `,
    )}`;
}
