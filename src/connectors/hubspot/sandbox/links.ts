import { z } from "zod";
import { invalid } from "./refusal.ts";
import { type HubspotCall, recordAt } from "./records.ts";
import type { CrmRecord, HubspotState, ObjectType } from "./state.ts";

/** Ids have a direction. https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide */
const defaults: Readonly<Record<string, number>> = {
  "contacts companies": 279,
  "contacts deals": 4,
  "contacts tickets": 15,
  "companies contacts": 280,
  "companies deals": 342,
  "companies tickets": 340,
  "deals contacts": 3,
  "deals companies": 341,
  "deals tickets": 27,
  "tickets contacts": 16,
  "tickets companies": 339,
  "tickets deals": 28,
  "notes contacts": 202,
  "notes companies": 190,
  "notes deals": 214,
  "notes tickets": 228,
  "tasks contacts": 204,
  "tasks companies": 192,
  "tasks deals": 216,
  "tasks tickets": 230,
  "contacts notes": 201,
  "companies notes": 189,
  "deals notes": 213,
  "tickets notes": 227,
  "contacts tasks": 203,
  "companies tasks": 191,
  "deals tasks": 215,
  "tickets tasks": 229,
};

export function defaultTypeId(from: ObjectType, to: ObjectType): number {
  return defaults[`${from} ${to}`] ?? invalid(`${from} and ${to} cannot be associated.`);
}

/** Links both ways. */
export function link(
  data: HubspotState,
  [fromType, from]: readonly [ObjectType, string],
  [toType, to]: readonly [ObjectType, string],
): void {
  unlink(data, from, to);
  data.links.push(
    { fromType, from, toType, to, typeId: defaultTypeId(fromType, toType) },
    {
      fromType: toType,
      from: to,
      toType: fromType,
      to: from,
      typeId: defaultTypeId(toType, fromType),
    },
  );
}

export function unlink(data: HubspotState, one: string, other: string): void {
  data.links = data.links.filter(
    ({ from, to }) => !((from === one && to === other) || (from === other && to === one)),
  );
}

const associationsShape = z.array(
  z.looseObject({
    to: z.looseObject({ id: z.coerce.string() }),
    types: z.array(z.looseObject({ associationTypeId: z.number() })).min(1),
  }),
);

/** Associations of a new record: the number of the type says what the other end is. */
export function linkNew(call: HubspotCall, record: CrmRecord, given: unknown): void {
  if (given === undefined) return;
  const parsed = associationsShape.safeParse(given);
  if (!parsed.success) return invalid("Invalid input JSON: associations are malformed.");
  for (const { to, types } of parsed.data) {
    const typeId = types[0]?.associationTypeId;
    const way = Object.entries(defaults).find(
      ([key, id]) => id === typeId && key.startsWith(`${record.type} `),
    );
    if (!way) return invalid(`${record.type} have no association type ${String(typeId)}.`);
    const [, toType = ""] = way[0].split(" ");
    const other = recordAt(call, targetType(toType), to.id);
    link(call.data, [record.type, record.id], [other.type, other.id]);
  }
}

function targetType(name: string): ObjectType {
  const known = ["contacts", "companies", "deals", "tickets", "notes", "tasks"] as const;
  return known.find((type) => type === name) ?? invalid(`There are no ${name}.`);
}
