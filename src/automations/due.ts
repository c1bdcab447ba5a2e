import type { Catalog } from "../catalog/catalog.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import type { StartingTrigger } from "../store/automations.ts";
import type { DeliveryStore, NewDelivery } from "../store/deliveries.ts";
import type { ChannelState, Channels } from "./channels.ts";
import { maxMissed, owedBy } from "./misfire.ts";
import type { Owed } from "./ports.ts";
import type { Readiness } from "./readiness.ts";
import { type Schedule, nextStart } from "./schedule.ts";
import type { EventSources } from "./sources.ts";
import type { Automation, AutomationState, Automations } from "./state.ts";
import { watchOf } from "./watch.ts";

interface DueDependencies {
  readonly automations: Automations;
  readonly deliveries: DeliveryStore;
  readonly catalog: Catalog;
  readonly sources: Pick<EventSources, "ask">;
  readonly channels: Pick<Channels, "kept">;
  readonly readiness: Readiness;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly wake: () => void;
}

/** Where a provider tells when it is worth asking, it is asked without that only so often. */
const withChannelMs = 15 * 60_000;
/**
 * What channels tell within that time is asked for together: changes come in bursts, and a function
 * that changes what it watches is told of that too.
 */
const togetherMs = 5_000;
const maxBackOffMs = 3_600_000;
const maxQuestions = 4;
/** A clock that is set back by more than this has left the next starts too far off. */
const backwardsMs = 1_000;

/** Looks after what is to do something at a time: schedules, and events that are asked for. */
export function createDue({
  automations,
  deliveries,
  catalog,
  sources,
  channels,
  readiness,
  clock,
  random,
  log,
  wake,
}: DueDependencies) {
  let last = 0;
  const asking = new Map<string, Promise<void>>();
  const askedAt = new Map<string, number>();
  /** To be asked once more: something was told while an answer was under way. */
  const told = new Set<string>();

  async function tick(automation: Automation, schedule: Schedule, now: number): Promise<void> {
    const was = automation.nextAt ?? "";
    const owed = owedBy(automation, schedule, { since: Date.parse(was), now });
    if (owed.length >= maxMissed)
      log.write(
        "warn",
        `Automation ${automation.id} of "${automation.function}" missed ${maxMissed} starts or more; the last ${maxMissed} are caught up on.`,
      );
    const nextAt = isoOf(nextStart(schedule, now));
    await deliveries.keep(owed, { progress: { automation: automation.id, was, nextAt } });
  }

  async function ask(automation: Automation): Promise<void> {
    const { id, state, nextAt: was = "" } = automation;
    const watch = watchOf(catalog, automation.trigger);
    const move = (nextAt: number | undefined, next: AutomationState, owed: readonly Owed[] = []) =>
      deliveries.keep(
        owed.map((one) => newDelivery(one, automation)),
        { progress: { automation: id, was, nextAt: isoOf(nextAt), state: next } },
      );
    // What is pushed is not asked for besides: it would have another key there.
    const isAsked = watch?.event.poll && readiness.viaOf(watch.event) === "polling";
    if (!isAsked || (await readiness.reasonOf(automation)) !== undefined) {
      await move(undefined, state);
      return;
    }
    const { every } = watch.event.poll;
    let channel: ChannelState = state;
    askedAt.set(id, clock.now());
    try {
      channel = await channels.kept(automation, watch);
      const { cursor, happenings, isMore } = await sources.ask(watch, state.cursor);
      // The first answer says where to begin: what happened before is not for it.
      const owed = state.cursor === undefined ? [] : happenings;
      const pauseMs = Math.max(every * 1000, channel.channel ? withChannelMs : 0);
      const usualMs = Math.round(pauseMs * (0.9 + random() / 5));
      const isTold = told.delete(id);
      await move(
        clock.now() + (isMore === true ? 0 : isTold ? Math.min(togetherMs, usualMs) : usualMs),
        { cursor: cursor ?? null, ...channel },
        owed.map(({ id: key, payload }) => ({ automation: id, key, payload })),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const times = (state.failed?.times ?? 0) + 1;
      const pauseMs = Math.min(every * 1000 * 2 ** times, maxBackOffMs);
      await move(clock.now() + Math.round(pauseMs * (0.75 + random() / 2)), {
        ...state,
        ...channel,
        failed: { times, message },
      });
    }
  }

  function beginAsking(automation: Automation): void {
    const { id } = automation;
    if (asking.has(id) || asking.size >= maxQuestions) return;
    const asked = ask(automation)
      .catch((error: unknown) =>
        log.write("error", `Automation ${id} could not be looked after: ${String(error)}`),
      )
      .finally(() => {
        asking.delete(id);
        wake();
      });
    asking.set(id, asked);
  }

  return {
    async job(now: number): Promise<number | undefined> {
      if (now < last - backwardsMs)
        for (const { id, status, trigger } of await automations.list())
          if (status === "active" && trigger.type === "schedule")
            await automations.change(id, { nextAt: isoOf(nextStart(trigger, now)) });
      last = now;
      for (const automation of await automations.due(now)) {
        const { trigger } = automation;
        if (trigger.type === "schedule") await tick(automation, trigger, now);
        else beginAsking(automation);
      }
      return automations.nextAfter(now);
    },
    /** Something may have happened: the provider is asked at once, or soon where it was just asked. */
    async poke(id: string): Promise<void> {
      const found = await automations.find(id);
      if (found?.status !== "active" || found.trigger.type !== "event") return;
      if (asking.has(id)) told.add(id);
      else {
        const now = clock.now();
        const asked = askedAt.get(id) ?? 0;
        const soon = asked > now ? now : Math.max(now, asked + togetherMs);
        if (found.nextAt === undefined || soon < Date.parse(found.nextAt))
          await automations.change(id, { nextAt: isoOf(soon) });
      }
      wake();
    },
    /** Settles when no question is under way. */
    close: async () => void (await Promise.all(asking.values())),
  };
}

/** When an automation has something to do first; undefined where it waits to be told. */
export function firstAt(trigger: StartingTrigger, now: number): string | undefined {
  if (trigger.type === "schedule") return isoOf(nextStart(trigger, now));
  return trigger.type === "event" ? isoOf(now) : undefined;
}

/** A start that something told, as its automation's policy has it. */
export function newDelivery(
  { key, payload }: Owed,
  { id, settings }: Pick<Automation, "id" | "settings">,
): NewDelivery {
  const isSkipped = settings.overlap === "skip";
  return {
    automation: id,
    key,
    payload,
    ...(isSkipped
      ? { skippedWhileBusy: "The start before it was not over when this one came." }
      : {}),
  };
}

function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
