import { people, type people_v1 } from "@googleapis/people";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failure, startGoogle } from "./google-harness.ts";

let google: Awaited<ReturnType<typeof startGoogle>>;
let now: number;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 23, 12);
  google = await startGoogle({ now: () => now });
});
afterEach(() => google.close());

/** The client of the People API with these scopes, as this person. */
function client(scopes: readonly string[] = ["contacts"], email?: string): people_v1.People {
  return people({
    version: "v1",
    auth: google.auth(scopes, email),
    rootUrl: google.rootUrl,
    retry: false,
  });
}
const me = "people/me";
const lucia = "people/c2026000000000000001";
const namesAndAddresses = "names,emailAddresses";

const namesIn = (persons: readonly people_v1.Schema$Person[] = []) =>
  persons.map(({ names }) => names?.[0]?.displayName);

/** What a search for the start of a word finds. */
async function found(query: string, scopes: readonly string[] = ["contacts"]) {
  const { data } = await client(scopes).people.searchContacts({ query, readMask: "names" });
  return namesIn(data.results?.map(({ person }) => person ?? {}));
}

/** Fills the cache that searches read. */
const warmUp = () => client().people.searchContacts({ query: "", readMask: "names" });

describe("lists", () => {
  const list = (params: people_v1.Params$Resource$People$Connections$List) =>
    client(["contacts.readonly"]).people.connections.list({
      resourceName: me,
      personFields: "names",
      ...params,
    });

  test.each([
    [undefined, ["Lucia Perez", "Ben Adeyemi", "Nora Lind"]],
    ["LAST_MODIFIED_DESCENDING", ["Nora Lind", "Ben Adeyemi", "Lucia Perez"]],
    ["FIRST_NAME_ASCENDING", ["Ben Adeyemi", "Lucia Perez", "Nora Lind"]],
    ["LAST_NAME_ASCENDING", ["Ben Adeyemi", "Nora Lind", "Lucia Perez"]],
  ])("contacts in the order %s", async (sortOrder, names) => {
    const { data } = await list(sortOrder === undefined ? {} : { sortOrder });
    expect(namesIn(data.connections)).toEqual(names);
    expect(data.totalItems).toBe(3);
  });

  test("contacts page by page", async () => {
    const { data: first } = await list({ pageSize: 2 });
    const { data: last } = await list({ pageSize: 2, pageToken: first.nextPageToken ?? "" });
    expect([first.connections?.length, last.connections?.length]).toEqual([2, 1]);
    expect(last.nextPageToken).toBeUndefined();
  });

  test("only the fields of the mask, and it needs one", async () => {
    const { data } = await list({ personFields: "phoneNumbers", pageSize: 1 });
    expect(data.connections).toEqual([
      {
        resourceName: lucia,
        etag: expect.any(String),
        phoneNumbers: [{ value: "+34 91 1234567", type: "work" }],
      },
    ]);
    const without = await failure(list({ personFields: "" }));
    expect(without).toMatchObject({ status: 400, reason: "INVALID_ARGUMENT" });
    expect(without.message).toContain("personFields mask is required");
    const wrong = list({ personFields: "names,shoeSize" });
    expect((await failure(wrong)).message).toContain('mask path: "shoeSize"');
  });

  test("a sync token is one that has expired", async () => {
    const stale = await failure(list({ syncToken: "old" }));
    expect(stale.status).toBe(410);
  });

  test("groups, those of the system too", async () => {
    const { data } = await client(["contacts.readonly"]).contactGroups.list({});
    expect(data.contactGroups?.map(({ name, memberCount }) => [name, memberCount])).toEqual([
      ["myContacts", 3],
      ["starred", undefined],
      ["Customers", 2],
    ]);
  });
});

describe("searches", () => {
  test("find nothing until an empty one has filled the cache, and again minutes later", async () => {
    expect(await found("Luc")).toEqual([]);
    await warmUp();
    expect(await found("Luc", ["contacts.readonly"])).toEqual(["Lucia Perez"]);
    now += 11 * 60_000;
    expect(await found("Luc")).toEqual([]);
  });

  test("do not find what came after the cache was filled", async () => {
    await warmUp();
    now += 1000;
    await client().people.createContact({ requestBody: { names: [{ givenName: "Lucan" }] } });
    expect(await found("luc")).toEqual(["Lucia Perez"]);
    await warmUp();
    expect(await found("luc")).toEqual(["Lucia Perez", "Lucan"]);
  });

  test.each([
    ["lucia@", ["Lucia Perez"]],
    ["+34", ["Lucia Perez"]],
    ["north", ["Nora Lind"]],
    ["lucia per", ["Lucia Perez"]],
    ["perez", ["Lucia Perez"]],
    ["perez lucia", []],
    ["ucia", []],
    ["Hanna", []],
  ])("%s finds %j", async (query, names) => {
    await warmUp();
    expect(await found(query)).toEqual(names);
  });

  test("people written with have a search and a scope of their own", async () => {
    const api = client(["contacts.other.readonly"]);
    const search = (query: string, readMask = namesAndAddresses) =>
      api.otherContacts.search({ query, readMask, pageSize: 100 });
    await search("");
    const { data } = await search("han");
    expect(data.results?.[0]?.person).toMatchObject({
      resourceName: "otherContacts/c2026000000000000004",
      emailAddresses: [{ value: "hanna@example.org" }],
    });
    expect((await failure(search("han", "organizations"))).message).toContain("readMask");
    const other = client().otherContacts.search({ query: "h", readMask: "names" });
    expect(await failure(other)).toMatchObject({
      status: 403,
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    });
  });

  test("colleagues are in the directory", async () => {
    const search = (sources: string[]) =>
      client(["directory.readonly"]).people.searchDirectoryPeople({
        query: "pri",
        readMask: namesAndAddresses,
        sources,
      });
    const { data } = await search(["DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE"]);
    expect(data.people?.[0]?.emailAddresses?.[0]?.value).toBe("priya@example.com");
    expect((await failure(search([]))).message).toBe("sources is required.");
    const { data: read } = await client(["directory.readonly"]).people.get({
      resourceName: data.people?.[0]?.resourceName ?? "",
      personFields: "names",
    });
    expect(namesIn([read])).toEqual(["Priya Nair"]);
  });
});

describe("changes", () => {
  const requestBody = {
    names: [{ givenName: "Ada", familyName: "Lovelace" }],
    emailAddresses: [{ value: "ada@example.org" }],
    phoneNumbers: [{ value: "+44 1" }, { value: "+44 2" }],
  };

  test("a contact is created, read, changed and deleted", async () => {
    const api = client().people;
    const { data: made } = await api.createContact({ personFields: "names", requestBody });
    const resourceName = made.resourceName ?? "";
    expect(made).toMatchObject({ names: [{ displayName: "Ada Lovelace" }] });
    expect(made).not.toHaveProperty("emailAddresses");
    expect(resourceName).toMatch(/^people\/c\d+$/);

    const etag = made.etag ?? "";
    const update = (given: people_v1.Schema$Person, updatePersonFields = "phoneNumbers") =>
      api.updateContact({ resourceName, updatePersonFields, requestBody: given });
    const { data: changed } = await update({ etag, phoneNumbers: [{ value: "+44 3" }] });
    expect(changed.phoneNumbers).toEqual([{ value: "+44 3" }]);
    expect(await failure(update({ etag }))).toMatchObject({
      status: 400,
      reason: "FAILED_PRECONDITION",
      message: expect.stringContaining("different than the current person.etag"),
    });

    const { data: emptied } = await update({ etag: changed.etag ?? "" });
    expect(emptied).not.toHaveProperty("phoneNumbers");
    await api.deleteContact({ resourceName });
    const gone = api.get({ resourceName, personFields: "names" });
    expect(await failure(gone)).toMatchObject({ status: 404, reason: "NOT_FOUND" });
    expect((await failure(api.deleteContact({ resourceName }))).status).toBe(404);
  });

  test.each([
    ["no etag", "names", {}, "must set person.etag"],
    ["no mask", "", { etag: "x" }, "updatePersonFields mask is required"],
    ["a field that is not one's own to change", "photos", { etag: "x" }, '"photos"'],
  ])("a change with %s is refused", async (_, updatePersonFields, given, message) => {
    const change = client().people.updateContact({
      resourceName: lucia,
      updatePersonFields,
      requestBody: given,
    });
    const refused = await failure(change);
    expect(refused.status).toBe(400);
    expect(refused.message).toContain(message);
  });

  test("a contact has one name, and a scope that only reads makes none", async () => {
    const names = [{ givenName: "A" }, { givenName: "B" }];
    const two = client().people.createContact({ requestBody: { names } });
    expect((await failure(two)).status).toBe(400);
    const call = client(["contacts.readonly"]).people.createContact({ requestBody });
    expect((await failure(call)).status).toBe(403);
  });
});

describe("oneself and others", () => {
  const read = (scopes: readonly string[], resourceName: string, email?: string) =>
    client(scopes, email).people.get({ resourceName, personFields: namesAndAddresses });

  test("the sign-in shows what it asked for", async () => {
    const { data } = await read(["userinfo.email"], me);
    expect(data.emailAddresses?.[0]?.value).toBe("maya@example.com");
    expect(data).not.toHaveProperty("names");
    const { data: named } = await read(["userinfo.profile"], me, "sam@example.com");
    expect(namesIn([named])).toEqual(["Sam Rivera"]);
  });

  test("a contact needs a scope of its own, and is its owner's alone", async () => {
    expect((await failure(read(["userinfo.email"], lucia))).status).toBe(403);
    expect((await failure(read(["contacts"], lucia, "sam@example.com"))).status).toBe(404);
    const { data } = await read(["contacts.readonly"], lucia);
    expect(namesIn([data])).toEqual(["Lucia Perez"]);
  });
});
