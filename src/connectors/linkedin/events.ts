import { z } from "zod";
import type { EventFilter, EventInfo } from "../../catalog/event.ts";
import { pageNames, pollPosts, postPayload } from "./polling.ts";

const organization: EventFilter = {
  description: "URN of the company page",
  in: ["organization"],
};
/** Only its posts are asked for. */
const page: EventFilter = { description: "Company page: its URN or number" };
const post: EventFilter = { description: "URN of the post", in: ["post"] };
const text: EventFilter = {
  description: "A part of the comment; only where LinkedIn sends its text",
  in: ["text"],
  by: "contains",
};

/**
 * Pages only, for apps that LinkedIn approved for webhooks: a person's profile can end a flow, not
 * start one. These are not asked for: that takes a call for each post and permissions of their own,
 * which the one that opens the notifications does not hold.
 */
const event = (
  name: string,
  title: string,
  filters: Readonly<Record<string, EventFilter>> = {},
): EventInfo => ({
  id: `linkedin.organization.${name}`,
  title,
  scopes: [["rw_organization_admin"]],
  via: ["push"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-social-action-notifications",
  payload: z.object({
    organization: z.string().optional().describe("URN of the company page"),
    post: z.string().optional().describe("URN of the post that it is about"),
    activity: z.string().optional().describe("URN of what was written or done"),
    text: z.string().optional().describe("What the comment says, where LinkedIn sends it"),
    actor: z.string().optional().describe("URN of who did it, where LinkedIn says so"),
    at: z.string().optional().describe("When it happened, ISO 8601"),
  }),
  filters: { organization, organizationUrn: organization, post, postUrn: post, ...filters },
});

export const events: readonly EventInfo[] = [
  event("comment", "Somebody comments on a post of a company page", { contains: text, text }),
  event("like", "Somebody reacts to a post of a company page"),
  event("share", "Somebody shares a post of a company page"),
  event("mention", "Somebody mentions a company page"),
  {
    id: "linkedin.organization.post",
    title: "A company page publishes a post",
    scopes: [["r_organization_social"]],
    via: ["polling"],
    docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api",
    payload: postPayload,
    filters: {
      organization: page,
      organizationUrn: page,
      contains: { description: "A part of its text", in: ["text"], by: "contains" },
      text: { description: "A part of its text", in: ["text"], by: "contains" },
    },
    requires: pageNames,
    poll: pollPosts,
  },
];
