import { type Html, html } from "../../../sandbox/kit/html.ts";
import type { Look } from "../../google/sandbox/ground/app.ts";
import type { TasksState } from "./state.ts";

/** Lists of tasks, done ones at their end. */
export function viewTasks({ state, user }: Look<TasksState>): Html {
  const own = state.lists.filter(({ owner }) => owner === user.id);
  return html`<h1>Tasks</h1>
    ${own.map(({ title, tasks }) => {
      const shown = tasks
        .filter(({ deleted }) => !deleted)
        .toSorted((a, b) => a.status.localeCompare(b.status) * -1);
      return html`<section class="card">
        <h2>${title}</h2>
        ${shown.map(
          ({ title: what, due, notes, status }) =>
            html`<p>
              ${status === "completed" ? "☑" : "☐"} ${what}
              <span class="quiet">${due?.slice(0, 10)} ${notes}</span>
            </p>`,
        )}
        ${shown.length === 0 ? html`<p class="quiet">Nothing to do</p>` : undefined}
      </section>`;
    })}`;
}
