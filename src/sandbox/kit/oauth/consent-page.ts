import { type Html, html, page } from "../html.ts";
import type { SandboxUser } from "../types.ts";
import type { Authorization } from "./authorization.ts";
import type { OAuthRules } from "./rules.ts";

const checked: Html = { markup: " checked" };

/** Asks a person whether the app may. A form without JavaScript. */
export function consentPage(
  rules: OAuthRules,
  { parameters, scopes, optionalScopes }: Authorization,
  users: readonly SandboxUser[],
  style: string,
): Response {
  const { name } = rules;
  const shown = [...scopes, ...optionalScopes];
  return page(
    { title: `Connect Patchbay to ${name} (sandbox)`, style },
    html`<main class="card">
      <p class="quiet">${name} sandbox: nothing here reaches the real ${name}</p>
      <h1>Patchbay wants to use your ${name} account</h1>
      <form method="post" action="${rules.authorizePath}" data-consent>
        ${Object.entries(parameters).map(
          ([field, value]) => html`<input type="hidden" name="asked_${field}" value="${value}" /> `,
        )}
        <h2>You are</h2>
        ${users.map(
          (user, index) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="user"
                value="${user.id}"
                ${index === 0 ? checked : undefined}
              /><span>${user.name} <span class="quiet">${user.email}</span></span></label
            > `,
        )}
        ${shown.length > 0 ? html`<h2>Patchbay will be able to</h2>` : undefined}
        ${shown.map((scope) => scopeRow(rules, scope))} ${rules.picker?.markup(users[0])}
        ${rules.consentNote === undefined ? undefined : html`<p>${rules.consentNote}</p>`}
        <p class="actions">
          <button type="submit" name="decision" value="allow" class="main">Allow</button
          ><button type="submit" name="decision" value="deny">Cancel</button>
        </p>
      </form>
    </main>`,
  );
}

function scopeRow({ scopes, canUntick }: OAuthRules, scope: string): Html {
  const text = html`<span>${scopes?.get(scope)} <code>${scope}</code></span>`;
  return canUntick
    ? html`<label class="choice"
        ><input type="checkbox" name="scope" value="${scope}" checked />${text}</label
      > `
    : html`<p class="choice">• ${text}</p>`;
}

/** Nobody is sent anywhere: where a redirect address is wrong, that would be an open redirect. */
export function refusalPage(name: string, error: string, detail: string, style: string): Response {
  return page(
    { title: `${name} (sandbox): the app's request is invalid`, style, status: 400 },
    html`<main class="card">
      <h1>This app cannot be connected: its request is invalid</h1>
      <p>${detail}</p>
      <p><code>${error}</code></p>
    </main>`,
  );
}
