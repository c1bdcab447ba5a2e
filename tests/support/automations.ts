import type { AutomationView, DeliveryView } from "../../src/contract/automation.ts";
import type { AutomationsPort } from "../../src/agent/ports.ts";

/** An automation as the service shows it. */
export function automation(given: Partial<AutomationView> = {}): AutomationView {
  return {
    id: "auto_deals",
    function: "postDeals",
    origin: "flow",
    trigger: { type: "schedule", cron: "0 9 * * 1-5", timezone: "Europe/Berlin" },
    words: "At 09:00, Monday through Friday (Europe/Berlin)",
    next: ["2026-11-30T08:00:00.000Z", "2026-12-01T08:00:00.000Z", "2026-12-02T08:00:00.000Z"],
    status: "active",
    reason: null,
    via: null,
    hook: null,
    hasSecret: false,
    settings: { overlap: "skip", misfire: "once", attempts: 5, alertAfter: 3, alertFunction: null },
    failures: 0,
    alert: null,
    last: null,
    createdAt: "2026-11-20T10:00:00.000Z",
    updatedAt: "2026-11-20T10:00:00.000Z",
    ...given,
  };
}

/** A start that was given up. */
export function deadDelivery(given: Partial<DeliveryView> = {}): DeliveryView {
  return {
    id: "dlv_1",
    automation: "auto_deals",
    function: "postDeals",
    key: "2026-11-20T08:00:00.000Z",
    status: "dead",
    attempts: 5,
    nextAt: null,
    error: "slack.chat.postMessage answered channel_not_found",
    run: "run_1",
    payload: { scheduledFor: "2026-11-20T08:00:00.000Z" },
    createdAt: "2026-11-20T08:00:00.000Z",
    finishedAt: "2026-11-20T08:05:00.000Z",
    ...given,
  };
}

/** Keeps what it is given in memory, as the service does in its database. */
export function memoryAutomations(
  automations: readonly AutomationView[],
  deliveries: readonly DeliveryView[] = [],
): AutomationsPort {
  const all = new Map(automations.map((one) => [one.id, one]));
  function change(id: string, status: AutomationView["status"]): AutomationView {
    const found = all.get(id);
    if (!found) throw new Error(`There is no automation ${id}.`);
    const changed = { ...found, status };
    all.set(id, changed);
    return changed;
  }
  return {
    list: async () => [...all.values()],
    hasAny: async () => all.size > 0,
    pause: async (id) => change(id, "paused"),
    resume: async (id) => change(id, "active"),
    remove: async (id) => {
      if (!all.delete(id)) throw new Error(`There is no automation ${id}.`);
    },
    deliveries: async (id, { status, limit }) =>
      deliveries.filter((one) => one.automation === id && one.status === status).slice(0, limit),
  };
}
