import { expect, test, vi } from "vitest";
import { createGoogleCode } from "../support/google-code.ts";
import { googleContactsConnector } from "../../src/connectors/googlecontacts/connector.ts";

const code = createGoogleCode(
  [googleContactsConnector],
  ["contacts", "contacts.other.readonly", "userinfo.email"],
);
const use = (method: string) => `googlecontacts.${method}`;

test("a contact is made of flat fields, and found by its name at once", async () => {
  const given = {
    givenName: "Ada",
    familyName: "Lovelace",
    email: "ada@example.org",
    phone: "+44 1",
    company: "Analytical Engines",
    jobTitle: "Analyst",
    notes: "Met in London.",
  };
  const answer = await code.run([
    [use("people.createContact"), given],
    [use("people.get"), { resourceName: "ada lovelace" }],
  ]);
  expect(answer).toMatchObject({
    names: [{ displayName: "Ada Lovelace" }],
    emailAddresses: [{ value: "ada@example.org" }],
    phoneNumbers: [{ value: "+44 1" }],
    organizations: [{ name: "Analytical Engines", title: "Analyst" }],
    biographies: [{ value: "Met in London." }],
  });
});

test("a change keeps what it does not name", async () => {
  const answer = await code.run([
    [
      use("people.updateContact"),
      { resourceName: "lucia@example.org", jobTitle: "Head of Buying", familyName: "Perez Gil" },
    ],
    [use("people.get"), { resourceName: "people/c2026000000000000001" }],
  ]);
  expect(answer).toMatchObject({
    names: [{ displayName: "Lucia Perez Gil", givenName: "Lucia" }],
    emailAddresses: [{ value: "lucia@example.org" }],
    phoneNumbers: [{ value: "+34 91 1234567", type: "work" }],
    organizations: [{ name: "Contoso", title: "Head of Buying" }],
  });
});

test("a contact is deleted by its resource name without a search", async () => {
  await code.run([[use("people.deleteContact"), { resourceName: "c2026000000000000002" }]]);
  expect(code.sent).toEqual(["DELETE /v1/people/c2026000000000000002:deleteContact"]);
});

test("a search fills the cache first, and asks again where nothing is found yet", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  try {
    const found = await code.run([[use("otherContacts.search"), { query: "han" }]]);
    expect(found).toMatchObject({ results: [{ person: { names: [{ givenName: "Hanna" }] } }] });
    expect(code.sent).toHaveLength(2);
    const empty = code.run([[use("people.searchContacts"), { query: "nobody" }]]);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
    vi.runAllTimers();
    expect(await empty).toEqual({});
    expect(code.sent.slice(2)).toEqual(Array(3).fill("GET /v1/people:searchContacts"));
  } finally {
    vi.useRealTimers();
  }
});

test("a name that only begins like a contact's is none, and says who there is", async () => {
  const wrong = code.run([[use("people.deleteContact"), { resourceName: "Lucia" }]]);
  await expect(wrong).rejects.toThrow('no contact "Lucia"; there are: Lucia Perez.');
  expect(code.sent.some((one) => one.startsWith("DELETE"))).toBe(false);
  const idle = code.run([[use("people.updateContact"), { resourceName: "Nora Lind" }]]);
  await expect(idle).rejects.toThrow("Nothing is to change");
});

test("two contacts of one name are told apart by address", async () => {
  const twin = { givenName: "Nora", familyName: "Lind", email: "nora.lind@example.org" };
  await code.run([[use("people.createContact"), twin]]);
  const both = code.run([[use("people.deleteContact"), { resourceName: "Nora Lind" }]]);
  await expect(both).rejects.toThrow('2 contacts "Nora Lind"');
  await code.run([[use("people.deleteContact"), { resourceName: "nora.lind@example.org" }]]);
  const left = await code.run([[use("people.get"), { resourceName: "Nora Lind" }]]);
  expect(left).toMatchObject({ emailAddresses: [{ value: "nora@example.org" }] });
});

test("oneself is no contact", async () => {
  const answer = await code.run([[use("people.get"), { resourceName: "me" }]]);
  expect(answer).toMatchObject({ emailAddresses: [{ value: "maya@example.com" }] });
  expect(code.sent).toEqual(["GET /v1/people/me"]);
});
