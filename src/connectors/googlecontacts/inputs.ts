import { z } from "zod";

/** What is asked for of a person: without a mask Google refuses the call. */
export const personFields = "names,emailAddresses,phoneNumbers,organizations,biographies";

export const resourceName = z
  .string()
  .min(1)
  .describe("Contact, by full name, email address or resource name such as people/c123");

/** What a contact is made of, flat; `places` and the helpers put it where Google has it. */
export const contactDetails = {
  givenName: z.string().optional().describe("First name"),
  familyName: z.string().optional().describe("Last name"),
  email: z.email().optional().describe("Email address"),
  phone: z.string().optional().describe("Phone number"),
  company: z.string().optional().describe("Company they work for"),
  jobTitle: z.string().optional().describe("Role in the company"),
  notes: z.string().optional().describe("Notes on the contact"),
};

/** How many contacts an answer holds at most. */
export const pageSize = (max: number) =>
  z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(`How many to get; more than ${max} are read page by page`);

/** A search has no pages. https://developers.google.com/people/api/rest/v1/people/searchContacts */
export const searchSize = z
  .number()
  .int()
  .min(1)
  .max(30)
  .optional()
  .describe("How many to get, at most 30; 10 where left out");

export const pageToken = z
  .string()
  .optional()
  .describe("Where the page starts, from the answer before");

/** A person, as far as the masks ask; Google leaves out what is empty. */
export const person = z.looseObject({
  resourceName: z.string(),
  etag: z.string().nullish(),
  names: z
    .array(
      z.looseObject({
        displayName: z.string().nullish(),
        givenName: z.string().nullish(),
        familyName: z.string().nullish(),
      }),
    )
    .nullish(),
  emailAddresses: z.array(z.looseObject({ value: z.string() })).nullish(),
  phoneNumbers: z.array(z.looseObject({ value: z.string() })).nullish(),
  organizations: z
    .array(z.looseObject({ name: z.string().nullish(), title: z.string().nullish() }))
    .nullish(),
  biographies: z.array(z.looseObject({ value: z.string() })).nullish(),
});

/** What both searches answer. */
export const found = z.looseObject({ results: z.array(z.looseObject({ person })).nullish() });

/** What is neither a resource name nor an id is searched for. */
export const contactByName = [
  {
    via: "googlecontacts.people.searchContacts",
    helper: "contactNamed",
    parts: ["searchContacts", "person"],
    literal: String.raw`^(?!people\/|me$|c\d{6,}$)`,
    fromInput: false,
  },
];
