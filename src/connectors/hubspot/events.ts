import type { EventInfo } from "../../catalog/event.ts";

/** One address for the app, routed by account. https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide */
const things = [
  ["contact", "A contact", "crm.objects.contacts.read", ["lead"]],
  ["company", "A company", "crm.objects.companies.read", ["account", "organization"]],
  ["deal", "A deal", "crm.objects.deals.read", ["opportunity", "negocio", "affaire"]],
  ["ticket", "A ticket", "tickets", ["case"]],
] as const;

const stages = ["stage", "closed", "won", "lost", "closedwon", "closedlost", "pipeline"];

const happenings = [
  ["creation", "is created", ["push", "polling"]],
  ["propertyChange", "changes, its stage for example", ["push", "polling"]],
  ["deletion", "is deleted", ["push"]],
  ["associationChange", "is linked or unlinked", ["push"]],
] as const;

export const events: readonly EventInfo[] = things.flatMap(([thing, name, scope, words]) =>
  happenings.map(([happening, what, via]): EventInfo => ({
    id: `hubspot.${thing}.${happening}`,
    title: `${name} ${what}`,
    scopes: [[scope]],
    via,
    words: happening === "propertyChange" && thing === "deal" ? [...words, ...stages] : words,
    docs: "https://developers.hubspot.com/docs/api-reference/latest/webhooks/guide",
  })),
);
