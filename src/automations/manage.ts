import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type {
  AutomationSettingsChange,
  AutomationTrigger,
  AutomationView,
  DeliveryView,
  NewAutomationView,
} from "../contract/automation.ts";
import type { MadeBy } from "../contract/function.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { checkFlow } from "../flow/check.ts";
import { type FlowTrigger, flowTrigger } from "../flow/schema.ts";
import type { Functions } from "../functions/functions.ts";
import type { StartingTrigger } from "../store/automations.ts";
import type { DeliveryStatus, DeliveryStore, StoredDelivery } from "../store/deliveries.ts";
import type { Channels } from "./channels.ts";
import { firstAt } from "./due.ts";
import type { Follow } from "./follow.ts";
import { nextStart } from "./schedule.ts";
import { type SecretBox, newWebhookSecret } from "./secret-box.ts";
import { defaultSettings } from "./settings.ts";
import type { Watch } from "./sources.ts";
import type { Automation, Automations } from "./state.ts";
import type { createViews } from "./view.ts";
import { watchOf } from "./watch.ts";

interface ManageDependencies {
  readonly automations: Automations;
  readonly deliveries: DeliveryStore;
  readonly functions: Pick<Functions, "current" | "resolve" | "save">;
  readonly catalog: Catalog;
  readonly channels: Pick<Channels, "close">;
  readonly follow: Follow;
  readonly views: ReturnType<typeof createViews>;
  readonly secrets: SecretBox;
  readonly clock: Clock;
  readonly wake: () => void;
}

const maxDeliveries = 100;

/** What people, programs and the agent do with automations. */
export function createManagement({
  automations,
  deliveries,
  functions,
  catalog,
  channels,
  follow,
  views,
  secrets,
  clock,
  wake,
}: ManageDependencies) {
  /** Throws `automation/not-found`. */
  async function load(id: string): Promise<Automation> {
    await follow.settled();
    const found = await automations.find(id);
    if (found && found.status !== "off") return found;
    throw new PatchbayError(
      "automation/not-found",
      `There is no automation "${id}"; GET /api/automations lists those there are.`,
    );
  }

  const viewOf = async (id: string): Promise<AutomationView> => views.viewOf(await load(id));

  /** Throws `delivery/not-found`, also for one of another person than who may see only their own. */
  async function loadDelivery(id: string, seenBy?: string): Promise<[StoredDelivery, Automation]> {
    const found = await deliveries.find(id);
    const isSeen = seenBy === undefined || [undefined, seenBy].includes(found?.userId);
    const automation = found && (await automations.find(found.automation));
    if (found && isSeen && automation) return [found, automation];
    throw new PatchbayError(
      "delivery/not-found",
      `There is no delivery "${id}". What is over is kept for 30 days.`,
    );
  }

  /** Throws `automation/invalid` where it would never start anything. */
  function checked(wanted: AutomationTrigger): StartingTrigger {
    const { data: trigger, error } = flowTrigger.safeParse(wanted);
    if (!trigger || trigger.type === "manual")
      throw new PatchbayError(
        "automation/invalid",
        error ? z.prettifyError(error) : "By hand it is started without an automation.",
        { where: "trigger" },
      );
    if (trigger.type === "schedule" && nextStart(trigger, clock.now()) === undefined)
      throw new PatchbayError(
        "automation/invalid",
        `"${trigger.cron}" never comes: it is no schedule, or the calendar has no such day.`,
        { where: "trigger.cron" },
      );
    if (trigger.type === "event" && !catalog.event(trigger.event))
      throw new PatchbayError(
        "automation/invalid",
        `There is no event "${trigger.event}"; GET /api/connectors/<id> lists those of a tool.`,
        { where: "trigger.event" },
      );
    return trigger;
  }

  /** Throws `function/not-found`. */
  async function checkAlert(change: AutomationSettingsChange): Promise<void> {
    const { alertFunction } = change ?? {};
    if (typeof alertFunction === "string")
      await functions.current(await functions.resolve(alertFunction));
  }

  /** Says in the flow what starts the function: a new version, which the automation then follows. */
  async function changeFlow(name: string, trigger: FlowTrigger, via: MadeBy["via"]): Promise<void> {
    const { flow, version } = await functions.current(name);
    if (!flow) throw new PatchbayError("automation/invalid", `"${name}" has no flow any more.`);
    const next = checkFlow({ ...flow, trigger }, catalog);
    if (next.status === "invalid")
      throw new PatchbayError(
        "automation/invalid",
        `"${name}" cannot be started like this: ${next.problems.map(({ where, message }) => `${where}: ${message}`).join("; ")}`,
        { where: "trigger" },
      );
    await functions.save(next.flow, { base: version, madeBy: { what: "hand", via } });
    await follow.follow();
  }

  async function setStatus(id: string, status: "active" | "paused"): Promise<AutomationView> {
    const automation = await load(id);
    if (automation.status !== status) {
      if (status === "paused") {
        const watch = watchOf(catalog, automation.trigger);
        if (watch) await channels.close(watch, automation.state);
        const { channel: _, ...state } = automation.state;
        await automations.change(id, { status, state, nextAt: undefined });
      } else
        await automations.change(id, { status, nextAt: firstAt(automation.trigger, clock.now()) });
      await follow.follow();
    }
    return viewOf(id);
  }

  return {
    /** The oldest first. */
    async list(
      filter: { readonly function?: string | undefined } = {},
    ): Promise<readonly AutomationView[]> {
      await follow.settled();
      const name = filter.function && (await functions.resolve(filter.function));
      const wanted = (await automations.list()).filter(
        (one) => one.status !== "off" && (name === undefined || one.function === name),
      );
      return views.viewsOf(wanted);
    },
    /** Whether there is one, on or paused. */
    async hasAny(): Promise<boolean> {
      await follow.settled();
      return automations.hasAny();
    },
    /** What starts each of some functions by itself, in a line each. */
    async startsOf(names: readonly string[]) {
      await follow.settled();
      const all = (await automations.ofFunctions(names)).filter(({ status }) => status !== "off");
      return Map.groupBy(all, (one) => one.function)
        .entries()
        .map(([name, some]) => [name, some.map(views.startOf)] as const);
    },
    /** Those beside what flows say that wait for an event. */
    async listening() {
      await follow.settled();
      return (await automations.added()).flatMap(({ id, function: name, trigger, status }) =>
        trigger.type === "event"
          ? [{ id, function: name, trigger, words: views.startOf({ id, trigger, status }).words }]
          : [],
      );
    },
    find: viewOf,
    /** One beside what the flow says. The secret of a webhook is shown here and never again. */
    async create(wanted: {
      readonly function: string;
      readonly trigger: AutomationTrigger;
      readonly settings?: AutomationSettingsChange;
    }): Promise<NewAutomationView> {
      const { settings } = wanted;
      const trigger = checked(wanted.trigger);
      await checkAlert(settings);
      const { name } = await functions.current(await functions.resolve(wanted.function));
      const functionId = (await automations.functionIds([name])).get(name);
      if (functionId === undefined)
        throw new PatchbayError("function/not-found", `There is no function "${name}" any more.`);
      const id = automations.newId();
      const secret = trigger.type === "webhook" ? newWebhookSecret() : undefined;
      await automations.add({
        id,
        functionId,
        origin: "own",
        trigger,
        settings: { ...defaultSettings(trigger), ...given(settings) },
        state: {},
        secret: secret && secrets.seal(id, secret),
        nextAt: firstAt(trigger, clock.now()),
      });
      await follow.follow();
      return { ...(await viewOf(id)), secret: secret ?? null };
    },
    /** Another trigger of what a flow says becomes a version of its function. */
    async change(
      id: string,
      change: {
        readonly trigger?: AutomationTrigger | undefined;
        readonly settings?: AutomationSettingsChange;
      },
      via: MadeBy["via"],
    ): Promise<AutomationView> {
      const { settings } = change;
      const trigger = change.trigger && checked(change.trigger);
      await checkAlert(settings);
      const automation = await load(id);
      if (trigger && automation.origin === "flow")
        await changeFlow(automation.function, trigger, via);
      else if (trigger) await follow.retarget(automation, trigger);
      if (settings) {
        const now = await load(id);
        await automations.change(id, { settings: { ...now.settings, ...given(settings) } });
      }
      await follow.follow();
      return viewOf(id);
    },
    /** What is owed until it is resumed is kept, but for starts of a schedule. */
    pause: (id: string) => setStatus(id, "paused"),
    resume: (id: string) => setStatus(id, "active"),
    /** Can be taken back by `restore`. Of what a flow says: the function is started by hand then, in a new version. */
    async remove(id: string, via: MadeBy["via"]): Promise<void> {
      const automation = await load(id);
      if (automation.origin === "flow")
        return changeFlow(automation.function, { type: "manual" }, via);
      return follow.end(automation, "The automation was deleted.");
    },
    /** Takes back that it was deleted. Throws `automation/not-found` where that is too long ago. */
    async restore(id: string, via: MadeBy["via"]): Promise<AutomationView> {
      await follow.settled();
      const automation = await automations.find(id);
      if (automation?.status === "off") {
        const { function: name, origin, trigger } = automation;
        if (origin === "flow") await changeFlow(name, trigger, via);
        else await follow.retarget(automation, trigger, { status: "active" });
        await follow.follow();
      }
      return viewOf(id);
    },
    /**
     * Starts it now, beside what starts it otherwise. What waits for an event has to be given one. Throws
     * `automation/not-active` and `automation/invalid`.
     */
    async runNow(id: string, payload: unknown = {}): Promise<DeliveryView> {
      const automation = await load(id);
      if (automation.status === "paused")
        throw new PatchbayError(
          "automation/not-active",
          `It is paused. Resume it first, or run the function "${automation.function}" itself.`,
        );
      const watch = watchOf(catalog, automation.trigger);
      if (watch && !isEventful(payload))
        throw new PatchbayError("automation/invalid", needsEvent(watch), { where: "payload" });
      const key = `now:${deliveries.newId()}`;
      const [kept] = await deliveries.keep([{ automation: id, key, payload }]);
      if (!kept || kept.status === "full") throw new TypeError("A start by hand was not kept.");
      wake();
      return views.deliveryView(...(await loadDelivery(kept.id)));
    },
    /** Makes the secret of a webhook, in place of the one before, which ends at once. */
    async renewSecret(id: string, own?: string): Promise<string> {
      const { trigger } = await load(id);
      if (trigger.type !== "webhook")
        throw new PatchbayError("automation/invalid", "Only a webhook has a secret.");
      const secret = own ?? newWebhookSecret();
      await automations.change(id, { secret: secrets.seal(id, secret) });
      await follow.follow();
      return secret;
    },
    /** Newest first. */
    async deliveries(
      id: string,
      filter: {
        readonly status?: DeliveryStatus | undefined;
        readonly before?: string | undefined;
        readonly seenBy?: string | undefined;
        readonly limit?: number;
      } = {},
    ): Promise<readonly DeliveryView[]> {
      const automation = await load(id);
      const { limit = maxDeliveries } = filter;
      const found = await deliveries.list({ ...filter, automation: id, limit });
      return found.map((one) => views.deliveryView(one, automation));
    },
    /** Throws `delivery/not-found`. */
    delivery: async (id: string, seenBy?: string): Promise<DeliveryView> =>
      views.deliveryView(...(await loadDelivery(id, seenBy))),
    /** Starts one again, whatever became of it, or one that waits at once. Throws `delivery/running`. */
    async replay(id: string): Promise<DeliveryView> {
      const [delivery] = await loadDelivery(id);
      refuseRunning(delivery);
      await deliveries.postpone(id, { nextAt: new Date(clock.now()).toISOString(), attempts: 0 });
      wake();
      return views.deliveryView(...(await loadDelivery(id)));
    },
    /** Is not started any more. Throws `delivery/running`. */
    async discard(id: string): Promise<DeliveryView> {
      const [delivery] = await loadDelivery(id);
      refuseRunning(delivery);
      await deliveries.finish(id, { status: "skipped", error: "Somebody discarded it." });
      return views.deliveryView(...(await loadDelivery(id)));
    },
  };
}

function isEventful(payload: unknown): boolean {
  const isObject = typeof payload === "object" && payload !== null && !Array.isArray(payload);
  return isObject && Object.keys(payload).length > 0;
}

function needsEvent({ event: { id, payload } }: Watch): string {
  const members = Object.keys(payload?.shape ?? {});
  const such = members.length > 0 ? ` It has ${members.join(", ")}.` : "";
  return `It waits for ${id} and reads what that says, so it cannot start without one. Give an event as payload, for example that of an earlier delivery, or start such a delivery again.${such}`;
}

function refuseRunning({ id, status }: StoredDelivery): void {
  if (status === "running")
    throw new PatchbayError(
      "delivery/running",
      `"${id}" is under way. Wait for its end, or cancel its run.`,
    );
}

/** Without the members that are left out. */
function given(change: AutomationSettingsChange = {}): Partial<Automation["settings"]> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
