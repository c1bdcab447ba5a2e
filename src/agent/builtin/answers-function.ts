import type { z } from "zod";
import type { MadeBy } from "../../contract/function.ts";
import type * as tools from "../../contract/tools.ts";
import { type Flow, flowSchema, type FlowValue } from "../../flow/schema.ts";
import { startWords } from "../changes.ts";
import { clockWords, describeSchedule } from "../../automations/schedule-words.ts";
import { selfStart } from "./product-facts.ts";
import { joinWords, lowerFirst } from "./text.ts";

export type FoundFunction = Extract<
  z.output<typeof tools.readFunction.output>,
  { status: "found" }
>;
type Listed = readonly z.output<typeof tools.listFunctions.output>["functions"][number][];
type Runs = z.output<typeof tools.listRuns.output>["runs"];

export const noFunctions = "There is no function yet. Say what one should do.";

export function functionList(functions: Listed): string {
  if (functions.length === 0) return noFunctions;
  const lines = functions.map(
    ({ name, version, description }) =>
      `- \`${name}\` (version ${version})${description ? `: ${description}` : ""}`,
  );
  return `You have ${functions.length === 1 ? "one function" : `${functions.length} functions`}:\n${lines.join("\n")}`;
}

export function codeOf({ name, version, code: text }: FoundFunction): string {
  return `\`${name}\`, version ${version}:\n\n\`\`\`\`ts\n${text}\n\`\`\`\``;
}

/** What it does, in the order of its steps, and what starts it. */
export function describe(found: FoundFunction): string {
  const { name, version, permissions = [] } = found;
  const flow = flowOf(found);
  const needs = permissions.map(({ sentence, scope }) => `${lowerFirst(sentence)} (\`${scope}\`)`);
  const may = needs.length > 0 ? [`It may ${joinWords(needs)}.`] : [];
  if (!flow)
    return [
      `\`${name}\` (version ${version}) is code without a flow.`,
      ...may,
      "",
      codeOf(found),
    ].join("\n");
  const steps = flow.steps.map(
    ({ id, use, with: given }) =>
      `- \`${id}\` (${use})${Object.entries(given).map(valueWords).join("")}`,
  );
  return [
    `\`${name}\` (version ${version}): ${lowerFirst(flow.description)}`,
    ...steps,
    `It starts ${startWords(flow.trigger)}.`,
    ...may,
    ...(found.origin === "hand"
      ? ["Its code was edited since, so that it may do more than its steps say: ask for the code."]
      : []),
  ].join("\n");
}

const maxValueLength = 200;

function valueWords([name, value]: readonly [string, FlowValue], index: number): string {
  const text = typeof value === "string" ? `“${value}”` : JSON.stringify(value);
  const short = text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
  return `${index === 0 ? ": " : ", "}${name}: ${short}`;
}

export function starts(found: FoundFunction): string {
  const flow = flowOf(found);
  const call = `call it at /functions/${found.name}, or press Run`;
  if (!flow) return `\`${found.name}\` starts when it is called: ${call}.`;
  const { trigger } = flow;
  const itself = trigger.type === "schedule" || trigger.type === "event" ? ` ${selfStart}` : "";
  return `\`${found.name}\` starts ${startWords(trigger)}. To start it now, ${call}.${itself}`;
}

/** The next three times, as the clock of its zone shows them. */
export function nextRuns(found: FoundFunction, now: Date): string {
  const { name } = found;
  const trigger = flowOf(found)?.trigger;
  if (trigger?.type !== "schedule")
    return `\`${name}\` has no schedule: it starts ${trigger ? startWords(trigger) : "when it is called"}.`;
  const { timezone = "UTC" } = trigger;
  const { words, next } = describeSchedule(trigger, now);
  const times = next.map((start) => `- ${clockWords(start, timezone)}`);
  return `\`${name}\`: ${words}.${times.length > 0 ? ` The next times:\n${times.join("\n")}` : " There is no next time."}\n${selfStart}`;
}

/** What a version changed against the one before. */
export function changes({ name, version, changes: found }: FoundFunction): string {
  if (!found || found.since === version)
    return `\`${name}\` is at version ${version}; nothing was changed since it was made.`;
  const { since, words, lines } = found;
  const said = words.length > 0 ? `:\n${words.map((word) => `- ${word}`).join("\n")}` : ".";
  const diff =
    lines.length > 0 ? `\n\n\`\`\`\`diff\n${lines.join("\n")}\n\`\`\`\`` : " Nothing differs.";
  return `Version ${version} of \`${name}\` against version ${since}${said}${diff}`;
}

export function history({ name, versions = [] }: FoundFunction, timezone: string): string {
  const lines = versions.map(
    ({ version, createdAt, prompt, what }) =>
      `- Version ${version}, ${clockWords(new Date(createdAt), timezone)}${prompt ? `: ${prompt}` : madeWords(what)}`,
  );
  return `\`${name}\` has ${versions.length === 1 ? "one version" : `${versions.length} versions`}:\n${lines.join("\n")}\nSay “go back to version 1” to take an older one, or ask what it looked like.`;
}

const making: Partial<Readonly<Record<MadeBy["what"], string>>> = {
  hand: ": edited by hand",
  restore: ": an older version again",
  rename: ": another name",
  duplicate: ": a copy",
  import: ": imported",
  account: ": another account",
};

function madeWords(what: MadeBy["what"] | undefined): string {
  return (what && making[what]) ?? "";
}

export function noSuchVersion(name: string, newest: number): string {
  return `\`${name}\` has ${newest === 1 ? "only version 1" : `versions 1 to ${newest}`}.`;
}

export function runList(runs: Runs, timezone: string): string {
  if (runs.length === 0) return "Nothing has run yet.";
  const [last] = runs;
  const lines = runs.map((run) => `- ${runWords(run, timezone)}`);
  const head =
    last?.status === "succeeded" ? "Yes: the last run succeeded." : "The last run did not succeed.";
  return `${last?.status === "running" ? "It is running now." : head}\nThe last runs:\n${lines.join("\n")}`;
}

/** Why the last run that failed did, and what to do. */
export function failure(runs: Runs, timezone: string): string {
  if (runs.length === 0) return "Nothing has run yet, so nothing failed.";
  const failed = runs.find(({ status }) => status !== "succeeded" && status !== "running");
  if (!failed)
    return `Nothing failed in the last ${runs.length === 1 ? "run" : `${runs.length} runs`}.\n- ${runs
      .slice(0, 3)
      .map((run) => runWords(run, timezone))
      .join("\n- ")}`;
  const { failedCall } = failed;
  const answered =
    failedCall?.status === undefined ? "was refused" : `was answered with ${failedCall.status}`;
  const parts = [
    `${runWords(failed, timezone)}.`,
    ...(failedCall
      ? [
          `The call that ended it: ${failedCall.operation ?? "an address that is not in the catalog"}, which ${answered}.`,
        ]
      : []),
    ...(failedCall?.advice ? [failedCall.advice] : []),
    ...(runs[0]?.status === "succeeded" ? ["The latest run succeeded."] : []),
  ];
  return parts.join("\n");
}

function runWords(run: Runs[number], timezone: string): string {
  const { function: name, version, status, startedAt, error } = run;
  const at = clockWords(new Date(startedAt), timezone);
  return `\`${name}\` (version ${version}), ${at}: ${status}${error ? `: ${error.message}` : ""}`;
}

/** The steps that need a permission; without a match undefined. */
export function why(
  { name, permissions = [] }: FoundFunction,
  matches: (permission: { readonly connector: string; readonly scope: string }) => boolean,
): string | undefined {
  const lines = permissions.filter(matches).map(({ sentence, scope, neededBy }) => {
    const steps = neededBy.map(({ step, operation }) =>
      step === operation ? operation : `the step \`${step}\` (${operation})`,
    );
    return `- ${sentence} (\`${scope}\`), for ${joinWords(steps)}`;
  });
  return lines.length > 0
    ? `\`${name}\` needs this, the least that its steps take:\n${lines.join("\n")}`
    : undefined;
}

function flowOf({ flow }: FoundFunction): Flow | undefined {
  return flowSchema.safeParse(flow).data;
}
