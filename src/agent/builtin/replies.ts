import type { z } from "zod";
import { literalText } from "../../flow/paths.ts";
import type * as tools from "../../contract/tools.ts";
import type { Flow } from "../../flow/schema.ts";
import { startsFromNow } from "./automation-words.ts";
import type { ToolAnswer } from "./conversation.ts";
import { takesOwn } from "./step-people.ts";
import { joinWords, lowerFirst } from "./text.ts";
import type { Intent } from "./understand.ts";

type Output<Tool extends { readonly output: z.ZodType }> = z.output<Tool["output"]>;
type Problem = { readonly where: string; readonly message: string };

export interface ConnectionOutcome extends Output<typeof tools.requestConnection> {
  readonly request: string;
}

/** After a request was taken back; what was made of it already stays. */
export function dropped(made: string | undefined): string {
  return made === undefined
    ? "Fine, nothing was made. Say what you want instead."
    : `Fine, I ask no more. \`${made}\` stays as it is; what is open is an input of it. Say what you want instead.`;
}

export const yourTurn = "It is your turn: answer in a message, and I go on.";

type Saved = Extract<Output<typeof tools.writeFunction>, { status: "saved" }>;

/** After writing: how it starts, what still stands in the way. What it does was said before. */
export function written(
  saved: Saved,
  intent: Extract<Intent, { kind: "create" | "edit" }>,
  proposed: Output<typeof tools.proposeFlow> | undefined,
  outcomes: readonly ConnectionOutcome[],
  { before, isWhoseOpen }: { readonly before: Flow | undefined; readonly isWhoseOpen: boolean },
): string {
  const open = outcomes.filter(({ status }) => status !== "granted");
  const asked = proposed?.status === "ready" && proposed.connect.length > outcomes.length;
  const parts =
    intent.kind === "create"
      ? [`I wrote \`${saved.name}\` (version ${saved.version}).`, startLine(intent, saved)]
      : [
          changedLine(saved),
          ...(startsOtherwise(intent, before) ? [startLine(intent, saved)] : []),
        ];
  parts.push(...whoseLines(intent.flow, before, isWhoseOpen));
  parts.push(...open.map(outcomeLine), ...unneededLines(saved.noLongerNeeded));
  if (asked && open.length === 0) parts.push("It has to be connected before it can run.");
  return parts.join(" ");
}

/** Whose account it takes, where that was said, or matters and was not. */
function whoseLines(flow: Flow, before: Flow | undefined, isOpen: boolean): readonly string[] {
  if (isOpen)
    return [
      "It takes one account for everyone; say “use each person's own account instead” where each should act with theirs.",
    ];
  if (!takesOwn(flow)) {
    return before && takesOwn(before) ? ["It takes one account for everyone again."] : [];
  }
  const { type } = flow.trigger;
  return [
    type === "schedule" || type === "event"
      ? "It runs for each person who allowed it, with their own account; who has not is left out."
      : "It acts with the own account of whoever calls it; who has not connected one gets an address to do so.",
  ];
}

/** Before the person chooses between lines edited by hand and those of a change. */
export const conflict = "The change meets lines that were edited by hand. Nothing is saved yet.";

/** After that choice. */
export function settled({ name, version, noLongerNeeded }: Saved): string {
  return [
    `I saved \`${name}\` as you chose (version ${version}); everything else that was edited by hand stays as it is.`,
    ...unneededLines(noLongerNeeded),
  ].join(" ");
}

/** Where another version came before the choice. */
export function notSaved(problems: readonly Problem[]): string {
  return `Nothing was saved. ${problems.map(({ message }) => message).join(" ")}`;
}

function changedLine({ name, was, version, merged }: Saved): string {
  const kept = merged ? " What was edited by hand stays as it is." : "";
  return was === undefined
    ? `I changed \`${name}\` (version ${version}).${kept}`
    : `\`${was}\` is called \`${name}\` now (version ${version}). Calls to /functions/${was} keep working, and its versions and runs are under the new name.${kept}`;
}

/** What the change has made needless, for the person to give back. */
function unneededLines(unneeded: Saved["noLongerNeeded"] = []): readonly string[] {
  if (unneeded.length === 0) return [];
  const scopes = unneeded.map(({ sentence, scope }) => `${sentence} (\`${scope}\`)`);
  return [
    `No function needs ${joinWords(scopes)} any more: you can give it back here or under Connections.`,
  ];
}

function startsOtherwise({ flow }: { readonly flow: Flow }, before: Flow | undefined): boolean {
  return before !== undefined && JSON.stringify(before.trigger) !== JSON.stringify(flow.trigger);
}

/** How it starts; where nothing was told of an automation, what its flow says. */
function startLine(
  { flow: { trigger } }: Extract<Intent, { kind: "create" | "edit" }>,
  { name, automation }: Saved,
): string {
  if (automation) return startsFromNow(automation);
  if (trigger.type === "schedule")
    return `Its schedule is \`${trigger.cron}\`${trigger.timezone ? ` (${trigger.timezone})` : ""}.`;
  if (trigger.type === "event")
    return `It is for the event \`${trigger.event}\`${eventDetail(trigger.with)}.`;
  if (trigger.type === "webhook") return `Your app calls it at /functions/${name}.`;
  return `Press Run, or call it at /functions/${name}.`;
}

function eventDetail(values: Readonly<Record<string, unknown>> = {}): string {
  const said = Object.entries(values).map(([name, value]) => `${name} “${plainText(value)}”`);
  return said.length > 0 ? ` (${joinWords(said)})` : "";
}

/** As it was said: in a flow text stands escaped. */
function plainText(value: unknown): string {
  return typeof value === "string" ? (literalText(value) ?? value) : String(value);
}

const outcomeWords: Readonly<Record<string, string>> = {
  denied: "You said no to the connection",
  failed: "The connection failed",
  closed: "The connection was not finished",
  expired: "The connection request ran out of time",
  skipped: "You skipped the connection",
  "partly-granted": "Only a part of the permissions was granted",
};

function outcomeLine({ status, missing, brokenSteps, detail }: ConnectionOutcome): string {
  const what = outcomeWords[status] ?? "The connection is still open";
  const lacks = missing.length > 0 ? ` (missing: ${missing.join(", ")})` : "";
  const steps =
    brokenSteps.length > 0
      ? `, so ${joinWords(brokenSteps.map((step) => (step === "trigger" ? "its start" : `\`${step}\``)))} cannot work yet`
      : ", so it has to be connected before it runs";
  // What was granted in part is said here whole.
  const more = detail && status !== "partly-granted" ? ` ${detail}` : "";
  return `${what}${lacks}${steps}.${more}`;
}

export function planned({ flow }: Extract<Intent, { kind: "create" | "edit" }>): string {
  return `\`${flow.name}\` would do this: ${lowerFirst(flow.description)}`;
}

export function refused(problems: readonly Problem[]): string {
  return `I did not save it, because the code did not pass its checks: ${problemText(problems)}`;
}

export function invalid(problems: readonly Problem[]): string {
  return `I could not make this fit: ${problemText(problems)} How should it be?`;
}

export function gone(ids: readonly string[]): string {
  return `${joinWords(ids)} is not in the catalog any more. What should it do instead?`;
}

function problemText(problems: readonly Problem[]): string {
  return problems
    .slice(0, 3)
    .map(({ where, message }) => `${where}: ${message}.`)
    .join(" ");
}

export function unchanged(name: string): string {
  return `\`${name}\` already does that, so there is nothing to change.`;
}

/** Of code alone, whose name no flow says. */
export function renamedByHand(name: string): string {
  return `\`${name}\` is code without a flow: rename it under Code → Functions → ${name}. Nothing was changed.`;
}

export function toolFailed({ tool, output }: ToolAnswer): string {
  const why = typeof output === "string" ? output : JSON.stringify(output);
  return `That did not work (${tool}): ${why} Nothing was saved after that point; try again, or say it differently.`;
}

export function restored(answer: Output<typeof tools.restoreFunction>): string {
  if (answer.status === "restored")
    return `\`${answer.name}\` is as in version ${answer.from} again${answer.was === undefined ? "" : `, with the name it had then (\`${answer.was}\` still leads to it)`}; that is now version ${answer.version}.`;
  if (answer.status === "brought-back")
    return `\`${answer.name}\` is back, at version ${answer.version}.`;
  if (answer.status === "name-taken")
    return `Another function is called \`${answer.name}\` by now. Rename that one first, then this one can come back.`;
  if (answer.status === "no-such-version")
    return `\`${answer.name}\` has ${answer.newest === 1 ? "only version 1" : `versions 1 to ${answer.newest}`}; nothing was changed.`;
  return answer.status === "not-found"
    ? `There is no such function; there are: ${answer.known.join(", ") || "none"}.`
    : `There is no earlier version of \`${answer.name}\` to go back to.`;
}

export function copied(answer: Output<typeof tools.copyFunction>): string {
  if (answer.status === "copied")
    return `\`${answer.name}\` is a copy of \`${answer.of}\`, with a history of its own. Say what should be different in it.`;
  return answer.status === "not-found"
    ? `There is no such function; there are: ${answer.known.join(", ") || "none"}.`
    : `There is already a function \`${answer.name}\`. What should the copy be called instead?`;
}

export function copyWhat(names: readonly string[]): string {
  return names.length > 0
    ? `Which function should I copy: ${joinWords(names)}?`
    : "There is no function to copy yet. What should I build?";
}

export function copyName(said: string): string {
  return `“${said}” cannot be the name of a function: it takes letters and digits. What should the copy be called?`;
}

export function deleted(answer: Output<typeof tools.deleteFunction>): string {
  return answer.status === "deleted"
    ? `\`${answer.name}\` is deleted. Say “undo”, and it is back with all its versions.`
    : `There is no such function; there are: ${answer.known.join(", ") || "none"}.`;
}

export function deleteWhat(names: readonly string[]): string {
  return names.length > 0
    ? `Which function should I delete: ${joinWords(names)}?`
    : "There is no function to delete.";
}

export function notDeleted(name: string): string {
  return `I did not delete \`${name}\`, since you did not approve it.`;
}

export function undoWhat(names: readonly string[]): string {
  return names.length > 0
    ? `Nothing was changed in this chat. Which function should go back a version: ${joinWords(names)}?`
    : "There is nothing to undo yet. What should I build?";
}

export function runWhat(names: readonly string[]): string {
  return names.length > 0
    ? `Which function should I run: ${joinWords(names)}?`
    : "There is no function to run yet. What should I build?";
}

export function renameWhat(names: readonly string[]): string {
  return names.length > 0
    ? `Which function should have another name: ${joinWords(names)}?`
    : "There is no function to rename yet. What should I build?";
}

export function notRun(name: string): string {
  return `I did not run \`${name}\`, since you did not approve it. Nothing was sent.`;
}

export function ran(answer: Output<typeof tools.runFunction>, name: string): string {
  if (answer.status === "not-found")
    return `There is no such function; there are: ${answer.known.join(", ") || "none"}.`;
  if (answer.would) return wouldHappen(answer.would, answer.run, name);
  const { status, output, error, ms } = answer.run;
  if (status !== "succeeded") {
    const advice = answer.advice === undefined ? "" : ` ${answer.advice}`;
    return `\`${name}\` ${status === "failed" ? "failed" : status}: ${error?.message ?? "no message was given"}${advice}`;
  }
  const result =
    output === undefined || output === null
      ? ""
      : ` It returned \`${JSON.stringify(output).slice(0, 500)}\`.`;
  return `\`${name}\` ran${ms === null ? "" : ` in ${Math.round(ms)} ms`}.${result}`;
}

/** What a dry run held back, and whether it came to its end. */
function wouldHappen(
  would: NonNullable<Extract<Output<typeof tools.runFunction>, { status: "ran" }>["would"]>,
  { status, error }: Extract<Output<typeof tools.runFunction>, { status: "ran" }>["run"],
  name: string,
): string {
  const lines = would.map(({ words }) => `- ${words}`).join("\n");
  if (status !== "succeeded") {
    const until = would.length > 0 ? ` Until then it would:\n${lines}` : "";
    const why = (error?.message ?? status).replace(/\.$/, "");
    return `The dry run of \`${name}\` did not come to its end: ${why}.${until}\n\nNothing was sent.`;
  }
  return would.length === 0
    ? `\`${name}\` would change nothing: it only reads.`
    : `If \`${name}\` ran now, this would happen:\n${lines}\n\nNothing was sent. Say “run it” to do it for real.`;
}

export function permissions(
  list: Extract<Output<typeof tools.proposeFlow>, { status: "ready" }>["permissions"],
): string {
  if (list.length === 0) return "That needs no permission.";
  return `That needs ${list.length === 1 ? "one permission" : `${list.length} permissions`}:\n${list.map(({ scope, sentence, neededBy }) => `- ${sentence} (\`${scope}\`), for ${joinWords([...new Set(neededBy.map(({ operation }) => operation))])}`).join("\n")}`;
}
