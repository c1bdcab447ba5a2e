import type { EventInfo } from "../../catalog/event.ts";

/** Pages only, for apps that LinkedIn approved for webhooks: a person's profile can end a flow, not start one. */
const event = (name: string, title: string): EventInfo => ({
  id: `linkedin.organization.${name}`,
  title,
  scopes: [["rw_organization_admin"]],
  via: ["push"],
  docs: "https://learn.microsoft.com/en-us/linkedin/marketing/community-management/organizations/organization-social-action-notifications",
});

export const events: readonly EventInfo[] = [
  event("comment", "Somebody comments on a post of a company page"),
  event("like", "Somebody reacts to a post of a company page"),
  event("share", "Somebody shares a post of a company page"),
  event("mention", "Somebody mentions a company page"),
];
