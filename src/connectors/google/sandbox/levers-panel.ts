import { type Html, html } from "../../../sandbox/kit/html.ts";
import type { GoogleApp } from "./ground/app.ts";

const buttons = [
  ["reset", "Start afresh"],
  ["expire", "Expire access tokens"],
  ["revoke", "Revoke everything"],
  ["rate-limit", "Rate-limit the next call"],
  ["fail", "Fail the next call"],
  ["limits", "Keep to the limits, or not"],
  ["outage", "Go down, or come back"],
] as const;

/** Ways to break things, as plain forms. */
export function leverForms(apps: readonly GoogleApp<unknown>[], disabled: readonly string[]): Html {
  return html`<footer>
    <h2>Break something</h2>
    ${buttons.map(
      ([lever, label]) =>
        html`<form method="post" action="/_sandbox/levers">
          <button name="lever" value="${lever}">${label}</button>
        </form>`,
    )}
    ${apps.map(({ id, name }) => {
      const isOff = disabled.includes(id);
      return html`<form method="post" action="/_sandbox/levers">
        <input type="hidden" name="app" value="${id}" />
        <input type="hidden" name="on" value="${isOff ? "true" : "false"}" />
        <button name="lever" value="api">
          ${isOff ? "Switch on" : "Switch off"} the ${name} API
        </button>
      </form>`;
    })}
  </footer>`;
}
