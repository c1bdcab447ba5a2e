import type { EventInfo } from "../../catalog/connector.ts";

/** One address for the app, routed by account. https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide */
const things = [
  ["contact", "A contact", "crm.objects.contacts.read"],
  ["company", "A company", "crm.objects.companies.read"],
  ["deal", "A deal", "crm.objects.deals.read"],
  ["ticket", "A ticket", "tickets"],
] as const;

const happenings = [
  ["creation", "is created", ["push", "polling"]],
  ["propertyChange", "changes, its stage for example", ["push", "polling"]],
  ["deletion", "is deleted", ["push"]],
  ["associationChange", "is linked or unlinked", ["push"]],
] as const;

export const events: readonly EventInfo[] = things.flatMap(([thing, name, scope]) =>
  happenings.map(([happening, what, via]): EventInfo => ({
    id: `hubspot.${thing}.${happening}`,
    title: `${name} ${what}`,
    scopes: [[scope]],
    via,
    docs: "https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide",
  })),
);
