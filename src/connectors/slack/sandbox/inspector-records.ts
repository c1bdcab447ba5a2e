import { type Html, html } from "../../../sandbox/kit/html.ts";
import { nameOf, timeOf } from "./inspector-channel.ts";
import type { State } from "./state.ts";

/** What belongs to the workspace and to no channel: reminders, statuses, canvases. */
export function recordsView(state: State): readonly Html[] {
  const { users, reminders, canvases } = state;
  return [
    ...section(
      "Statuses",
      users
        .filter(({ profile }) => profile.status_emoji)
        .map(
          ({ real_name: name, profile }) =>
            `${name}: ${profile.status_emoji} ${profile.status_text}`,
        ),
    ),
    ...section(
      "Reminders",
      reminders.map(
        ({ user, text, time, recurring }) =>
          `${nameOf(state, user)}, ${timeOf(time)} UTC${recurring ? " and again" : ""}: ${text}`,
      ),
    ),
    ...section(
      "Canvases",
      canvases.map(({ title, markdown }) => `${title}: ${markdown.slice(0, 200)}`),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly Html[] {
  if (lines.length === 0) return [];
  return [html`<h2>${title}</h2>`, ...lines.map((line) => html`<p>${line}</p>`)];
}
