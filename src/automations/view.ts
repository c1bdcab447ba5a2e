import type { Catalog } from "../catalog/catalog.ts";
import type { AutomationView, DeliveryView } from "../contract/automation.ts";
import type { Clock } from "../core/clock.ts";
import type { StartingTrigger } from "../store/automations.ts";
import type { DeliveryStore, StoredDelivery } from "../store/deliveries.ts";
import { alertWords } from "./alerts.ts";
import type { Readiness } from "./readiness.ts";
import { describeSchedule } from "./schedule-words.ts";
import type { Automation } from "./state.ts";
import { watchOf } from "./watch.ts";

interface ViewDependencies {
  readonly catalog: Catalog;
  readonly deliveries: Pick<DeliveryStore, "list" | "lastOf">;
  readonly readiness: Readiness;
  readonly clock: Clock;
  /** Where senders reach this server. */
  readonly origin: () => string;
}

/** Automations as a person sees them. */
export function createViews({ catalog, deliveries, readiness, clock, origin }: ViewDependencies) {
  async function statusOf(
    automation: Automation,
  ): Promise<Pick<AutomationView, "status" | "reason">> {
    if (automation.status === "paused") return { status: "paused", reason: null };
    const reason = (await readiness.reasonOf(automation)) ?? automation.state.failed?.message;
    return reason === undefined
      ? { status: "active", reason: null }
      : { status: "waiting", reason };
  }

  async function alertOf({
    id,
    alertedAt,
    failures,
  }: Automation): Promise<AutomationView["alert"]> {
    if (alertedAt === undefined) return null;
    const [last] = await deliveries.list({ automation: id, status: "dead", limit: 1 });
    return { since: alertedAt, message: alertWords(failures, last?.error) };
  }

  async function view(
    automation: Automation,
    last: StoredDelivery | undefined,
  ): Promise<AutomationView> {
    const { id, origin: from, trigger, settings, failures, createdAt, updatedAt } = automation;
    const watch = watchOf(catalog, trigger);
    const via = watch && (automation.state.channel ? "push" : readiness.viaOf(watch.event));
    const state = await statusOf(automation);
    return {
      id,
      function: automation.function,
      origin: from,
      trigger,
      ...wordsOf(trigger, catalog, new Date(clock.now())),
      ...(state.status === "paused" ? { next: [] } : {}),
      ...state,
      via: via ?? null,
      hook: trigger.type === "webhook" ? `${origin()}/hooks/${id}` : null,
      hasSecret: automation.secret !== undefined,
      settings,
      failures,
      alert: await alertOf(automation),
      last: last
        ? { at: last.finishedAt ?? last.createdAt, status: last.status, run: last.run ?? null }
        : null,
      createdAt,
      updatedAt,
    };
  }

  return {
    /** What starts a function, in a line. */
    startOf({ id, trigger, status }: Pick<Automation, "id" | "trigger" | "status">) {
      const { words, next } = wordsOf(trigger, catalog, new Date(clock.now()));
      const paused = status === "paused";
      return { id, words, next: paused ? null : (next[0] ?? null), paused };
    },
    /** One after the other: thousands of questions at once to one database wait for each other. */
    async viewsOf(automations: readonly Automation[]): Promise<readonly AutomationView[]> {
      const last = await deliveries.lastOf(automations.map(({ id }) => id));
      const shown: AutomationView[] = [];
      for (const one of automations) shown.push(await view(one, last.get(one.id)));
      return shown;
    },
    async viewOf(automation: Automation): Promise<AutomationView> {
      const last = await deliveries.lastOf([automation.id]);
      return view(automation, last.get(automation.id));
    },
    deliveryView(
      delivery: StoredDelivery,
      { function: name }: Pick<Automation, "function">,
    ): DeliveryView {
      const { id, automation, key, status, attempts, payload, createdAt } = delivery;
      return {
        id,
        automation,
        function: name,
        key,
        status,
        attempts,
        nextAt: delivery.nextAt ?? null,
        error: delivery.error ?? null,
        run: delivery.run ?? null,
        payload,
        createdAt,
        finishedAt: delivery.finishedAt ?? null,
        ...(delivery.userId === undefined ? {} : { userId: delivery.userId }),
      };
    },
  };
}

/** What starts it, in words, and the next times of a schedule. */
function wordsOf(
  trigger: StartingTrigger,
  catalog: Catalog,
  now: Date,
): Pick<AutomationView, "words" | "next"> {
  if (trigger.type === "schedule") {
    const { words, next } = describeSchedule(trigger, now);
    return { words, next: next.map((start) => start.toISOString()) };
  }
  if (trigger.type !== "event") return { words: "Its address is called", next: [] };
  const watch = watchOf(catalog, trigger);
  const given = Object.entries(watch?.given ?? {}).map(
    ([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  const { account } = trigger;
  const whose =
    account === undefined ? "" : ` in ${catalog.providerOf(trigger.event)?.id ?? ""}:${account}`;
  const title = `${watch?.event.title ?? trigger.event}${whose}`;
  return { words: given.length === 0 ? title : `${title} (${given.join(", ")})`, next: [] };
}
