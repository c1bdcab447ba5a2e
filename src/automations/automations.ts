import type { Catalog } from "../catalog/catalog.ts";
import type { Vault } from "../connections/vault.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { Timer } from "../core/timer.ts";
import type { Functions } from "../functions/functions.ts";
import type { DeliveryStore } from "../store/deliveries.ts";
import { createAlerts } from "./alerts.ts";
import { createChannels } from "./channels.ts";
import { createDue, newDelivery } from "./due.ts";
import { createFollow } from "./follow.ts";
import type { Hand } from "./hand.ts";
import { type HookAnswer, createHooks } from "./hooks.ts";
import { createManagement } from "./manage.ts";
import type { AllowedFor, Owed, StartRun } from "./ports.ts";
import { createQueue } from "./queue.ts";
import { type Reach, type ReadinessDependencies, createReadiness } from "./readiness.ts";
import { createSecretBox } from "./secret-box.ts";
import type { EventSources, Watch } from "./sources.ts";
import type { Automations as AutomationStore } from "./state.ts";
import { createViews } from "./view.ts";
import type { WebhookCall } from "./webhook-schemes.ts";
import { type Job, createWakes } from "./wakes.ts";

interface AutomationsDependencies {
  readonly stores: { readonly automations: AutomationStore; readonly deliveries: DeliveryStore };
  readonly functions: Functions;
  readonly connections: ReadinessDependencies["connections"];
  readonly catalog: Catalog;
  readonly sources: EventSources;
  readonly vault: Vault;
  readonly reach: Reach;
  /** Where people and senders reach this server. */
  readonly origin: () => string;
  readonly start: StartRun;
  readonly allowedFor: AllowedFor;
  readonly clock: Clock;
  readonly timer: Timer;
  /** Gives work to all processes on the database; without one this process does all there is. */
  readonly hand?: Hand | undefined;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Runs at once, of all automations together. */
  readonly slots: number;
  readonly log: Log;
}

const dayMs = 24 * 3_600_000;
/** Deliveries that are over are kept for so long, and with them the keys that tell a second one; so are automations that were deleted. */
const keptMs = 30 * dayMs;

/** What starts functions by itself: kept starts, and what makes them. */
export function createAutomations(deps: AutomationsDependencies) {
  const { catalog, clock, connections, functions, hand, log, reach, start, stores, vault } = deps;
  const { automations, deliveries } = stores;
  const secrets = createSecretBox({ vault, appId: automations.appId });
  const readiness = createReadiness({ catalog, functions, connections, reach });
  const views = createViews({ catalog, deliveries, readiness, clock, origin: deps.origin });
  const channels = createChannels({ ...deps, automations, secrets });
  const wake = () => isStarted && wakes.wake();
  const shared = { ...deps, automations, deliveries, readiness, wake };
  const due = createDue({ ...shared, channels });
  const queue = createQueue({ ...shared, alerts: createAlerts({ automations, start, log }) });
  const follow = createFollow({ ...shared, channels });
  const begin: Job = hand ? (now) => queue.give(now, hand.give) : queue.job;
  const wakes = createWakes({
    ...deps,
    timer: hand?.timer ?? deps.timer,
    jobs: [due.job, begin, forget],
  });
  const hooks = createHooks({ ...shared, secrets, poke: due.poke });
  let isStarted = false;
  let forgotAt = 0;

  async function forget(now: number): Promise<undefined> {
    if (now - forgotAt < dayMs) return;
    forgotAt = now;
    await deliveries.forget(now - keptMs);
    for (const { id, origin, status, updatedAt } of await automations.list())
      if (origin === "own" && status === "off" && Date.parse(updatedAt) < now - keptMs)
        await automations.remove(id);
  }

  return {
    ...createManagement({ ...shared, follow, views, channels, secrets }),
    /** Functions or connections have changed. */
    changed: follow.followSoon,
    /** They have changed in another process, which sees to the automations. */
    forget: readiness.forget,
    /** Begins to start what is owed; before it, starts are kept only. */
    async begin(): Promise<void> {
      await deliveries.takeUpAgain();
      isStarted = true;
      await hand?.open({ look: wakes.wake, start: queue.start });
      // What channels told while nobody was there is not told again.
      for (const { id, state } of await automations.list()) if (state.channel) await due.poke(id);
      await follow.followAll();
    },
    /** What was under way in processes that are gone is owed again. */
    async takeUp(): Promise<void> {
      if ((await deliveries.takeUpAgain()) > 0) wake();
    },
    /** Keeps starts that something told; once this settles none is lost. Those of automations that are gone are dropped. */
    async accept(owed: readonly Owed[]): Promise<void> {
      await follow.settled();
      const found = await Promise.all(owed.map(({ automation }) => automations.find(automation)));
      await deliveries.keep(
        owed.flatMap((one, at) => {
          const automation = found[at];
          return automation && automation.status !== "off" ? [newDelivery(one, automation)] : [];
        }),
      );
      wake();
    },
    /** Those that wait for an event; paused ones too, since what they are owed meanwhile is kept. */
    async waitingFor(
      event: string,
    ): Promise<readonly (Pick<Watch, "given" | "account"> & { id: string })[]> {
      return (await automations.waitingFor(event)).flatMap(({ id, trigger }) =>
        trigger.type === "event"
          ? [
              {
                id,
                given: trigger.with ?? {},
                ...(trigger.account === undefined ? {} : { account: trigger.account }),
              },
            ]
          : [],
      );
    },
    /** The provider is asked at once, or soon where it was just asked. */
    poke: due.poke,
    /** Takes a call of an automation's address. */
    async receive(id: string, call: WebhookCall): Promise<HookAnswer> {
      await follow.settled();
      return hooks.receive(id, call);
    },
    async close(): Promise<void> {
      await follow.settled();
      await hand?.close();
      await wakes.close();
      await Promise.all([queue.close(), due.close()]);
      await hand?.leave();
    },
  };
}

export type Automations = ReturnType<typeof createAutomations>;
