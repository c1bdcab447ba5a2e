import type { Operation } from "../../../catalog/operation.ts";
import { contactGroupsList } from "./contactGroups.list.ts";
import { otherContactsSearch } from "./otherContacts.search.ts";
import { peopleConnectionsList } from "./people.connections.list.ts";
import { peopleCreateContact } from "./people.createContact.ts";
import { peopleDeleteContact } from "./people.deleteContact.ts";
import { peopleGet } from "./people.get.ts";
import { peopleSearchContacts } from "./people.searchContacts.ts";
import { peopleSearchDirectoryPeople } from "./people.searchDirectoryPeople.ts";
import { peopleUpdateContact } from "./people.updateContact.ts";

export const operations: readonly Operation[] = [
  contactGroupsList,
  otherContactsSearch,
  peopleConnectionsList,
  peopleCreateContact,
  peopleDeleteContact,
  peopleGet,
  peopleSearchContacts,
  peopleSearchDirectoryPeople,
  peopleUpdateContact,
];
