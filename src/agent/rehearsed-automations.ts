import type { AutomationView } from "../contract/automation.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Clock } from "../core/clock.ts";
import type { AutomationsPort, FunctionsPort } from "./ports.ts";
import { describeSchedule } from "../automations/schedule-words.ts";

/**
 * Automations as they would be in a rehearsal: those of the flows that it has drawn, and the others
 * as they are. Pausing one changes what this rehearsal sees and nothing else; nothing starts.
 */
export function rehearsedAutomations(
  automations: AutomationsPort,
  functions: Pick<FunctionsPort, "list" | "save">,
  clock: Clock,
): AutomationsPort {
  const changed = new Map<string, "active" | "paused" | "removed">();

  async function list(): Promise<AutomationView[]> {
    const [stored, known] = await Promise.all([automations.list(), functions.list()]);
    const names = new Set(known.map(({ name }) => name));
    const own = stored.filter((one) => one.origin === "own" && names.has(one.function));
    const ofFlows = known.flatMap(({ name, flow }) => {
      if (!flow || flow.trigger.type === "manual") return [];
      const before = stored.find((one) => one.origin === "flow" && one.function === name);
      return { ...viewOf(name, flow.trigger, clock), ...(before ? kept(before) : {}) };
    });
    return [...own, ...ofFlows].flatMap((one) => {
      const status = changed.get(one.id);
      if (status === "removed") return [];
      return status ? { ...one, status, reason: null } : one;
    });
  }

  async function change(id: string, status: "active" | "paused"): Promise<AutomationView> {
    changed.set(id, status);
    return find(id);
  }

  async function find(id: string): Promise<AutomationView> {
    const found = (await list()).find((each) => each.id === id);
    if (found) return found;
    throw new PatchbayError("request/not-found", `There is no automation "${id}" here.`);
  }

  return {
    list,
    hasAny: async () => (await list()).length > 0,
    pause: (id) => change(id, "paused"),
    resume: (id) => change(id, "active"),
    async remove(id) {
      const { origin, function: name } = await find(id);
      const flow = (await functions.list()).find((each) => each.name === name)?.flow;
      if (origin === "flow" && flow)
        await functions.save({ ...flow, trigger: { type: "manual" } }, { prompt: "" });
      else changed.set(id, "removed");
    },
    deliveries: async (id, filter) =>
      (await automations.list()).some((one) => one.id === id)
        ? automations.deliveries(id, filter)
        : [],
  };
}

/** What is the automation's own and no matter of the flow. */
function kept({ id, status, reason, settings, failures, alert, last }: AutomationView) {
  return { id, status, reason, settings, failures, alert, last };
}

function viewOf(name: string, trigger: AutomationView["trigger"], clock: Clock): AutomationView {
  const schedule =
    trigger.type === "schedule" ? describeSchedule(trigger, new Date(clock.now())) : undefined;
  const words = trigger.type === "event" ? trigger.event : "Your app calls it";
  return {
    id: `plan_${name}`,
    function: name,
    origin: "flow",
    trigger,
    words: schedule?.words ?? words,
    next: (schedule?.next ?? []).map((start) => start.toISOString()),
    status: "active",
    reason: null,
    via: null,
    hook: null,
    hasSecret: false,
    settings: { overlap: "skip", misfire: "once", attempts: 5, alertAfter: 3, alertFunction: null },
    failures: 0,
    alert: null,
    last: null,
    createdAt: "",
    updatedAt: "",
  };
}
