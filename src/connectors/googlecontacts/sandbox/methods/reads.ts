import type { Call, Method } from "../../../google/sandbox/ground/app.ts";
import { pageOf } from "../../../google/sandbox/ground/paging.ts";
import { type GoogleUser, people as directory } from "../../../google/sandbox/ground/people.ts";
import { invalid } from "../../../google/sandbox/ground/refusal.ts";
import { refuseScope } from "../../../google/sandbox/ground/scope-check.ts";
import { contactOf, described, maskIn, only } from "../person.ts";
import { auth, profiles, read } from "../scopes.ts";
import type { ContactsState, StoredPerson } from "../state.ts";
import { changedSince, syncTokenOf } from "../sync.ts";

type Order = (one: StoredPerson, other: StoredPerson) => number;

const byName =
  (part: "givenName" | "familyName"): Order =>
  ({ fields: one }, { fields: other }) =>
    (one.names?.[0]?.[part] ?? "").localeCompare(other.names?.[0]?.[part] ?? "");
const byChange: Order = (one, other) => one.changedAt - other.changedAt;

const orders: Readonly<Record<string, Order>> = {
  LAST_MODIFIED_ASCENDING: byChange,
  LAST_MODIFIED_DESCENDING: (one, other) => byChange(other, one),
  FIRST_NAME_ASCENDING: byName("givenName"),
  LAST_NAME_ASCENDING: byName("familyName"),
};

/** Somebody of the organisation, or oneself, as far as the token's scopes show it. */
function profile({ id, ...user }: GoogleUser, mask: readonly string[], has: Call<unknown>["has"]) {
  const takes = (...names: readonly string[]) =>
    [...read, ...["directory.readonly", ...names].map(auth)].some(has);
  const { name: displayName, givenName, familyName, email } = user;
  return {
    resourceName: `people/${id}`,
    etag: `%${id.slice(-8)}`,
    ...only(
      {
        ...(takes("userinfo.profile") ? { names: [{ displayName, givenName, familyName }] } : {}),
        ...(takes("userinfo.email", "user.emails.read")
          ? { emailAddresses: [{ metadata: { primary: true }, value: email }] }
          : {}),
      },
      mask,
    ),
  };
}

/** https://developers.google.com/people/api/rest/v1/people */
export const contactReads: readonly Method<ContactsState>[] = [
  {
    id: "people.connections.list",
    http: "GET",
    path: "/v1/people/me/connections",
    scopes: read,
    query: [
      "personFields",
      "pageSize",
      "pageToken",
      "sortOrder",
      "requestSyncToken",
      "syncToken",
      "sources",
    ],
    run({ state, user, query, now }) {
      const mask = maskIn(query, "personFields");
      const name = query.get("sortOrder") ?? "LAST_MODIFIED_ASCENDING";
      const order = orders[name] ?? invalid(`Invalid value at 'sort_order' (TYPE_ENUM), "${name}"`);
      const own = state.people.filter(({ owner, isOther }) => owner === user.id && !isOther);
      const token = query.get("syncToken");
      const since = token === null ? undefined : changedSince(token, own, state, now);
      const found = [
        ...(since?.changed ?? own).toSorted(order).map((person) => described(person, mask)),
        ...(since?.gone ?? [])
          .filter(({ owner }) => owner === user.id)
          .map(({ id }) => ({ resourceName: `people/${id}`, metadata: { deleted: true } })),
      ];
      const page = { size: 100, max: 1000, sizeParameter: "pageSize" };
      const { items, nextPageToken } = pageOf(found, query, page);
      const isSynced = token !== null || query.get("requestSyncToken") === "true";
      return {
        ...(items.length > 0
          ? { connections: items, totalPeople: own.length, totalItems: own.length }
          : {}),
        ...(nextPageToken === undefined
          ? isSynced
            ? { nextSyncToken: syncTokenOf(state, now) }
            : {}
          : { nextPageToken }),
      };
    },
  },
  {
    id: "people.get",
    http: "GET",
    path: "/v1/{+resourceName}",
    scopes: [...read, ...profiles],
    query: ["personFields", "sources"],
    run(call) {
      const { params, user, query, has } = call;
      const mask = maskIn(query, "personFields");
      const id = (params["resourceName"] ?? "").replace(/^people\//, "");
      if (id === "me" || id === user.id) return profile(user, mask, has);
      const colleague = directory.find((one) => one.id === id);
      if (colleague && has(auth("directory.readonly"))) return profile(colleague, mask, has);
      if (!read.some(has)) refuseScope("people.get", "people.googleapis.com");
      return described(contactOf(call), mask);
    },
  },
];
