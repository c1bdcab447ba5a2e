import { type Html, html } from "../../../sandbox/kit/html.ts";
import type { Look } from "../../google/sandbox/ground/app.ts";
import type { ContactsState, Fields } from "./state.ts";

/** The address book, and below it whom Google has noted by itself. */
export function viewContacts({ state, user }: Look<ContactsState>): Html {
  const own = state.people.filter(({ owner }) => owner === user.id);
  const [contacts, others] = [false, true].map((isOther) =>
    own.filter((one) => one.isOther === isOther).map(({ fields }) => fields),
  );
  const groups = state.groups.filter(({ owner }) => owner === user.id);
  return html`<h1>Contacts</h1>
    ${table(contacts ?? [])}
    ${groups.length > 0 ? html`<p>Labels: ${groups.map(({ name }) => name).join(", ")}</p>` : undefined}
    ${
      others?.length
        ? html`<h2>Other contacts</h2>
            ${table(others)}`
        : undefined
    }`;
}

function table(contacts: readonly Fields[]): Html {
  if (contacts.length === 0) return html`<p class="quiet">Nobody yet.</p>`;
  return html`<table>
    <tr>
      ${["Name", "Email", "Phone", "Company", "Notes"].map((title) => html`<th>${title}</th>`)}
    </tr>
    ${contacts.map(
      (fields) =>
        html`<tr>
          ${cellsOf(fields).map((text) => html`<td>${text}</td>`)}
        </tr>`,
    )}
  </table>`;
}

function cellsOf(fields: Fields): readonly string[] {
  const { names = [], emailAddresses = [], phoneNumbers = [] } = fields;
  const { organizations = [], biographies = [] } = fields;
  const joined = (...parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(" ");
  return [
    names.map(({ givenName, familyName }) => joined(givenName, familyName)),
    emailAddresses.map(({ value }) => value),
    phoneNumbers.map(({ value }) => value),
    organizations.map(({ name, title }) => [name, title].filter(Boolean).join(", ")),
    biographies.map(({ value }) => value),
  ].map((texts) => texts.join("; "));
}
