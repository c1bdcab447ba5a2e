import { z } from "zod";

export const userShape = z.object({
  /** `sub` of the id token: 21 digits. */
  id: z.string(),
  name: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  timeZone: z.string(),
});
export type GoogleUser = z.output<typeof userShape>;

/** The people of the Workspace domain example.com, the same as in the other stand-ins. */
export const people: readonly GoogleUser[] = (
  [
    ["101100000000000000001", "Maya", "Okafor", "Europe/Berlin"],
    ["101100000000000000002", "Sam", "Rivera", "America/New_York"],
    ["101100000000000000003", "Priya", "Nair", "Asia/Kolkata"],
    ["101100000000000000004", "Jonas", "Weber", "Europe/Berlin"],
  ] as const
).map(([id, givenName, familyName, timeZone]) => ({
  id,
  name: `${givenName} ${familyName}`,
  givenName,
  familyName,
  email: `${givenName.toLowerCase()}@example.com`,
  timeZone,
}));

export const domain = "example.com";
