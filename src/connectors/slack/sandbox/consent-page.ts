import { type Html, html, page } from "../../../sandbox/kit/html.ts";
import type { Authorization } from "./authorization.ts";
import { scopes } from "./scopes.ts";
import type { State } from "./state.ts";
import { style } from "./style.ts";

/** Asks a person whether the app may; every scope can be left out. A form without JavaScript. */
export function consentPage(state: State, asked: Authorization): Response {
  const { app, team, users } = state;
  const people = users.filter(({ email }) => email !== undefined);
  return page(
    { title: `Allow ${app.name} to access ${team.name}?`, style },
    html`<main class="card">
      <p class="quiet">Slack sandbox: nothing here reaches the real Slack</p>
      <h1>${app.name} wants to access the ${team.name} workspace</h1>
      <form method="post" action="/oauth/v2/authorize" data-consent>
        ${hiddenFields(asked)}
        <h2>You are</h2>
        ${people.map(
          ({ id, real_name: realName, email }, index) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="user"
                value="${id}"
                ${index === 0 ? checked : undefined}
              /><span>${realName} <span class="quiet">${email}</span></span></label
            > `,
        )}
        ${scopeList(`${app.name} will be able to`, "scope", asked.bot)}
        ${scopeList("In your name it will be able to", "user_scope", asked.own)}
        <div class="actions">
          <button type="submit" name="decision" value="allow" class="main">Allow</button
          ><button type="submit" name="decision" value="deny">Deny</button>
        </div>
      </form>
    </main>`,
  );
}

const checked: Html = { markup: " checked" };

function hiddenFields({ clientId, redirectUri, bot, own, state }: Authorization): readonly Html[] {
  const fields = {
    client_id: clientId,
    redirect_uri: redirectUri,
    asked_scope: bot.join(","),
    asked_user_scope: own.join(","),
    state,
  };
  return Object.entries(fields).map(([name, value]) =>
    value === undefined ? html`` : html`<input type="hidden" name="${name}" value="${value}" /> `,
  );
}

function scopeList(title: string, field: string, names: readonly string[]): Html {
  if (names.length === 0) return html``;
  return html`<h2>${title}</h2>
    ${names.map(
      (name) =>
        html`<label class="choice"
          ><input type="checkbox" name="${field}" value="${name}" checked /><span
            >${scopes.get(name)?.sentence} <code>${name}</code></span
          ></label
        > `,
    )}`;
}

/** Nobody is sent anywhere: where a redirect address is wrong, that would be an open redirect. */
export function refusalPage(error: string, detail: string): Response {
  return page(
    { title: "Something went wrong", style, status: 400 },
    html`<main class="card">
      <h1>Something went wrong when authorizing this app</h1>
      <p>${detail}</p>
      <p><code>${error}</code></p>
    </main>`,
  );
}
