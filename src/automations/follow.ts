import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { Functions } from "../functions/functions.ts";
import type { AutomationChange, StartingTrigger } from "../store/automations.ts";
import type { DeliveryStore } from "../store/deliveries.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import type { Channels } from "./channels.ts";
import { firstAt } from "./due.ts";
import type { Readiness } from "./readiness.ts";
import { defaultSettings } from "./settings.ts";
import type { Automation, AutomationState, Automations } from "./state.ts";
import { watchOf } from "./watch.ts";

interface FollowDependencies {
  readonly automations: Automations;
  readonly deliveries: Pick<DeliveryStore, "skipWaiting">;
  readonly functions: Pick<Functions, "list" | "find">;
  readonly catalog: Catalog;
  readonly channels: Pick<Channels, "close">;
  readonly readiness: Readiness;
  readonly clock: Clock;
  readonly log: Log;
  readonly wake: () => void;
}

/**
 * Keeps automations as functions and connections are: one for each flow that says what starts it,
 * with the flow's trigger. Doing it again changes nothing. At the start all are looked at, since a process may
 * have ended before it followed what it saved; then each function when it changes.
 */
export function createFollow({
  automations,
  deliveries,
  functions,
  catalog,
  channels,
  readiness,
  clock,
  log,
  wake,
}: FollowDependencies) {
  let pending: Promise<void> | undefined;
  let isWanted = false;
  let isAllWanted = false;
  const wanted = new Set<string>();

  /** Another trigger begins anew: what was remembered of the one before says nothing of it. */
  async function retarget(
    { id, trigger: before, state, settings }: Automation,
    trigger: StartingTrigger,
    change: AutomationChange<AutomationState> = {},
  ): Promise<void> {
    const watch = watchOf(catalog, before);
    if (watch) await channels.close(watch, state);
    await automations.change(id, {
      trigger,
      state: {},
      nextAt: firstAt(trigger, clock.now()),
      // What nobody chose is what is usual for the new trigger.
      ...(isSame(settings, defaultSettings(before)) ? { settings: defaultSettings(trigger) } : {}),
      // A webhook that comes back has the secret that its sender knows; that of a channel is over with it.
      ...(before.type === "event" ? { secret: undefined } : {}),
      ...change,
    });
  }

  /** It starts nothing any more; should it come back, it is the same one. */
  async function end(automation: Automation, why: string): Promise<void> {
    const watch = watchOf(catalog, automation.trigger);
    if (watch) await channels.close(watch, automation.state);
    await automations.change(automation.id, { status: "off", nextAt: undefined, state: {} });
    await deliveries.skipWaiting(automation.id, why);
  }

  /** Those that are to be followed, which stay so where it fails. */
  async function followWanted(): Promise<void> {
    const [names, isAll] = [[...wanted], isAllWanted];
    wanted.clear();
    isAllWanted = false;
    try {
      const found = isAll ? await functions.list() : await Promise.all(names.map(functions.find));
      await followFlows(found.filter((one) => one !== undefined));
    } catch (error) {
      for (const name of names) wanted.add(name);
      isAllWanted ||= isAll;
      throw error;
    }
  }

  async function followFlows(versions: readonly FunctionVersion[]): Promise<void> {
    const names = versions.map(({ name }) => name);
    const ids = await automations.functionIds(names);
    const flows = (await automations.ofFunctions(names)).filter(({ origin }) => origin === "flow");
    const byFunction = new Map(flows.map((one) => [one.functionId, one]));
    for (const { name, flow } of versions) {
      const functionId = ids.get(name);
      if (functionId === undefined) continue;
      const own = byFunction.get(functionId);
      const trigger = flow && flow.trigger.type !== "manual" ? flow.trigger : undefined;
      if (!own && trigger)
        await automations.add({
          id: automations.newId(),
          functionId,
          origin: "flow",
          trigger,
          settings: defaultSettings(trigger),
          state: {},
          secret: undefined,
          nextAt: firstAt(trigger, clock.now()),
        });
      else if (own && !trigger && own.status !== "off")
        await end(own, "The function is started by hand now.");
      else if (own && trigger && own.status === "off")
        await retarget(own, trigger, { status: "active" });
      else if (own && trigger && !isSame(own.trigger, trigger)) await retarget(own, trigger);
    }
  }

  /** Events that nothing was asked for, since something was missing, are asked for once it is there. */
  async function beginQuestions(): Promise<void> {
    for (const automation of await automations.unasked()) {
      const { id, trigger } = automation;
      const watch = watchOf(catalog, trigger);
      if (!watch || readiness.viaOf(watch.event) !== "polling") continue;
      if ((await readiness.reasonOf(automation)) === undefined)
        await automations.change(id, { nextAt: new Date(clock.now()).toISOString() });
    }
  }

  async function go(): Promise<void> {
    while (isWanted) {
      isWanted = false;
      readiness.forget();
      await followWanted();
      await beginQuestions();
    }
    wake();
  }

  /** After each change of a function, or of connections. Settles when all that was changed so far is followed. */
  function follow(name?: string): Promise<void> {
    if (name !== undefined) wanted.add(name);
    isWanted = true;
    pending ??= go().finally(() => {
      pending = undefined;
    });
    return pending;
  }

  return {
    follow,
    followAll(): Promise<void> {
      isAllWanted = true;
      return follow();
    },
    /** The same as `follow`, where nobody waits for it. */
    followSoon(name?: string): void {
      follow(name).catch((error: unknown) =>
        log.write("error", `Automations do not follow their functions: ${String(error)}`),
      );
    },
    /** Settles when the last change is followed. */
    settled: async (): Promise<void> => pending?.catch(() => {}),
    retarget,
    end,
  };
}

export type Follow = ReturnType<typeof createFollow>;

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
