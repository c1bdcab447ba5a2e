import { access, accounts, health, isNamed, users } from "./answers-access.ts";
import * as fn from "./answers-function.ts";
import { allEvents, allTools, family, missingTools, oneTool, toolEvents } from "./answers-tools.ts";
import {
  automationsAnswer,
  failureAnswer,
  nextAnswer,
  notRunAnswer,
  standingAnswer,
} from "./answers-automations.ts";
import { facts } from "./product-facts.ts";
import {
  ask,
  callsTools,
  decline,
  type Reading,
  type Situation,
  withAll,
  withConnections,
  withFunction,
  withRuns,
} from "./look-ups.ts";
import { say, type Step } from "./step.ts";
import type { Question } from "./questions.ts";
import { joinWords } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Answers from the tools' data: first the calls that it takes, then words. Makes and runs nothing. */
export function answerTo(question: Question, at: Situation): Step {
  const { vocabulary, timezone } = at.context;
  const { tools: named } = question;
  switch (question.kind) {
    case "fact":
      return say(question.fact === undefined ? "" : facts[question.fact].answer);
    case "thanks":
      return say("You are welcome.");
    case "grant":
      return decline(
        "Permissions are computed from what a function does; nobody can widen them.",
        "Tell me what the function should do, and I ask for exactly what that takes.",
      );
    case "connect":
      return ask(connectWhat(named, vocabulary));
    case "tools":
      return withConnections(at, [], ([all]) => allTools(vocabulary, all));
    case "tool":
      return tool(question, at);
    case "events":
      return withConnections(at, idsOf(named, vocabulary), (all) =>
        named.length === 0 ? allEvents(all[0]) : all.map(toolEvents).join("\n"),
      );
    case "access":
      return withConnections(
        at,
        [],
        ([{ connections, tools: known }]) =>
          elsewhere(question, vocabulary) ?? access(connections, named, known),
      );
    case "account":
      return withConnections(
        at,
        [],
        ([all]) => elsewhere(question, vocabulary) ?? accounts(all, named),
      );
    case "connected":
      return withConnections(
        at,
        [],
        ([all]) => elsewhere(question, vocabulary) ?? health(all, named),
      );
    case "uses":
      return withConnections(
        at,
        [],
        ([all]) => elsewhere(question, vocabulary) ?? users(all, named, at.listed),
      );
    case "why":
    case "needs":
      return why(question, at);
    case "list-functions":
      return say(fn.functionList(at.listed));
    case "automations":
      return automationsAnswer(at);
    case "standing":
      return standingAnswer(at);
    case "not-run":
      return notRunAnswer(at);
    case "runs":
      return withRuns(at, (runs) => fn.runList(runs, timezone));
    case "failure":
      return failureAnswer(at);
    case "next":
      return nextAnswer(at) ?? next(at);
    case "code":
      return withFunction(named, at, {}, fn.codeOf);
    case "describe":
      return withFunction(named, at, {}, fn.describe);
    case "starts":
      return withFunction(named, at, {}, fn.starts);
    case "version":
      return withFunction(named, at, { version: question.versions[0] }, fn.codeOf);
    case "changes":
      return withFunction(named, at, changesAsked(question, at), fn.changes);
    case "history":
      return withFunction(named, at, { since: 1 }, (found) => fn.history(found, timezone));
  }
}

function tool({ tools: named, missing }: Question, at: Situation): Step {
  const { vocabulary } = at.context;
  const ids = idsOf(named, vocabulary);
  if (named.some((name) => !ids.includes(name))) return say(family(ids, vocabulary));
  if (ids.length === 0) return say(missingTools(missing, vocabulary));
  return withConnections(at, ids, (all) =>
    [...all.map(oneTool), ...(missing.length > 0 ? [missingTools(missing, vocabulary)] : [])].join(
      "\n\n",
    ),
  );
}

function connectWhat(named: readonly string[], { connectors }: Vocabulary): string {
  const names = connectors.filter(isNamed(named)).map(({ name }) => name);
  return names.length > 0
    ? `What should a function do in ${joinWords(names)}? I ask for the connection with exactly the permissions that takes.`
    : `Which tool should it be, and what should a function do there? There are: ${joinWords(connectors.map(({ name }) => name))}. Each is connected when a function needs it, with the permissions that takes.`;
}

/** Where only tools are named that the catalog has not. */
function elsewhere(
  { tools: named, missing }: Question,
  vocabulary: Vocabulary,
): string | undefined {
  return named.length === 0 && missing.length > 0 ? missingTools(missing, vocabulary) : undefined;
}

function idsOf(named: readonly string[], { connectors }: Vocabulary): readonly string[] {
  return connectors.filter(isNamed(named)).map(({ id }) => id);
}

/** `between 1 and 3`, `since version 1`, or what the last change did. */
function changesAsked({ versions }: Question, { name, listed }: Situation): Reading {
  const [since, version] = [Math.min(...versions), Math.max(...versions)];
  if (versions.length > 1) return { version, since };
  if (versions.length === 1) return { version: since, since: Math.max(1, since - 1) };
  const current = (listed.find((one) => one.name === name) ?? listed[0])?.version ?? 1;
  return { since: Math.max(1, current - 1) };
}

function next(at: Situation): Step {
  const { now } = at.context;
  const scheduled = at.listed.filter(({ trigger }) => trigger === "schedule");
  const names = at.name === undefined ? scheduled.map(({ name }) => name) : [at.name];
  if (names.length === 0)
    return say(
      at.listed.length === 0
        ? fn.noFunctions
        : `None of your functions has a schedule. ${fn.functionList(at.listed)}`,
    );
  return withAll(at, names, (found) => found.map((one) => fn.nextRuns(one, now)).join("\n\n"));
}

/** The step and the operation that need a permission, or that nothing asks for it. */
function why(question: Question, at: Situation): Step {
  const { tools: named, scope } = question;
  const isMeant = (permission: { readonly connector: string; readonly scope: string }) =>
    scope === undefined
      ? named.length === 0 || isNamed(named)({ id: permission.connector })
      : isScope(permission.scope, scope);
  const asking = at.listed.filter((one) => {
    if (scope !== undefined) return (one.scopes ?? []).some((own) => isScope(own, scope));
    return named.length === 0 || callsTools(named)(one);
  });
  const others = asking.map(({ name }) => name).filter((name) => name !== at.name);
  const reasons = (found: readonly fn.FoundFunction[]) =>
    found.flatMap((one) => fn.why(one, isMeant) ?? []).join("\n");
  return withAll(at, at.name === undefined ? [] : [at.name], (current) => {
    const own = reasons(current);
    if (own !== "") return own;
    return withAll(at, others, (found) => {
      const theirs = reasons(found);
      return theirs === "" ? nothingAsks(question, current, at) : theirs;
    });
  });
}

function nothingAsks(
  { tools: named, scope }: Question,
  found: readonly fn.FoundFunction[],
  { context, listed }: Situation,
): string {
  const what = scope === undefined ? toolNames(named, context.vocabulary) : `\`${scope}\``;
  const nothing = `Nothing asks for ${what === "" ? "any permission" : what}`;
  const [current] = found;
  if (current) {
    const needs = fn.why(current, () => true) ?? `\`${current.name}\` needs no permission.`;
    return `${nothing}. ${needs}`;
  }
  return listed.length === 0
    ? `${nothing}: there is no function yet, and a permission is asked for only when a step of one needs it.`
    : `${nothing}: none of your functions uses it. A permission is asked for only when a step needs it; one that was granted and is not needed can be given back under Connections.`;
}

function toolNames(named: readonly string[], { connectors }: Vocabulary): string {
  return joinWords(connectors.filter(isNamed(named)).map(({ name }) => name));
}

/** `drive.file` for `https://www.googleapis.com/auth/drive.file`. */
function isScope(scope: string, said: string): boolean {
  return (
    scope.toLowerCase() === said.toLowerCase() ||
    scope.toLowerCase().endsWith(`/${said.toLowerCase()}`)
  );
}
