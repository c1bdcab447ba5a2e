import { createHmac, randomInt } from "node:crypto";
import { type PushManners, jsonMessage } from "../../../sandbox/kit/push.ts";
import type { RestChange, RestEvents } from "../../../sandbox/kit/rest/events.ts";
import { account } from "./people.ts";
import { scopeFor } from "./scopes.ts";
import type { CrmRecord, HubspotState, ObjectType } from "./state.ts";

/** The number of the app, which stands in its events. */
const appId = 2_203_117;

type Event = Readonly<Record<string, unknown>>;

const names: Readonly<Partial<Record<ObjectType, string>>> = {
  contacts: "contact",
  companies: "company",
  deals: "deal",
  tickets: "ticket",
};

/** Of these HubSpot has subscriptions nobody makes. */
const computed =
  /^(?:createdate|hs_object_id|(?:hs_)?lastmodifieddate|hs_v2_.*|hs_is_closed.*|closed_date)$/;

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation */
const manners: PushManners<Event> = {
  most: 100,
  message(events, { address, secret, now }, attempt) {
    const body = JSON.stringify(events.map((event) => ({ ...event, attemptNumber: attempt })));
    const signature = createHmac("sha256", secret)
      .update(`POST${address}${body}${now}`)
      .digest("base64");
    return jsonMessage(address, body, {
      "x-hubspot-request-timestamp": String(now),
      "x-hubspot-signature-v3": signature,
    });
  },
};

function happened({ before, after, now, by, tokens }: RestChange<HubspotState>): readonly Event[] {
  const about = (type: ObjectType, what: string, change: Event): readonly Event[] => {
    const name = names[type];
    const scope = scopeFor(type, "read");
    if (name === undefined || !tokens.some(({ scopes }) => scopes.includes(scope))) return [];
    const event = {
      eventId: randomInt(2 ** 32),
      subscriptionId: 1000 + Object.keys(names).indexOf(type),
      portalId: account.id,
      appId,
      occurredAt: now,
      subscriptionType: `${name}.${what}`,
      ...(by === "app"
        ? { changeSource: "INTEGRATION", sourceId: String(appId) }
        : { changeSource: "CRM_UI", sourceId: "userId:9001" }),
      ...change,
    };
    return [event];
  };
  const known = new Map(before.records.map((record) => [record.id, record]));
  const links = (one: HubspotState, other: HubspotState, associationRemoved: boolean) => {
    const there = new Set(other.links.map((link) => JSON.stringify(link)));
    return one.links
      .filter((link) => !there.has(JSON.stringify(link)))
      .flatMap(({ fromType, from, toType, to }) =>
        about(fromType, "associationChange", {
          associationType: `${names[fromType] ?? ""}_to_${names[toType] ?? ""}`.toUpperCase(),
          associationRemoved,
          fromObjectId: Number(from),
          toObjectId: Number(to),
        }),
      );
  };
  return [
    ...after.records.flatMap((record) =>
      changesOf(record, known.get(record.id)).flatMap(({ what, ...change }) =>
        about(record.type, what, { objectId: Number(record.id), ...change }),
      ),
    ),
    ...links(after, before, false),
    ...links(before, after, true),
  ];
}

interface RecordChange {
  readonly what: "creation" | "deletion" | "propertyChange";
  readonly propertyName?: string;
  readonly propertyValue?: string;
}

function changesOf(record: CrmRecord, past: CrmRecord | undefined): readonly RecordChange[] {
  if (!past) return [{ what: "creation" }];
  if (record.archived) return past.archived ? [] : [{ what: "deletion" }];
  return Object.entries(record.properties)
    .filter(([name, value]) => value !== (past.properties[name] ?? null) && !computed.test(name))
    .map(([propertyName, value]) => ({
      what: "propertyChange",
      propertyName,
      propertyValue: value ?? "",
    }));
}

export const hubspotEvents: RestEvents<HubspotState, Event> = { manners, happened };
