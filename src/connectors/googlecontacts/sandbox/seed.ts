import { people } from "../../google/sandbox/ground/people.ts";
import type { ContactsState, Fields, StoredPerson } from "./state.ts";

const dayMs = 86_400_000;

/** A few customers of the first person's, and one contact of the second's. */
export function seedContacts(now: number): ContactsState {
  const [first = "", second = ""] = people.map(({ id }) => id);
  const contact = (
    number: number,
    [givenName, familyName, email]: readonly [string, string, string],
    {
      owner = first,
      isOther = false,
      ...more
    }: Fields & { owner?: string; isOther?: boolean } = {},
  ): StoredPerson => ({
    id: `c20260000000000000${String(number).padStart(2, "0")}`,
    owner,
    isOther,
    revision: 1,
    serial: 0,
    changedAt: now - (30 - number) * dayMs,
    fields: { names: [{ givenName, familyName }], emailAddresses: [{ value: email }], ...more },
  });
  return {
    people: [
      contact(1, ["Lucia", "Perez", "lucia@example.org"], {
        phoneNumbers: [{ value: "+34 91 1234567", type: "work" }],
        organizations: [{ name: "Contoso", title: "Buyer" }],
      }),
      contact(2, ["Ben", "Adeyemi", "ben@example.org"], {
        organizations: [{ name: "Fabrikam" }],
      }),
      contact(3, ["Nora", "Lind", "nora@example.org"], {
        organizations: [{ name: "Northwind", title: "Head of Sales" }],
        biographies: [{ value: "Prefers calls in the morning." }],
      }),
      contact(4, ["Hanna", "Virtanen", "hanna@example.org"], { isOther: true }),
      contact(5, ["Theo", "Marsh", "theo@example.org"], { owner: second }),
    ],
    groups: [{ id: "2026c0ffee", name: "Customers", owner: first, memberCount: 2 }],
    serial: 0,
    deleted: [],
    warm: [],
  };
}
