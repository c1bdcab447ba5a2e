import { html } from "../../../sandbox/kit/html.ts";
import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { people } from "../../google/sandbox/ground/people.ts";
import { methods } from "./methods.ts";
import { type ContactsState, type StoredPerson, contactsState } from "./state.ts";

function seed(): ContactsState {
  const owner = people[0]?.id ?? "";
  const contact = (
    id: string,
    givenName: string,
    familyName: string,
    email: string,
    isOther = false,
  ): StoredPerson => ({
    id,
    owner,
    isOther,
    revision: 1,
    fields: { names: [{ givenName, familyName }], emailAddresses: [{ value: email }] },
  });
  return {
    people: [
      contact("c2026000000000001", "Lucia", "Perez", "lucia@example.org"),
      contact("c2026000000000002", "Ben", "Adeyemi", "ben@example.org"),
      contact("c2026000000000003", "Nora", "Lind", "nora@example.org"),
      contact("c2026000000000004", "Hanna", "Virtanen", "hanna@example.org", true),
    ],
    groups: [{ id: "customers2026", name: "Customers", owner, memberCount: 2 }],
    warm: [],
  };
}

export const contactsApp = defineGoogleApp({
  id: "googlecontacts",
  name: "Google Contacts",
  service: "people.googleapis.com",
  errorStyle: "status",
  shape: contactsState,
  seed,
  methods,
  view({ state, user }) {
    const own = state.people.filter(({ owner, isOther }) => owner === user.id && !isOther);
    return html`<h1>Contacts</h1>
      <table>
        <tr>
          <th>Name</th>
          <th>Email</th>
          <th>Phone</th>
          <th>Company</th>
        </tr>
        ${own.map(({ fields: { names, emailAddresses, phoneNumbers, organizations } }) => {
          const name = names?.[0];
          return html`<tr>
            <td>${[name?.givenName, name?.familyName].filter(Boolean).join(" ")}</td>
            <td>${emailAddresses?.map(({ value }) => value).join(", ")}</td>
            <td>${phoneNumbers?.map(({ value }) => value).join(", ")}</td>
            <td>
              ${organizations?.map((one) => [one.name, one.title].filter(Boolean).join(", ")).join("; ")}
            </td>
          </tr>`;
        })}
      </table>`;
  },
});
