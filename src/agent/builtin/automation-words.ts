import * as tools from "../../contract/automation-tools.ts";
import type { AutomationSummary } from "../../contract/automation-tools.ts";
import { clockWords } from "../../automations/schedule-words.ts";
import type { AutomationOrder } from "./automation-orders.ts";
import type { ToolAnswer } from "./conversation.ts";
import { capitalise, joinWords, lowerFirst } from "./text.ts";
import { parsed } from "./turn.ts";

type Kind = AutomationOrder["kind"];

const verbs = {
  pause: "paused",
  resume: "resumed",
  unschedule: "deleted",
} as const satisfies Record<Kind, string>;

const lastWords: Readonly<Record<NonNullable<AutomationSummary["last"]>["status"], string>> = {
  waiting: "waiting",
  running: "under way",
  succeeded: "succeeded",
  skipped: "left out",
  dead: "given up",
};

/** The next starts of a schedule as its clock shows them. */
function nextWords({ next, timezone = "UTC" }: AutomationSummary): string {
  return joinWords(next.map((start) => clockWords(new Date(start), timezone)));
}

/** What starts it, said after a function's name: `at 09:00, Monday through Friday (Europe/Berlin)`. */
function startWords({ trigger, words, via, hook }: AutomationSummary): string {
  if (trigger === "schedule") return lowerFirst(words);
  if (trigger === "webhook") return `each time something calls ${hook ?? "its address"}`;
  const how = via === "polling" ? ", which is asked for again and again" : "";
  return `each time this happens: ${lowerFirst(words)}${how}`;
}

/** After a function was saved: how it is started from now on, or what it waits for. */
export function startsFromNow(automation: AutomationSummary): string {
  const { status, reason, trigger, hook } = automation;
  const starts = startWords(automation);
  if (status === "paused")
    return `What starts it is paused; once it is resumed, it runs ${starts}.`;
  if (status === "waiting")
    return `It will run by itself ${starts}, but waits: ${ended(reason ?? "something is missing")}`;
  if (trigger === "webhook")
    return `It runs by itself each time something calls \`${hook ?? "its address"}\`. The secret that the caller has to know is shown on the Automations page.`;
  const next = nextWords(automation);
  return `It runs by itself from now on: ${starts}${next === "" ? "" : `, next ${next}`}.`;
}

/** Where there is nothing to pause, to resume or to delete. */
export function nothingStarts(kind: Kind, name: string | undefined): string {
  const what = `so there is nothing to ${kind === "unschedule" ? "delete" : kind}`;
  return name === undefined || name === ""
    ? `Nothing starts by itself, ${what}. Say when a function should run, such as “every weekday at 9”.`
    : `Nothing starts \`${name}\` by itself, ${what}: it runs when a person or a program calls it.`;
}

export function already(kind: Kind, which: readonly AutomationSummary[]): string {
  const names = joinWords(which.map((one) => `\`${one.function}\``));
  if (kind === "pause")
    return `${names} ${which.length === 1 ? "is" : "are"} paused already. Say “resume”, and it goes on.`;
  const [only] = which;
  return only && which.length === 1
    ? `${names} is not paused. ${stateWords(only)}`
    : `Nothing is paused: ${names}.`;
}

export function whichFunction(kind: Kind, names: readonly string[]): string {
  const verb = kind === "unschedule" ? "start by itself no more" : `be ${verbs[kind]}`;
  return `Which function should ${verb}: ${joinWords(names)}?`;
}

export function whichStart(kind: Kind, name: string): string {
  return `\`${name}\` is started in several ways. Which should be ${verbs[kind]}?`;
}

/** What became of the order, one line for each. */
export function changed({ kind, until }: AutomationOrder, answers: readonly ToolAnswer[]): string {
  const lines = answers.map((answer) => {
    if (answer.status === "denied")
      return `I ${kind === "resume" ? "resumed" : "deleted"} nothing, since you did not approve it.`;
    const paused = parsed(tools.pauseAutomation.output, answer);
    if (paused?.status === "paused") return pausedWords(paused.automation, until);
    const resumed = parsed(tools.resumeAutomation.output, answer);
    if (resumed?.status === "resumed") return resumedWords(resumed.automation);
    const deleted = parsed(tools.deleteAutomation.output, answer);
    if (deleted?.status === "deleted")
      return `Nothing starts \`${deleted.automation.function}\` by itself any more. The function stays: press Run, or say “run ${deleted.automation.function}”.`;
    return `That one is not there any more, so nothing was ${verbs[kind]}.`;
  });
  return [...new Set(lines)].join("\n");
}

function pausedWords(automation: AutomationSummary, until: string | undefined): string {
  const { function: name } = automation;
  const end =
    until === undefined
      ? `until you say “resume ${name}”`
      : `. A pause does not end by itself (${until}): say “resume ${name}” then`;
  return `\`${name}\` is paused: nothing starts it by itself${until === undefined ? " " : ""}${end}. It can still be run by hand.`;
}

function resumedWords(automation: AutomationSummary): string {
  return `\`${automation.function}\` is resumed. ${startsFromNow(automation)}`;
}

/** How it stands: `It is paused; …`, `It runs …, next …`. */
export function stateWords(automation: AutomationSummary): string {
  const { status, reason } = automation;
  const starts = startWords(automation);
  const next = nextWords(automation);
  const parts = [
    status === "paused"
      ? `It is paused${reason ? ` (${reason})` : ""}; else it runs ${starts}.`
      : status === "waiting"
        ? `It waits: ${ended(reason ?? "something is missing")} Then it runs ${starts}.`
        : `It runs ${starts}${next === "" ? "" : `, next ${next}`}.`,
  ];
  if (automation.last)
    parts.push(
      `Last start: ${clockWords(new Date(automation.last.at), automation.timezone ?? "UTC")}, ${lastWords[automation.last.status]}.`,
    );
  if (automation.alert) parts.push(ended(automation.alert));
  return parts.join(" ");
}

/** A line for each that starts by itself. */
export function automationList(automations: readonly AutomationSummary[]): string {
  return automations
    .map((one) => `- \`${one.function}\`: ${lowerFirst(stateWords(one))}`)
    .join("\n");
}

type Dead = readonly {
  readonly function: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: string;
}[];

/** Starts that were given up, and how they are had again. */
export function deadWords(dead: Dead, timezone: string): string {
  if (dead.length === 0) return "";
  const lines = dead.map(
    ({ function: name, attempts, error, createdAt }) =>
      `- \`${name}\`, ${clockWords(new Date(createdAt), timezone)}, after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}: ${error ?? "no reason was given"}`,
  );
  return `${capitalise(dead.length === 1 ? "one start was" : `${dead.length} starts were`)} given up:\n${lines.join("\n")}\nThey can be looked at and started again under Automations.`;
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
