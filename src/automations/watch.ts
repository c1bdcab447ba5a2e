import type { Catalog } from "../catalog/catalog.ts";
import type { EventInfo } from "../catalog/event.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { StartingTrigger } from "../store/automations.ts";
import type { Watch } from "./sources.ts";

/** The event of the catalog by its id. */
export function eventOf(catalog: Catalog, id: string): EventInfo | undefined {
  return catalog.connector(connectorOf(id))?.events.find((event) => event.id === id);
}

/** What an automation waits for; undefined where it is no event, or none that the catalog has. */
export function watchOf(catalog: Catalog, trigger: StartingTrigger): Watch | undefined {
  if (trigger.type !== "event") return undefined;
  const event = eventOf(catalog, trigger.event);
  return event && { event, given: trigger.with ?? {} };
}
