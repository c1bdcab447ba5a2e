import type { ObjectType } from "./state.ts";

/** What the stand-in itself knows of scopes. https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes */
export const scopes: ReadonlyMap<string, string> = new Map([
  ["oauth", "See which account is connected"],
  ["crm.objects.contacts.read", "View contacts, notes, tasks, calls and meetings"],
  ["crm.objects.contacts.write", "Create, edit and delete contacts, notes, tasks and meetings"],
  ["crm.objects.companies.read", "View companies"],
  ["crm.objects.companies.write", "Create, edit and delete companies"],
  ["crm.objects.deals.read", "View deals"],
  ["crm.objects.deals.write", "Create, edit and delete deals"],
  ["tickets", "View, create, edit and delete tickets"],
  ["crm.objects.owners.read", "View users that records are assigned to"],
  ["crm.objects.custom.read", "View custom objects"],
  ["crm.objects.custom.write", "Create, edit and delete custom objects"],
]);

/** Activities have no scopes of their own. */
const owners: Readonly<Record<ObjectType, string>> = {
  contacts: "crm.objects.contacts",
  companies: "crm.objects.companies",
  deals: "crm.objects.deals",
  tickets: "tickets",
  notes: "crm.objects.contacts",
  tasks: "crm.objects.contacts",
};

export function scopeFor(type: ObjectType, right: "read" | "write"): string {
  const name = owners[type];
  return name === "tickets" ? name : `${name}.${right}`;
}
