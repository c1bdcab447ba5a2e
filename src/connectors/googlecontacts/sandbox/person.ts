import type { Call } from "../../google/sandbox/ground/app.ts";
import { invalid, notFound } from "../../google/sandbox/ground/refusal.ts";
import type { ContactsState, Fields, StoredPerson } from "./state.ts";

/** What a contact may have. https://developers.google.com/people/api/rest/v1/people/updateContact */
const ownFields =
  "addresses biographies birthdays calendarUrls clientData emailAddresses events externalIds genders imClients interests locales locations memberships miscKeywords names nicknames occupations organizations phoneNumbers relations sipAddresses urls userDefined";
/** What is read besides. https://developers.google.com/people/api/rest/v1/people/get */
const derivedFields = "ageRanges coverPhotos metadata photos skills";

/** A mask that the method wants; each of its names must be a field. */
export function maskIn(query: URLSearchParams, name: string): readonly string[] {
  const known = `${ownFields}${name === "updatePersonFields" ? "" : ` ${derivedFields}`}`.split(
    " ",
  );
  const fields = query
    .getAll(name)
    .flatMap((value) => value.split(","))
    .map((field) => field.trim())
    .filter(Boolean);
  const where =
    "Valid paths are documented at https://developers.google.com/people/api/rest/v1/people/get.";
  if (fields.length === 0)
    invalid(`${name} mask is required. Please specify one or more valid paths. ${where}`);
  const wrong = fields.find((field) => !known.includes(field));
  if (wrong !== undefined) invalid(`Invalid ${name} mask path: "${wrong}". ${where}`);
  return fields;
}

/** Changes with the person; a change has to name the one that it has read. */
export function etagOf({ id, revision }: StoredPerson): string {
  return `%${Buffer.from(`${id}.${revision}`).toString("base64")}`;
}

/** A person as an answer has it: what the mask names, of that what is there. */
export function described(person: StoredPerson, mask: readonly string[]) {
  const prefix = person.isOther ? "otherContacts" : "people";
  return {
    resourceName: `${prefix}/${person.id}`,
    etag: etagOf(person),
    ...only(withDisplayName(person.fields), mask),
  };
}

/** The members of the mask. */
export function only(fields: Fields, mask: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => mask.includes(field)));
}

function withDisplayName(fields: Fields): Fields {
  const [name] = fields.names ?? [];
  if (!name) return fields;
  const { givenName = "", familyName = "" } = name;
  const displayName = `${givenName} ${familyName}`.trim();
  return { ...fields, names: [{ metadata: { primary: true }, ...name, displayName }] };
}

/** The contact that the path names. */
export function contactOf({ state, user, params }: Call<ContactsState>): StoredPerson {
  const id = (params["resourceName"] ?? "").replace(/^people\//, "");
  const own = state.people.filter(({ owner, isOther }) => owner === user.id && !isOther);
  return own.find((one) => one.id === id) ?? notFound("Requested entity was not found.");
}
