import type { Method } from "../../../google/sandbox/ground/app.ts";
import { pageOf } from "../../../google/sandbox/ground/paging.ts";
import { read } from "../scopes.ts";
import type { ContactsState } from "../state.ts";

/** Groups that everybody has. https://developers.google.com/people/api/rest/v1/contactGroups#GroupType */
const systemGroups = [
  ["myContacts", "My Contacts"],
  ["starred", "Starred"],
] as const;

/** https://developers.google.com/people/api/rest/v1/contactGroups */
export const groupMethods: readonly Method<ContactsState>[] = [
  {
    id: "contactGroups.list",
    http: "GET",
    path: "/v1/contactGroups",
    scopes: read,
    query: ["pageSize", "pageToken", "syncToken", "groupFields"],
    run({ state, user, query }) {
      const isContact = (one: { owner: string; isOther: boolean }) =>
        one.owner === user.id && !one.isOther;
      const groups = [
        ...systemGroups.map(([id, formattedName]) => ({
          resourceName: `contactGroups/${id}`,
          groupType: "SYSTEM_CONTACT_GROUP",
          name: id,
          formattedName,
          // Google leaves out a count of none.
          ...(id === "myContacts" ? { memberCount: state.people.filter(isContact).length } : {}),
        })),
        ...state.groups
          .filter(({ owner }) => owner === user.id)
          .map(({ id, name, memberCount }) => ({
            resourceName: `contactGroups/${id}`,
            groupType: "USER_CONTACT_GROUP",
            name,
            formattedName: name,
            memberCount,
          })),
      ];
      const page = { size: 30, max: 1000, sizeParameter: "pageSize" };
      const { items, ...next } = pageOf(groups, query, page);
      return { contactGroups: items, ...next, totalItems: groups.length };
    },
  },
];
