import { defineGoogleApp } from "../../google/sandbox/ground/app.ts";
import { contactChanges } from "./methods/changes.ts";
import { groupMethods } from "./methods/groups.ts";
import { contactReads } from "./methods/reads.ts";
import { searchMethods } from "./methods/search.ts";
import { seedContacts } from "./seed.ts";
import { type ContactsState, contactsState } from "./state.ts";
import { viewContacts } from "./view.ts";

/** Google Contacts, whose API is that of people. https://developers.google.com/people/api/rest */
export const contactsApp = defineGoogleApp<ContactsState>({
  id: "googlecontacts",
  name: "Google Contacts",
  service: "people.googleapis.com",
  errorStyle: "status",
  shape: contactsState,
  seed: seedContacts,
  // A path that is a method's own goes before `people/*`.
  methods: [...searchMethods, ...contactChanges, ...groupMethods, ...contactReads],
  view: viewContacts,
});
