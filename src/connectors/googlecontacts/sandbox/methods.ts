import type { Call, Method } from "../../google/sandbox/ground/app.ts";
import { createHexId } from "../../google/sandbox/ground/ids.ts";
import { pageOf } from "../../google/sandbox/ground/paging.ts";
import { people as directory } from "../../google/sandbox/ground/people.ts";
import { invalid, notFound, refuse } from "../../google/sandbox/ground/refusal.ts";
import { refuseScope } from "../../google/sandbox/ground/scope-check.ts";
import { type ContactsState, type Fields, type StoredPerson, fieldsShape } from "./state.ts";

const auth = (name: string) => `https://www.googleapis.com/auth/${name}`;
const write = [auth("contacts")];
const read = [...write, auth("contacts.readonly")];
const known =
  "addresses ageRanges biographies birthdays clientData coverPhotos emailAddresses events externalIds genders imClients interests locales locations memberships metadata miscKeywords names nicknames occupations organizations phoneNumbers photos relations sipAddresses skills urls userDefined".split(
    " ",
  );
/** How long an empty search fills the cache, in ms. */
const warmMs = 10 * 60_000;

type ContactsCall = Call<ContactsState>;

/** A mask that the method wants; each of its names must be a field. */
function maskIn(query: URLSearchParams, name: string): readonly string[] {
  const fields = (query.get(name) ?? "").split(",").filter(Boolean);
  if (fields.length === 0) {
    invalid(
      `${name} mask is required. Please specify one or more valid paths. Valid paths are documented at https://developers.google.com/people/api/rest/v1/people/get.`,
      "badRequest",
    );
  }
  const wrong = fields.filter((field) => !known.includes(field));
  if (wrong.length > 0) invalid(`Invalid ${name} mask path: "${wrong[0]}".`, "badRequest");
  return fields;
}

const etagOf = ({ id, revision }: StoredPerson) => `%EgUBAj0${id}${revision}`;

function view(person: StoredPerson, mask: readonly string[] | undefined) {
  const name = person.fields.names?.[0];
  const displayName = [name?.givenName, name?.familyName].filter(Boolean).join(" ");
  const all: Record<string, unknown> = {
    ...person.fields,
    ...(name ? { names: [{ metadata: { primary: true }, displayName, ...name }] } : {}),
  };
  const shown = Object.entries(all).filter(([field]) => mask === undefined || mask.includes(field));
  return {
    resourceName: `${person.isOther ? "otherContacts" : "people"}/${person.id}`,
    etag: etagOf(person),
    ...Object.fromEntries(shown),
  };
}

function personOf({ state, user, params }: ContactsCall): StoredPerson {
  const id = (params["resourceName"] ?? "").replace(/^people\//, "");
  return (
    state.people.find((one) => one.owner === user.id && one.id === id && !one.isOther) ??
    notFound("Requested entity was not found.")
  );
}

/** Prefixes of words only; empty until an empty search came first. https://developers.google.com/people/v1/contacts#search_the_users_contacts */
function search(
  { state, user, query, now }: ContactsCall,
  kind: "contacts" | "other",
  mask: readonly string[],
) {
  const wanted = query.get("query");
  if (wanted === null) invalid("query is required.", "badRequest");
  if (wanted === "") {
    state.warm = [
      ...state.warm.filter((one) => one.owner !== user.id || one.kind !== kind),
      { owner: user.id, kind, time: now },
    ];
    return {};
  }
  const size = Number(query.get("pageSize") ?? 10);
  if (!Number.isInteger(size) || size < 0 || size > 30)
    invalid("page_size must be at most 30.", "badRequest");
  const isWarm = state.warm.some(
    (one) => one.owner === user.id && one.kind === kind && now - one.time < warmMs,
  );
  const words = (wanted ?? "").toLowerCase().split(/\s+/);
  const results = state.people
    .filter((one) => isWarm && one.owner === user.id && one.isOther === (kind === "other"))
    .filter(({ fields }) => {
      const { names = [], emailAddresses = [], phoneNumbers = [] } = fields;
      const texts = [
        ...names.flatMap(({ givenName, familyName }) => [givenName, familyName]),
        ...emailAddresses.map(({ value }) => value),
        ...phoneNumbers.map(({ value }) => value),
      ];
      return words.every((word) => texts.some((text) => text?.toLowerCase().startsWith(word)));
    })
    .slice(0, size)
    .map((person) => ({ person: view(person, mask) }));
  return results.length > 0 ? { results } : {};
}

const profileScopes = [
  "contacts.other.readonly",
  "directory.readonly",
  "user.addresses.read",
  "user.birthday.read",
  "user.emails.read",
  "user.gender.read",
  "user.organization.read",
  "user.phonenumbers.read",
  "userinfo.email",
  "userinfo.profile",
].map(auth);

/** https://developers.google.com/people/api/rest */
export const methods: readonly Method<ContactsState>[] = [
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
      if (
        mask.some(
          (field) => !["emailAddresses", "metadata", "names", "phoneNumbers"].includes(field),
        )
      )
        invalid("readMask has fields that other contacts do not have.", "badRequest");
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
      if (query.getAll("sources").length === 0) invalid("sources is required.", "badRequest");
      const word = (query.get("query") ?? "").toLowerCase();
      const found = directory.filter(({ name, email }) =>
        [name, email].some((text) => text.toLowerCase().includes(word)),
      );
      const { items, ...page } = pageOf(found, query, {
        size: 100,
        max: 500,
        sizeParameter: "pageSize",
      });
      const people = items.map(({ id, name, givenName, familyName, email }) => ({
        resourceName: `people/${id}`,
        ...(mask.includes("names")
          ? { names: [{ displayName: name, givenName, familyName }] }
          : {}),
        ...(mask.includes("emailAddresses")
          ? { emailAddresses: [{ value: email, type: "work" }] }
          : {}),
      }));
      return { ...(people.length > 0 ? { people } : {}), ...page, totalSize: found.length };
    },
  },
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
    run({ state, user, query }) {
      const mask = maskIn(query, "personFields");
      if (query.has("syncToken"))
        refuse(
          410,
          "EXPIRED_SYNC_TOKEN",
          "Sync token is expired. Clear local cache and retry call without the sync token.",
        );
      const own = state.people.filter(({ owner, isOther }) => owner === user.id && !isOther);
      const order = query.get("sortOrder") ?? "LAST_MODIFIED_ASCENDING";
      const name = order.startsWith("LAST_NAME") ? "familyName" : "givenName";
      const sorted = order.includes("NAME_ASC")
        ? own.toSorted((a, b) =>
            String(a.fields.names?.[0]?.[name]).localeCompare(String(b.fields.names?.[0]?.[name])),
          )
        : order.endsWith("DESCENDING")
          ? own.toReversed()
          : own;
      const { items, ...page } = pageOf(sorted, query, {
        size: 100,
        max: 1000,
        sizeParameter: "pageSize",
      });
      const connections = items.map((person) => view(person, mask));
      return {
        ...(connections.length > 0 ? { connections } : {}),
        ...page,
        totalPeople: own.length,
        totalItems: own.length,
      };
    },
  },
  {
    id: "people.createContact",
    http: "POST",
    path: "/v1/people:createContact",
    scopes: write,
    query: ["personFields", "sources"],
    body: fieldsShape,
    changes: true,
    run({ state, user, body, query }) {
      const { etag: _, resourceName: __, metadata: ___, ...fields } = fieldsShape.parse(body);
      const person: StoredPerson = {
        id: `c${createHexId(18)}`,
        owner: user.id,
        isOther: false,
        revision: 1,
        fields,
      };
      state.people.push(person);
      return view(person, query.has("personFields") ? maskIn(query, "personFields") : undefined);
    },
  },
  {
    id: "people.updateContact",
    http: "PATCH",
    path: "/v1/{+resourceName}:updateContact",
    scopes: write,
    query: ["updatePersonFields", "personFields", "sources"],
    body: fieldsShape,
    changes: true,
    run(call) {
      const person = personOf(call);
      const mask = maskIn(call.query, "updatePersonFields");
      const { etag, ...fields } = fieldsShape.parse(call.body);
      if (etag === undefined)
        invalid(
          "Request must set person.etag or person.metadata.sources.etag for the source that is being updated.",
          "failedPrecondition",
        );
      if (etag !== etagOf(person))
        invalid(
          "Request person.etag is different than the current person.etag. Clear local cache and get the latest person.",
          "failedPrecondition",
        );
      const given: Fields = fields;
      for (const field of mask) {
        // A field of the mask is replaced whole, and emptied where it is not given.
        if (given[field] === undefined) delete person.fields[field];
        else person.fields[field] = given[field];
      }
      person.revision += 1;
      return view(
        person,
        call.query.has("personFields") ? maskIn(call.query, "personFields") : mask,
      );
    },
  },
  {
    id: "people.deleteContact",
    http: "DELETE",
    path: "/v1/{+resourceName}:deleteContact",
    scopes: write,
    changes: true,
    run(call) {
      const person = personOf(call);
      call.state.people = call.state.people.filter((one) => one !== person);
      return {};
    },
  },
  {
    id: "contactGroups.list",
    http: "GET",
    path: "/v1/contactGroups",
    scopes: read,
    query: ["pageSize", "pageToken", "syncToken", "groupFields"],
    run({ state, user, query }) {
      const own = state.groups.filter(({ owner }) => owner === user.id);
      const { items, ...page } = pageOf(own, query, {
        size: 30,
        max: 1000,
        sizeParameter: "pageSize",
      });
      const contactGroups = items.map(({ id, name, memberCount }) => ({
        resourceName: `contactGroups/${id}`,
        groupType: "USER_CONTACT_GROUP",
        name,
        formattedName: name,
        memberCount,
      }));
      return { contactGroups, ...page, totalItems: own.length };
    },
  },
  {
    id: "people.get",
    http: "GET",
    path: "/v1/{+resourceName}",
    scopes: [...read, ...profileScopes],
    query: ["personFields", "sources"],
    run(call) {
      const { params, user, query } = call;
      const mask = maskIn(query, "personFields");
      if (params["resourceName"] !== "people/me") {
        if (!read.some((scope) => call.has(scope)))
          refuseScope("people.get", "people.googleapis.com");
        return view(personOf(call), mask);
      }
      const own = {
        names: [{ displayName: user.name, givenName: user.givenName, familyName: user.familyName }],
        emailAddresses: [{ value: user.email, metadata: { primary: true } }],
      };
      return {
        resourceName: `people/${user.id}`,
        etag: "%EgMBLg0",
        ...Object.fromEntries(Object.entries(own).filter(([field]) => mask.includes(field))),
      };
    },
  },
];
