import type { EventInfo } from "../../../catalog/event.ts";
import { anyOf } from "../../google/scopes.ts";
import { changed, contactPayload } from "./changed.ts";

export const events: readonly EventInfo[] = [
  {
    id: "googlecontacts.contact.changed",
    title: "A contact is added or changed",
    scopes: anyOf("contacts.readonly", "contacts").user ?? [],
    via: ["polling"],
    docs: "https://developers.google.com/people/api/rest/v1/people.connections/list",
    words: ["person", "address"],
    payload: contactPayload,
    filters: {
      id: { description: "Resource name: people/c123", in: ["id"] },
      name: { description: "Words in the name", in: ["name"], by: "contains" },
      from: { description: "Email address of the contact", in: ["emails"] },
      contains: {
        description: "Words in name, company, role or notes",
        in: ["name", "company", "jobTitle", "notes"],
        by: "contains",
      },
    },
    poll: changed,
  },
];
