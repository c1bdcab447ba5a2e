import { randomBytes } from "node:crypto";
import { z } from "zod";

/** Fields of a person as the API has them; what nobody reads is kept as it came. */
export const fieldsShape = z.looseObject({
  names: z
    .array(z.looseObject({ givenName: z.string().optional(), familyName: z.string().optional() }))
    .max(1)
    .optional(),
  emailAddresses: z.array(z.looseObject({ value: z.string() })).optional(),
  phoneNumbers: z.array(z.looseObject({ value: z.string() })).optional(),
  organizations: z
    .array(z.looseObject({ name: z.string().optional(), title: z.string().optional() }))
    .optional(),
  biographies: z
    .array(z.looseObject({ value: z.string() }))
    .max(1)
    .optional(),
});
export type Fields = z.output<typeof fieldsShape>;

export const personShape = z.object({
  /** Without `people/`. */
  id: z.string(),
  owner: z.string(),
  /** Whether it is one that Google saved by itself. */
  isOther: z.boolean(),
  revision: z.number(),
  /** Which change of all was its latest; 0 for what was there from the start. */
  serial: z.number().default(0),
  /** Milliseconds since 1970. */
  changedAt: z.number(),
  fields: fieldsShape,
});
export type StoredPerson = z.output<typeof personShape>;

export const contactsState = z.object({
  people: z.array(personShape),
  /** Counts changes. */
  serial: z.number().default(0),
  /** Contacts that are gone, the latest last. */
  deleted: z.array(z.object({ id: z.string(), owner: z.string() })).default([]),
  groups: z.array(
    z.object({ id: z.string(), name: z.string(), owner: z.string(), memberCount: z.number() }),
  ),
  /** When a person last searched with an empty query, which fills Google's cache. */
  warm: z.array(
    z.object({ owner: z.string(), kind: z.enum(["contacts", "other"]), time: z.number() }),
  ),
});
export type ContactsState = z.output<typeof contactsState>;

/** As Google makes them: `c` and up to 19 digits. */
export function createContactId(): string {
  return `c${randomBytes(8).readBigUInt64BE() % 10n ** 19n}`;
}
