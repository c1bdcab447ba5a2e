import type { Catalog } from "../catalog/catalog.ts";
import type { StartingTrigger } from "../store/automations.ts";
import type { Watch } from "./sources.ts";

/** What an automation waits for; undefined where it is no event, or none that the catalog has. */
export function watchOf(catalog: Catalog, trigger: StartingTrigger): Watch | undefined {
  if (trigger.type !== "event") return undefined;
  const event = catalog.event(trigger.event);
  const { account } = trigger;
  return (
    event && { event, given: trigger.with ?? {}, ...(account === undefined ? {} : { account }) }
  );
}
