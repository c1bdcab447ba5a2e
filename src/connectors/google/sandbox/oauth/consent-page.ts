import { type Html, html, page } from "../../../../sandbox/kit/html.ts";
import { people } from "../ground/people.ts";
import { style } from "../style.ts";
import type { Authorization } from "./authorization.ts";
import { isIdentity, sentenceOf } from "./scopes.ts";

const checked: Html = { markup: " checked" };

/** Asks a person whether the app may; every permission has a box. A form without JavaScript. */
export function consentPage(asked: Authorization): Response {
  const hinted = people.find(({ id, email }) => [id, email].includes(asked.loginHint ?? ""));
  const first = hinted ?? people[0];
  const own = asked.scopes.filter((scope) => !isIdentity(scope));
  return page(
    { title: "Sign in with Google (sandbox)", style },
    html`<main class="card">
      <p class="quiet">Google sandbox: nothing here reaches the real Google</p>
      <h1>Patchbay wants access to your Google Account</h1>
      <form method="post" action="/o/oauth2/v2/auth" data-consent>
        ${Object.entries(asked.parameters).map(
          ([name, value]) =>
            html`<input
              type="hidden"
              name="${name === "scope" ? "asked_scope" : name}"
              value="${value}"
            /> `,
        )}
        <h2>Choose an account</h2>
        ${[first, ...people.filter((person) => person !== first)].map((person, index) =>
          person
            ? html`<label class="choice"
                ><input
                  type="radio"
                  name="user"
                  value="${person.id}"
                  ${index === 0 ? checked : undefined}
                /><span>${person.name} <span class="quiet">${person.email}</span></span></label
              > `
            : html``,
        )}
        ${own.length > 0 ? html`<h2>Select what Patchbay can access</h2>` : html``}
        ${own.map(
          (scope) =>
            html`<label class="choice"
              ><input type="checkbox" name="scope" value="${scope}" checked /><span
                >${sentenceOf(scope)} <code>${scope}</code></span
              ></label
            > `,
        )}
        <p class="actions">
          <button type="submit" name="decision" value="allow" class="main">Allow</button
          ><button type="submit" name="decision" value="deny">Deny</button>
        </p>
      </form>
    </main>`,
  );
}

/** Google's own error page: nobody is sent to an address that is not registered. */
export function refusalPage(error: string, detail: string): Response {
  return page(
    { title: "Access blocked (sandbox)", style, status: 400 },
    html`<main class="card">
      <h1>Access blocked: this app's request is invalid</h1>
      <p>${detail}</p>
      <p>Error 400: <code>${error}</code></p>
    </main>`,
  );
}
