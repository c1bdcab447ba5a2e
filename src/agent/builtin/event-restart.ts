import type { Flow, FlowTrigger } from "../../flow/schema.ts";
import { readOf, tellingText, toldMembers } from "./event-members.ts";
import type { KnownEvent } from "./events.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A flow with another start: its texts tell of that, no longer of the event before. */
export function restarted(
  flow: Flow,
  trigger: FlowTrigger,
  { events }: Pick<Vocabulary, "events">,
): Flow {
  const eventOf = (one: FlowTrigger) => (one.type === "event" ? one.event : undefined);
  if (eventOf(trigger) === eventOf(flow.trigger)) return { ...flow, trigger };
  const event = events.find(({ id }) => id === eventOf(trigger));
  const steps = flow.steps.map((step) => ({
    ...step,
    with: Object.fromEntries(
      Object.entries(step.with).map(([name, value]) => [
        name,
        typeof value === "string" ? retold(value, event) : value,
      ]),
    ),
  }));
  return { ...flow, trigger, steps };
}

const ofTrigger = /\$\{trigger\.body[^}]*\}/;

/**
 * A text for another start: what it read of the old event goes, line by line, and what the new one
 * tells comes in its place. A text that reads nothing of it stays.
 */
function retold(text: string, event: KnownEvent | undefined): string {
  if (!ofTrigger.test(text)) return text;
  const [first = "", ...others] = text.split("\n");
  const sentence = first.replace(new RegExp(`:? ?${ofTrigger.source}`, "g"), "").trim();
  const kept = others.filter((line) => !ofTrigger.test(line));
  const told = toldMembers(event?.members ?? []);
  const [alone] = told;
  if (sentence === "" && alone) return [readOf(alone), ...kept].join("\n");
  const head = event ? event.title : sentence || defaultTold;
  return [tellingText(head, told), ...kept].join("\n");
}

const defaultTold = "It has happened";
