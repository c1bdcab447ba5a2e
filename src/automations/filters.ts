import type { EventGiven, EventInfo, Happening } from "../catalog/event.ts";

/**
 * Whether an event is one that the flow means. What it says of the event without a filter in the
 * catalog, or with one that the question to the provider sees to, does not keep anything out here.
 */
export function fits(
  { filters = {} }: Pick<EventInfo, "filters">,
  given: EventGiven,
  payload: Happening["payload"],
): boolean {
  return Object.entries(given).every(([name, wanted]) => {
    const filter = filters[name];
    if (!filter?.in) return true;
    const part = new RegExp(filter.part ?? "^(.*)$", "su");
    const wants = [wanted].flat().map((one) => folded(part.exec(String(one))?.[1] ?? one));
    return filter.in
      .flatMap((path) => valuesAt(payload, path.split(".")))
      .map(folded)
      .some((value) =>
        wants.some((one) => (filter.by === "contains" ? value.includes(one) : value === one)),
      );
  });
}

/**
 * Whether an event may still be one that the flow means, while its payload is not complete: judged
 * are the filters of which every path is there already.
 */
export function mayFit(
  event: Pick<EventInfo, "filters" | "complete">,
  given: EventGiven,
  payload: Happening["payload"],
): boolean {
  if (!event.complete) return fits(event, given, payload);
  const known = Object.entries(event.filters ?? {}).filter(([, { in: paths = [] }]) =>
    paths.every((path) => valuesAt(payload, path.split(".")).length > 0),
  );
  return fits({ filters: Object.fromEntries(known) }, given, payload);
}

/** What stands at a path; of a list every entry's. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly unknown[] {
  if (Array.isArray(value))
    return value.flatMap((one) => valuesAt(one, key === undefined ? [] : [key, ...rest]));
  if (key === undefined) return value === null || value === undefined ? [] : [value];
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? valuesAt(Reflect.get(value, key), rest)
    : [];
}

/** Without regard to case, and to the signs of a channel, a person or an emoji. */
function folded(value: unknown): string {
  return String(value)
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/^[#@]|^:(?=.+:$)|(?<=^:.+):$/g, "");
}
