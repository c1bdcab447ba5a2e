import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { isOwn } from "../connections/lacking.ts";
import type { Clock } from "../core/clock.ts";
import { PatchbayError } from "../core/errors.ts";
import { createLateWrites } from "../core/late-writes.ts";
import type { Log } from "../core/log.ts";
import type { Timer } from "../core/timer.ts";
import type { Functions } from "../functions/functions.ts";
import type { DeliveryStore, StoredDelivery } from "../store/deliveries.ts";
import type { Alerts } from "./alerts.ts";
import type { Hand } from "./hand.ts";
import { newDelivery } from "./due.ts";
import type { AllowedFor, StartRun } from "./ports.ts";
import { type Readiness, defaultsOf } from "./readiness.ts";
import { retryDelayMs } from "./retry.ts";
import type { EventSources } from "./sources.ts";
import type { Automation, Automations } from "./state.ts";
import { watchOf } from "./watch.ts";

interface QueueDependencies {
  readonly catalog: Catalog;
  readonly sources: Pick<EventSources, "prepare">;
  readonly automations: Pick<Automations, "find">;
  readonly deliveries: DeliveryStore;
  readonly functions: Pick<Functions, "find">;
  readonly readiness: Pick<Readiness, "reasonOf" | "viaOf">;
  readonly alerts: Alerts;
  readonly start: StartRun;
  readonly allowedFor: AllowedFor;
  readonly clock: Clock;
  readonly timer: Timer;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Runs at once, of all automations together. */
  readonly slots: number;
  readonly log: Log;
  /** Something has ended, so that another may begin. */
  readonly wake: () => void;
}

/** Runs at once of one automation whose starts do not wait for each other. */
const maxParallel = 10;
/** What is under way when the server stops has so long to end by itself. */
const closeGraceMs = 5_000;

interface UnderWay {
  readonly automation: string;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** What became of a start, written in any case. */
interface Ends {
  finish(one: StoredDelivery, end: Parameters<DeliveryStore["finish"]>[1]): Promise<void>;
  postpone(one: StoredDelivery, next: Parameters<DeliveryStore["postpone"]>[1]): Promise<void>;
}

/** Runs what is owed, as often as it takes. */
export function createQueue({
  catalog,
  sources,
  automations,
  deliveries,
  functions,
  readiness,
  alerts,
  start,
  allowedFor,
  clock,
  timer,
  random,
  slots,
  log,
  wake,
}: QueueDependencies) {
  const underWay = new Map<string, UnderWay>();
  const late = createLateWrites(log);
  const ends: Ends = {
    finish: (one, end) => ended(one, () => deliveries.finish(one.id, end)),
    postpone: (one, next) => ended(one, () => deliveries.postpone(one.id, next)),
  };
  let isClosing = false;
  const runningOf = (automation: string) =>
    [...underWay.values()].filter((one) => one.automation === automation).length;

  /** What the function is given; undefined where a pushed event is not the one that is waited for. */
  async function inputOf({ trigger, function: name }: Automation, { payload }: StoredDelivery) {
    if (trigger.type === "schedule") return defaultsOf((await functions.find(name))?.flow);
    const watch = watchOf(catalog, trigger);
    if (!watch || readiness.viaOf(watch.event) !== "push") return payload;
    return sources.prepare(watch, z.record(z.string(), z.unknown()).parse(payload));
  }

  /**
   * One start of a function that acts for each person becomes one for each who allowed it. Their keys
   * are made of its own, so that doing this twice makes none twice.
   */
  async function spread(
    automation: Automation,
    delivery: StoredDelivery,
    people: readonly string[],
  ): Promise<void> {
    const { key, payload } = delivery;
    await deliveries.keep(
      people.map((userId) => ({
        ...newDelivery({ automation: automation.id, key: `${key} ${userId}`, payload }, automation),
        userId,
      })),
    );
    if (people.length > 0) return ends.finish(delivery, { status: "succeeded" });
    return ends.finish(delivery, {
      status: "skipped",
      error: "It acts for each person who allowed it while they are away, and nobody did.",
    });
  }

  /** Why a start is not for this person any more. */
  function notFor(people: readonly string[] | undefined, userId: string): string | undefined {
    if (!people) return "The function acts for nobody by now.";
    if (people.includes(userId)) return undefined;
    return "They have not allowed it, or it may do more by now than they allowed.";
  }

  async function work(
    automation: Automation,
    delivery: StoredDelivery,
    signal: AbortSignal,
  ): Promise<void> {
    const { id, attempts } = delivery;
    const cause = { id: automation.id, delivery: id, attempt: attempts };
    const { trigger } = automation;
    const again = (error: string) =>
      ends.postpone(delivery, { nextAt: inFuture(0), attempts: attempts - 1, error });
    const { userId } = delivery;
    let run;
    try {
      const version = await functions.find(automation.function);
      const people = version?.approvals.some(isOwn) ? await allowedFor(version) : undefined;
      if (people && userId === undefined) return await spread(automation, delivery, people);
      const not = userId === undefined ? undefined : notFor(people, userId);
      if (not !== undefined) return await ends.finish(delivery, { status: "skipped", error: not });
      const input = await inputOf(automation, delivery);
      if (input === undefined)
        return ends.finish(delivery, {
          status: "skipped",
          error: "It is not what the function waits for, or it is gone by now.",
        });
      run = await start(automation.function, input, {
        trigger: trigger.type,
        automation: cause,
        ...(userId === undefined ? {} : { userId }),
        signal,
      });
    } catch (error) {
      // It waits for the function to come back.
      if (error instanceof PatchbayError && error.code === "function/not-found")
        return again(error.message);
      // It is theirs to mend, and no fault of the automation.
      if (error instanceof PatchbayError && error.code === "connection/required")
        return ends.finish(delivery, {
          status: "skipped",
          error: "Their account is not connected.",
        });
      const message = error instanceof Error ? error.message : String(error);
      return failed(automation, delivery, { message, run: undefined });
    }
    if (run.status === "succeeded") {
      await ends.finish(delivery, { status: "succeeded", run: run.id });
      return alerts.succeeded((await automations.find(automation.id)) ?? automation);
    }
    if (signal.aborted) return again("The server stopped while it ran.");
    if (run.status === "cancelled")
      return ends.finish(delivery, {
        status: "dead",
        error: "Somebody cancelled the run.",
        run: run.id,
      });
    const message = run.error?.message ?? `The run ended as ${run.status}.`;
    return failed(automation, delivery, { message, run: run.id });
  }

  async function failed(
    automation: Automation,
    delivery: StoredDelivery,
    { message, run }: { readonly message: string; readonly run: string | undefined },
  ): Promise<void> {
    const { attempts } = delivery;
    if (attempts < automation.settings.attempts)
      return ends.postpone(delivery, {
        nextAt: inFuture(retryDelayMs(attempts, random())),
        attempts,
        error: message,
        run,
      });
    await ends.finish(delivery, { status: "dead", error: message, run });
    return alerts.givenUp(automation, { error: message, run });
  }

  /** Where it comes late: only while it stands as it was, and those behind it begin then. */
  function ended({ id, attempts }: StoredDelivery, write: () => Promise<void>): Promise<void> {
    let tries = 0;
    return late.write(`The end of delivery ${id}`, async () => {
      tries += 1;
      if (tries === 1) return write();
      const now = await deliveries.find(id);
      if (now?.status === "running" && now.attempts === attempts) await write();
      wake();
    });
  }

  function inFuture(ms: number): string {
    return new Date(clock.now() + ms).toISOString();
  }

  function begin(automation: Automation, delivery: StoredDelivery): Promise<void> {
    const abort = new AbortController();
    const done = work(automation, delivery, abort.signal)
      // What is not written then either is taken up again at the next start.
      .catch((error: unknown) =>
        log.write("error", `Delivery ${delivery.id} could not be ended: ${String(error)}`),
      )
      .finally(() => {
        underWay.delete(delivery.id);
        wake();
      });
    underWay.set(delivery.id, { automation: automation.id, abort, done });
    return done;
  }

  /** Begins the next start of one automation; says when one will be due, where none is. */
  async function beginNext(
    id: string,
  ): Promise<{ readonly done: Promise<void> } | number | undefined> {
    const automation = await automations.find(id);
    if (!automation) return undefined;
    const isParallel = automation.settings.overlap === "parallel";
    // One person's start waits for no other's.
    const isForMany = (await functions.find(automation.function))?.approvals.some(isOwn) === true;
    const most = isParallel || isForMany ? maxParallel : 1;
    if (runningOf(id) >= most) return undefined;
    if ((await readiness.reasonOf(automation)) !== undefined) return undefined;
    const next = await deliveries.take(id, { isInOrder: !isParallel, most });
    if (next.status === "later") return next.nextAt;
    if (next.status !== "taken") return undefined;
    return { done: begin(automation, next.delivery) };
  }

  return {
    /** Begins what is due, one start of each automation in turn, so that none waits for another's whole queue. */
    async job(now: number): Promise<number | undefined> {
      const later: number[] = [];
      let owing = (await deliveries.owing()).toSorted(
        (a, b) => runningOf(a.automation) - runningOf(b.automation),
      );
      while (owing.length > 0) {
        const more: typeof owing = [];
        for (const one of owing) {
          if (isClosing || underWay.size >= slots) return earliest(later);
          const begun = one.nextAt > now ? one.nextAt : await beginNext(one.automation);
          if (typeof begun === "number") later.push(begun);
          else if (begun) more.push(one);
        }
        owing = more;
      }
      return earliest(later);
    },
    /** Says which starts are due, so that whichever process has time begins them; a few of each automation, the oldest first. */
    async give(now: number, give: Hand["give"]): Promise<number | undefined> {
      const owing = await deliveries.owing();
      const due = owing.filter(({ nextAt }) => nextAt <= now);
      const tickets = await Promise.all(
        due.map(async ({ automation }) => {
          const found = await deliveries.due(automation, maxParallel);
          return found.map(({ id, nextAt = "" }) => ({ automation, delivery: id, at: nextAt }));
        }),
      );
      await give(tickets.flat());
      return earliest(owing.map(({ nextAt }) => nextAt).filter((at) => at > now));
    },
    /** Begins the next start of an automation, where one may begin, and settles at its end. */
    async start(id: string): Promise<void> {
      const begun = isClosing ? undefined : await beginNext(id);
      if (typeof begun === "object") await begun.done;
      // One that is to be tried again holds up those behind it.
      else if (begun !== undefined) timer.after(Math.max(0, begun - clock.now()), wake);
    },
    /** Begins nothing any more, and waits a while for what is under way; the rest is owed again. */
    async close(): Promise<void> {
      isClosing = true;
      const over = Promise.all([...underWay.values()].map(({ done }) => done));
      let callOff = () => {};
      const patience = new Promise<void>((resolve) => {
        callOff = timer.after(underWay.size === 0 ? 0 : closeGraceMs, resolve);
      });
      await Promise.race([over, patience]);
      callOff();
      for (const { abort } of underWay.values()) abort.abort();
      await over;
      late.close();
    },
  };
}

function earliest(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : Math.min(...times);
}
