import { html } from "../../../sandbox/kit/html.ts";
import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { answerForm } from "./answer.ts";
import { methods } from "./methods.ts";
import { seedFiles, seedForms } from "./seed.ts";
import { formType, formsState, newForm } from "./state.ts";

export const formsApp = defineGoogleApp({
  id: "googleforms",
  name: "Google Forms",
  service: "forms.googleapis.com",
  errorStyle: "status",
  shape: formsState,
  seed: seedForms,
  seedFiles,
  methods,
  documents: {
    mimeType: formType,
    create(state, id, title) {
      state.forms[id] = newForm(title);
    },
    // A copy has the questions and none of the answers.
    copy(state, from, to) {
      const original = state.forms[from];
      if (original) state.forms[to] = { ...structuredClone(original), responses: [], watches: [] };
    },
    exportAs: () => undefined,
  },
  act: answerForm,
  view({ state, files, query, user }) {
    const own = files.all().filter(({ mimeType, trashed }) => mimeType === formType && !trashed);
    const open = own.find(({ id }) => id === query.get("file")) ?? own[0];
    const form = open && state.forms[open.id];
    const link = (id: string) =>
      `/?app=googleforms&user=${encodeURIComponent(user.email)}&file=${id}`;
    return html`<nav>${own.map(({ id, name }) => html`<a href="${link(id)}">${name}</a>`)}</nav>
      ${
        form &&
        html`<h1>${form.title}</h1>
          <p class="quiet">
            ${form.description} ${form.isAcceptingResponses ? "Open for answers" : "Closed"}
          </p>
          <table>
            <tr>
              ${form.items.map(({ title }) => html`<th>${title}</th>`)}
              <th>Who</th>
            </tr>
            ${form.responses.map(
              ({ answers, respondentEmail }) =>
                html`<tr>
                  ${form.items.map(({ questionId }) => html`<td>${answers[questionId ?? ""]?.join(", ")}</td>`)}
                  <td>${respondentEmail ?? "anonymous"}</td>
                </tr>`,
            )}
          </table>
          <form method="post" action="/_sandbox/act/googleforms">
            <h2>Answer it as ${user.email}</h2>
            <input type="hidden" name="user" value="${user.email}" />
            <input type="hidden" name="formId" value="${open.id}" />
            ${form.items.map(
              ({ questionId, title }) =>
                questionId &&
                html`<p>
                  <label>${title} <input name="${questionId}" /></label>
                </p>`,
            )}
            <button>Submit</button>
          </form>`
      }`;
  },
});
