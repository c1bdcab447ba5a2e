import type { Call, Method } from "../../../google/sandbox/ground/app.ts";
import { pageOf } from "../../../google/sandbox/ground/paging.ts";
import { people as directory } from "../../../google/sandbox/ground/people.ts";
import { invalid } from "../../../google/sandbox/ground/refusal.ts";
import { described, maskIn, only } from "../person.ts";
import { auth, read } from "../scopes.ts";
import type { ContactsState, Fields } from "../state.ts";

/** How long an empty search keeps the cache filled, in ms: Google does not say, it is minutes. */
const warmMs = 10 * 60_000;
/** More are not refused, but cut. https://developers.google.com/people/api/rest/v1/people/searchContacts */
const maxResults = 30;

/** A search of what the cache held when an empty search last filled it. */
function search(
  { state, user, query, now }: Call<ContactsState>,
  kind: "contacts" | "other",
  mask: readonly string[],
) {
  const wanted = query.get("query") ?? invalid("query is required.");
  const isOwn = (one: { owner: string; kind: string }) =>
    one.owner === user.id && one.kind === kind;
  if (wanted === "") {
    state.warm = state.warm.filter((one) => !isOwn(one));
    state.warm.push({ owner: user.id, kind, time: now });
    return {};
  }
  const filledAt = state.warm.find((one) => isOwn(one) && now - one.time < warmMs)?.time ?? 0;
  const size = Math.min(Number(query.get("pageSize") ?? 10) || 10, maxResults);
  const results = state.people
    .filter(({ owner, isOther }) => owner === user.id && isOther === (kind === "other"))
    .filter(({ changedAt, fields }) => changedAt <= filledAt && matches(fields, wanted))
    .slice(0, size)
    .map((person) => ({ person: described(person, mask) }));
  return results.length > 0 ? { results } : {};
}

/** Beginnings of words and what follows them: `foo n` finds "foo name", `oo n` does not. */
function matches(fields: Fields, wanted: string): boolean {
  const { names = [], emailAddresses = [], phoneNumbers = [], organizations = [] } = fields;
  const texts = [
    ...names.map(({ givenName = "", familyName = "" }) => `${givenName} ${familyName}`),
    ...[...emailAddresses, ...phoneNumbers].map(({ value }) => value),
    ...organizations.map(({ name = "" }) => name),
  ];
  return texts.some((text) => ` ${text}`.toLowerCase().includes(` ${wanted.toLowerCase()}`));
}

/** https://developers.google.com/people/v1/contacts#search_the_users_contacts */
export const searchMethods: readonly Method<ContactsState>[] = [
  {
    id: "people.searchContacts",
    http: "GET",
    path: "/v1/people:searchContacts",
    scopes: read,
    query: ["query", "readMask", "pageSize", "sources"],
    changes: true,
    run: (call) => search(call, "contacts", maskIn(call.query, "readMask")),
  },
  {
    id: "otherContacts.search",
    http: "GET",
    path: "/v1/otherContacts:search",
    scopes: [auth("contacts.other.readonly")],
    query: ["query", "readMask", "pageSize"],
    changes: true,
    run(call) {
      const mask = maskIn(call.query, "readMask");
      const allowed = ["emailAddresses", "metadata", "names", "phoneNumbers"];
      const wrong = mask.find((field) => !allowed.includes(field));
      if (wrong !== undefined)
        invalid(`Invalid readMask mask path: "${wrong}". Valid paths are ${allowed.join(", ")}.`);
      return search(call, "other", mask);
    },
  },
  {
    id: "people.searchDirectoryPeople",
    http: "GET",
    path: "/v1/people:searchDirectoryPeople",
    scopes: [auth("directory.readonly")],
    query: ["query", "readMask", "sources", "pageSize", "pageToken", "mergeSources"],
    run({ query }) {
      const mask = maskIn(query, "readMask");
      if (query.getAll("sources").length === 0) invalid("sources is required.");
      const wanted = (query.get("query") ?? "").toLowerCase();
      const found = directory.filter(({ givenName, familyName, email }) =>
        [givenName, familyName, email].some((text) => text.toLowerCase().startsWith(wanted)),
      );
      const page = { size: 100, max: 500, sizeParameter: "pageSize" };
      const { items, ...next } = pageOf(found, query, page);
      const people = items.map(({ id, name, givenName, familyName, email }) => ({
        resourceName: `people/${id}`,
        etag: `%${id.slice(-8)}`,
        ...only(
          {
            names: [{ displayName: name, givenName, familyName }],
            emailAddresses: [{ value: email, type: "work" }],
          },
          mask,
        ),
      }));
      return { ...(people.length > 0 ? { people, totalSize: found.length } : {}), ...next };
    },
  },
];
