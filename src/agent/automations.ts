import type { AutomationSummary } from "../contract/automation-tools.ts";
import type { AutomationView } from "../contract/automation.ts";
import type { AutomationsPort } from "./ports.ts";

/** What a model is told of an automation; never a secret, which no view holds. */
export function summaryOf({ trigger, alert, ...view }: AutomationView): AutomationSummary {
  const { id, origin, words, next, status, reason, via, hook, last } = view;
  return {
    id,
    function: view.function,
    origin,
    trigger: trigger.type,
    words,
    next,
    ...(trigger.type === "schedule" ? { timezone: trigger.timezone ?? "UTC" } : {}),
    status,
    reason,
    via,
    hook,
    last,
    ...(alert ? { alert: alert.message } : {}),
  };
}

type Found =
  | { readonly status: "found"; readonly automation: AutomationView }
  | { readonly status: "not-found"; readonly known: AutomationSummary[] }
  | { readonly status: "ambiguous"; readonly which: AutomationSummary[] };

/** The automation of that id, or the only one of the function of that name. */
export async function findAutomation(
  { list }: Pick<AutomationsPort, "list">,
  said: string,
): Promise<Found> {
  const all = await list();
  const byId = all.find(({ id }) => id === said);
  const [first, ...others] = byId ? [byId] : all.filter((one) => one.function === said);
  if (!first) return { status: "not-found", known: all.map(summaryOf) };
  return others.length === 0
    ? { status: "found", automation: first }
    : { status: "ambiguous", which: [first, ...others].map(summaryOf) };
}

/** The one that was shown to the person. Where none was, nothing is done, whatever came meanwhile. */
export async function findShown(
  automations: Pick<AutomationsPort, "list">,
  {
    automation,
    judged,
  }: { readonly automation: string; readonly judged?: { readonly id: string } | undefined },
): Promise<Found> {
  const found = await findAutomation(automations, judged?.id ?? automation);
  return found.status === "found" && !judged
    ? { status: "ambiguous", which: [summaryOf(found.automation)] }
    : found;
}
