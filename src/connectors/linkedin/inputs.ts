import { z } from "zod";
import type { ScopesByToken, ScopesWhen } from "../../catalog/operation.ts";

/** Needed by one of these, the narrowest first, as a person's token. */
export const needs = (...alternatives: readonly string[]): ScopesByToken => ({
  user: alternatives.map((scope) => [scope]),
});

export const host = "api.linkedin.com";

/** What a company page is allowed is a permission of its own: the acting URN decides. */
export function actsAs(input: string, member: ScopesByToken, page: ScopesByToken): ScopesWhen[] {
  return [
    { input, matches: "^urn:li:person:", scopes: member },
    { input, given: true, scopes: page },
  ];
}

export const posting = needs("w_member_social");
export const postingAsPage = needs("w_organization_social");
export const taking = needs("w_member_social_feed");
export const takingAsPage = needs("w_organization_social_feed");
export const readingFeed = needs("r_organization_social_feed", "r_member_social_feed");
/** Read-only comes with another of LinkedIn's products than the pair that can write. */
export const seeingPages = needs("r_organization_admin", "rw_organization_admin");

const actingUrn = (what: string) =>
  z
    .string()
    .regex(/^urn:li:(?:person|organization):/, "It is a URN: urn:li:organization:2414183")
    .optional()
    .describe(`URN of the company page ${what}; without it, the person themselves`);

export const author = actingUrn("whose post it is");

export const actor = actingUrn("that comments or reacts");

export const postUrn = z
  .string()
  .min(1)
  .describe("URN of the post, as it was given when it was published (urn:li:share:…)");

export const entityUrn = z
  .string()
  .min(1)
  .describe("URN of the post or comment, or the address of the post (urn:li:activity:… too)");

export const organization = z
  .string()
  .min(1)
  .describe("URN of the company page (urn:li:organization:2414183), or its number alone");

export const image = z
  .string()
  .min(1)
  .describe("The picture in base64 (JPG, PNG or GIF), or the URN of one that was uploaded before");

export const paging = {
  start: z.string().optional().describe("Where the page starts, from the answer before"),
  count: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("How many to get; more than 100 are read page by page"),
};

/** Generated code turns LinkedIn's offsets into a cursor. */
export const pagination = {
  cursor: "start",
  next: "nextStart",
  items: "elements",
  pageSize: "count",
  maxPageSize: 100,
} as const;

/** https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling */
export const errors = {
  ACCESS_DENIED:
    "LinkedIn has not approved the app for this, or you have no role on that company page. Whoever runs this Patchbay sees in LinkedIn's developer portal which products the app has.",
  NONEXISTENT_VERSION:
    "LinkedIn no longer serves this version of its API. Whoever runs this Patchbay sets LINKEDIN_VERSION to a newer one (YYYYMM).",
  TOO_MANY_REQUESTS: "The limit of the day is reached; LinkedIn counts anew at 00:00 UTC.",
  RESOURCE_NOT_FOUND: "There is nothing of that URN, or it cannot be seen with this connection.",
} as const;

export const postErrors = {
  ...errors,
  DUPLICATE_POST:
    "The same text was posted a short time ago. Change it, or leave the earlier post.",
} as const;
