const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * A cron line with its weekdays by name: in numbers Sunday is 0 for us, and 1 where saffron reads it
 * (Cloudflare's and Deno's: https://developers.cloudflare.com/workers/configuration/cron-triggers/).
 * Undefined where the weekdays are more than lists, ranges and steps.
 */
export function cronWithNames(cron: string): string | undefined {
  const fields = cron.split(" ");
  const weekday = weekdays(fields[4] ?? "*");
  return weekday === undefined ? undefined : [...fields.slice(0, 4), weekday].join(" ");
}

function weekdays(field: string): string | undefined {
  const chosen = new Set<number>();
  for (const part of field.split(",")) {
    const [, first = "", last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/([1-7]))?$/.exec(part) ?? [];
    const from = first === "*" ? 0 : dayOf(first);
    // `*` and `1/2` go on to the end of the week.
    const isOpen = first === "*" || (last === undefined && step !== undefined);
    const to = isOpen ? 6 : dayOf(last ?? first);
    if (from === undefined || to === undefined) return undefined;
    // 7 is Sunday too, and FRI-MON goes over the end of the week.
    const end = to < from ? to + 7 : to;
    for (let day = from; day <= end; day += Number(step ?? 1)) chosen.add(day % 7);
  }
  if (chosen.size === days.length) return "*";
  return days.filter((_, day) => chosen.has(day)).join(",");
}

function dayOf(text: string): number | undefined {
  if (/^[0-7]$/.test(text)) return Number(text);
  const named = days.indexOf(text.toUpperCase());
  return named < 0 ? undefined : named;
}
