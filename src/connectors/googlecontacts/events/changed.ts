import { z } from "zod";
import { type EventCall, EventCallError, type EventPoll } from "../../../catalog/event.ts";
import { cursorOf, hashLength, hashesIn, shortHash } from "../../../catalog/polling.ts";
import { personFields, person as knownPerson } from "../inputs.ts";

export const contactPayload = z.object({
  id: z.string().describe("Resource name: people/c123"),
  name: z.string().describe("Full name"),
  givenName: z.string().describe("First name"),
  familyName: z.string().describe("Last name"),
  email: z.string().describe("First email address"),
  emails: z.array(z.string()).describe("All email addresses"),
  phone: z.string().describe("First phone number"),
  company: z.string().describe("Company they work for"),
  jobTitle: z.string().describe("Role in the company"),
  notes: z.string().describe("Notes on the contact"),
});

const cursorShape = z.strictObject({
  syncToken: z.string(),
  pageToken: z.string().optional(),
  /** Hashes of what was told last: a token may tell it again. */
  told: z.string(),
});

const person = knownPerson.extend({
  metadata: z.looseObject({ deleted: z.boolean().nullish() }).nullish(),
});
const page = z.looseObject({
  connections: z.array(person).nullish(),
  nextPageToken: z.string().nullish(),
  nextSyncToken: z.string().nullish(),
});

const maxTold = 1000;
/** Every call with a token repeats the parameters of the first. */
const asked = {
  personFields: `${personFields},metadata`,
  pageSize: 1000,
  requestSyncToken: true,
};

/** A token lasts seven days. https://developers.google.com/people/api/rest/v1/people.connections/list */
export const changed: EventPoll = {
  operations: ["googlecontacts.people.connections.list"],
  every: 300,
  async ask({ cursor, call }) {
    const before = cursorOf(cursorShape, cursor);
    if (!before) return begin(call);
    const { syncToken, pageToken } = before;
    let answer: unknown;
    try {
      answer = await call("googlecontacts.people.connections.list", {
        ...asked,
        syncToken,
        pageToken,
      });
    } catch (error) {
      if (isExpired(error)) return begin(call);
      throw error;
    }
    const { connections, nextPageToken, nextSyncToken } = page.parse(answer);
    const told = new Set(hashesIn(before.told));
    const fresh = (connections ?? [])
      .map((one) => ({ one, id: `${one.resourceName}@${one.etag ?? ""}` }))
      .filter(({ id }) => !told.has(shortHash(id)));
    return {
      cursor: {
        syncToken: nextPageToken ? syncToken : (nextSyncToken ?? syncToken),
        ...(nextPageToken ? { pageToken: nextPageToken } : {}),
        told: (before.told + fresh.map(({ id }) => shortHash(id)).join("")).slice(
          -maxTold * hashLength,
        ),
      },
      happenings: fresh
        .filter(({ one }) => !one.metadata?.deleted)
        .map(({ one, id }) => ({ id, payload: payloadOf(one) })),
      isMore: Boolean(nextPageToken),
    };
  },
};

/** Reads to the end for the token alone. */
async function begin(call: EventCall) {
  for (let pageToken: string | undefined; ;) {
    const input = { ...asked, pageToken, fields: "nextPageToken,nextSyncToken" };
    const answer = page.parse(await call("googlecontacts.people.connections.list", input));
    if (answer.nextSyncToken)
      return { cursor: { syncToken: answer.nextSyncToken, told: "" }, happenings: [] };
    pageToken = answer.nextPageToken ?? undefined;
    if (pageToken === undefined)
      throw new EventCallError("The contacts cannot be watched: no token came", 0, null);
  }
}

function isExpired(error: unknown): boolean {
  if (!(error instanceof EventCallError)) return false;
  return error.status === 410 || JSON.stringify(error.body).includes("EXPIRED_SYNC_TOKEN");
}

function payloadOf(one: z.output<typeof person>): z.output<typeof contactPayload> {
  const [name] = one.names ?? [];
  const [work] = one.organizations ?? [];
  const emails = (one.emailAddresses ?? []).map(({ value }) => value);
  return {
    id: one.resourceName,
    name: name?.displayName ?? "",
    givenName: name?.givenName ?? "",
    familyName: name?.familyName ?? "",
    email: emails[0] ?? "",
    emails,
    phone: one.phoneNumbers?.[0]?.value ?? "",
    company: work?.name ?? "",
    jobTitle: work?.title ?? "",
    notes: one.biographies?.[0]?.value ?? "",
  };
}
