import type { ScopeInfo } from "../../catalog/connector.ts";

const source =
  "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes";

const info = (
  scope: string,
  sentence: string,
  sensitivity: ScopeInfo["sensitivity"],
): ScopeInfo => ({
  scope,
  sentence,
  sensitivity,
  access: sensitivity === "write" ? "write" : "read",
  tokens: ["user"],
  source,
});

/** Reading and writing apart, writing does not include reading; activities go with contacts. */
export const scopes: readonly ScopeInfo[] = [
  info(
    "crm.objects.contacts.read",
    "See contacts, notes, tasks, calls and meetings",
    "read-personal",
  ),
  info(
    "crm.objects.contacts.write",
    "Create, change and delete contacts, notes, tasks, calls and meetings",
    "write",
  ),
  info("crm.objects.companies.read", "See companies", "read"),
  info("crm.objects.companies.write", "Create, change and delete companies", "write"),
  info("crm.objects.deals.read", "See deals", "read"),
  info("crm.objects.deals.write", "Create, change and delete deals", "write"),
  info("tickets", "See, create, change and delete tickets", "write"),
  info("crm.objects.owners.read", "See the people records can be assigned to", "read-personal"),
];
