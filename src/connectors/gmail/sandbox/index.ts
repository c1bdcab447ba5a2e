import { html } from "../../../sandbox/kit/html.ts";
import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { parsed } from "./mailbox.ts";
import { methods } from "./methods.ts";
import { headerOf, textOf } from "./mime.ts";
import { seedMail } from "./seed.ts";
import { gmailState } from "./state.ts";

export const gmailApp = defineGoogleApp({
  id: "gmail",
  name: "Gmail",
  service: "gmail.googleapis.com",
  errorStyle: "reasons",
  shape: gmailState,
  seed: seedMail,
  methods,
  view({ state, user, query }) {
    const own = state.messages
      .filter(({ owner }) => owner === user.id)
      .toSorted((a, b) => b.date - a.date);
    const open = own.find(({ id }) => id === query.get("message"));
    const link = (id: string) => `/?app=gmail&user=${encodeURIComponent(user.email)}&message=${id}`;
    const opened = open && parsed(open);
    return html`${
        opened &&
        html`<article class="card">
          <h1>${headerOf(opened.headers, "Subject")}</h1>
          <p class="quiet">
            ${headerOf(opened.headers, "From")} to ${headerOf(opened.headers, "To")}
          </p>
          <pre>${textOf(opened.payload)}</pre>
        </article>`
      }
      <table>
        <tr>
          <th>From</th>
          <th>Subject</th>
          <th>Labels</th>
        </tr>
        ${own.map((message) => {
          const { headers } = parsed(message);
          return html`<tr>
            <td>${headerOf(headers, "From")}</td>
            <td>
              <a href="${link(message.id)}">${headerOf(headers, "Subject") || "(no subject)"}</a>
            </td>
            <td class="quiet">${message.labelIds.join(", ")}</td>
          </tr>`;
        })}
      </table>`;
  },
});
