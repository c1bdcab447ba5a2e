import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { type EventCall, EventCallError, maxHappenings } from "../catalog/event.ts";
import { lackOf } from "../catalog/event-schema.ts";
import type { Clock } from "../core/clock.ts";
import type { Broker } from "../runs/broker/broker.ts";
import { openEventCall } from "./event-call.ts";
import { fits } from "./filters.ts";
import type { EventSources, Watch } from "./sources.ts";

interface EventSourcesDependencies {
  readonly broker: Broker;
  readonly catalog: Catalog;
  readonly clock: Clock;
}

const maxCursorCharacters = 200_000;

/** Asks the providers through the broker, one set of rights for each question. */
export function createEventSources(deps: EventSourcesDependencies): EventSources {
  const now = () => new Date(deps.clock.now());
  const callOf = ({ account }: Watch, operations: readonly string[]): EventCall =>
    openEventCall(deps, { operations, ...(account === undefined ? {} : { account }) });
  const channelOf = ({ event }: Watch) =>
    event.channel ?? refuse(`There is no channel that tells of ${event.id}`);

  return {
    async ask(watch, cursor) {
      const { event, given } = watch;
      const poll = event.poll ?? refuse(`There is no way to ask for ${event.id}`);
      requireGiven(watch);
      const call = callOf(watch, poll.operations);
      const answer = await readable(event.id, poll.ask({ cursor, given, now: now(), call }));
      if (answer.happenings.length > maxHappenings)
        throw new Error(`${event.id} told of ${answer.happenings.length} things at once`);
      return {
        ...answer,
        cursor: storable(event.id, answer.cursor),
        happenings: answer.happenings.filter(({ payload }) => fits(event, given, payload)),
      };
    },
    async prepare(watch, payload) {
      const { event, given } = watch;
      const { complete } = event;
      const call = callOf(watch, complete?.operations ?? []);
      const whole = complete
        ? await readable(event.id, complete.of({ payload, given, now: now(), call }))
        : payload;
      return whole && fits(event, given, whole) ? whole : undefined;
    },
    async open(watch, channel) {
      const { operations, open } = channelOf(watch);
      requireGiven(watch);
      const { event, given } = watch;
      const call = callOf(watch, operations);
      const opened = await readable(event.id, open({ ...channel, given, now: now(), call }));
      storable(event.id, opened.state);
      return opened;
    },
    async close(watch, channel) {
      const { operations, close } = channelOf(watch);
      await readable(watch.event.id, close({ ...channel, call: callOf(watch, operations) }));
    },
  };
}

function refuse(message: string): never {
  throw new EventCallError(message, 0, null);
}

/** Which form, which spreadsheet: without that there is nothing to ask for. */
function requireGiven({ event, given }: Watch): void {
  const lack = lackOf(event, given);
  if (!lack) return;
  const [first, ...others] = lack.names;
  const also = others.length > 0 ? ` (or ${others.join(", ")})` : "";
  refuse(
    `${event.id} needs to know which one is meant. Give ${first}${also} in the trigger: ${lack.description}`,
  );
}

/** An answer of another shape than the provider documents is the provider's fault, not ours. */
async function readable<T>(event: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const where = issue?.path.join(".") ?? "";
    return refuse(
      `${event}: the answer could not be read${where ? ` at ${where}` : ""}: ${issue?.message}`,
    );
  }
}

/** As it comes back out of the database. */
function storable(event: string, value: unknown): unknown {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new Error(`${event}: what is to be remembered is no JSON`);
  if (text.length > maxCursorCharacters)
    throw new Error(`${event}: ${text.length} characters are too much to remember`);
  return JSON.parse(text);
}
