import type { z } from "zod";
import type { listAutomations } from "../../contract/automation-tools.ts";
import * as fn from "./answers-function.ts";
import { automationList, deadWords, stateWords } from "./automation-words.ts";
import { type Situation, withAutomations, withRuns } from "./look-ups.ts";
import type { Step } from "./step.ts";
import { fold } from "./text.ts";

/** `what is paused?` is about everything, whatever is at hand. */
const ofAll =
  /^\W*(?:what|which|welche\w*|was|que |cual\w*|quel\w*|qu'|o que|quais|qual|show|list|zeig\w*|muestra\w*|montre\w*|mostr\w*)/;

type Listed = z.output<typeof listAutomations.output>;

const none =
  "Nothing starts by itself yet. Say when a function should run, such as “every weekday at 9”, or at which event.";

/** Everything that starts by itself, and what was given up. */
export function automationsAnswer(at: Situation): Step {
  return withAutomations(at, ({ automations, dead }) => {
    if (automations.length === 0) return none;
    const head =
      automations.length === 1
        ? "One automation runs by itself:"
        : `${automations.length} automations run by themselves:`;
    return [head, automationList(automations), deadWords(dead, at.context.timezone)]
      .filter(Boolean)
      .join("\n");
  });
}

/** Whether what is named, or at hand, is paused; else what is. */
export function standingAnswer(at: Situation): Step {
  return withAutomations(at, ({ automations }) => {
    const { name } = at;
    if (name !== undefined && !ofAll.test(fold(at.turn.said))) return standingOf(name, automations);
    if (automations.length === 0) return none;
    const paused = automations.filter(({ status }) => status === "paused");
    return paused.length === 0
      ? `Nothing is paused.\n${automationList(automations)}`
      : `Paused:\n${automationList(paused)}`;
  });
}

function standingOf(name: string, automations: Listed["automations"]): string {
  const own = automations.filter((one) => one.function === name);
  return own.length === 0
    ? `Nothing starts \`${name}\` by itself: it runs when a person or a program calls it.`
    : own.map((one) => `\`${name}\`: ${stateWords(one)}`).join("\n");
}

/** Paused, waiting, given up, or run and failed. */
export function notRunAnswer(at: Situation): Step {
  return withAutomations(at, ({ automations, dead }) => {
    const { name } = at;
    const own = automations.filter((one) => name === undefined || one.function === name);
    const lost = dead.filter((one) => name === undefined || one.function === name);
    const held = own.filter(({ status }) => status !== "active");
    const why = [
      ...(name !== undefined && own.length === 0 ? [standingOf(name, [])] : []),
      automationList(held),
      deadWords(lost, at.context.timezone),
    ].filter(Boolean);
    if (why.length > 0) return why.join("\n");
    return withRuns(at, (runs) =>
      [automationList(own), fn.failure(runs, at.context.timezone)].filter(Boolean).join("\n"),
    );
  });
}

/** Runs that failed, and starts that were given up. */
export function failureAnswer(at: Situation): Step {
  return withAutomations(at, ({ dead }) => {
    const lost = dead.filter((one) => at.name === undefined || one.function === at.name);
    return withRuns(at, (runs) =>
      [fn.failure(runs, at.context.timezone), deadWords(lost, at.context.timezone)]
        .filter(Boolean)
        .join("\n"),
    );
  });
}

/** When what is named runs next; undefined where nothing starts by itself that could. */
export function nextAnswer(at: Situation): Step | undefined {
  if (!at.context.can("list_automations")) return undefined;
  const { name } = at;
  if (name !== undefined)
    return withAutomations(at, ({ automations }) => standingOf(name, automations));
  return automationsAnswer(at);
}
