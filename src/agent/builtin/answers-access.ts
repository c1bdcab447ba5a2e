import type { z } from "zod";
import type * as tools from "../../contract/tools.ts";
import { capitalise, joinWords } from "./text.ts";

type Connections = z.output<typeof tools.listConnections.output>;
type Connection = Connections["connections"][number];
type OwnAccounts = NonNullable<Connections["own"]>[number];
type Tools = NonNullable<Connections["tools"]>;

/** The connections that serve the named tools; all where none is named. */
function servingTools<Account extends { readonly provider: string }>(
  connections: readonly Account[],
  known: Tools,
  named: readonly string[],
): readonly Account[] {
  if (named.length === 0) return connections;
  const providers = new Set(known.filter(isNamed(named)).map(({ provider }) => provider));
  return connections.filter(({ provider }) => providers.has(provider));
}

/** By id, or by what several ids begin with: `google`. */
export function isNamed(named: readonly string[]): (tool: { readonly id: string }) => boolean {
  return ({ id }) => named.some((name) => id === name || id.startsWith(name));
}

const ask =
  "A function that needs a tool asks for exactly what it needs, and you connect the account then.";

/** What the app may do, by account; of the named tools only, where some are. */
export function access(
  connections: readonly Connection[],
  named: readonly string[],
  known: Tools = [],
): string {
  const serving = servingTools(connections, known, named);
  if (serving.length === 0)
    return nothingServes(named, known, "Nothing is connected, so the app can access nothing.");
  const lines = serving.map((connection) => {
    const { permissions } = connection;
    const own = permissions.filter(
      (permission) =>
        named.length === 0 ||
        !permission.tools ||
        permission.tools.some((id) => isNamed(named)({ id })),
    );
    const list = own.map(permissionWords).join("; ");
    return `- ${accountWords(connection)}: ${list || "no permissions"}. ${usersWords(connection)}`;
  });
  return `The app can access this:\n${lines.join("\n")}`;
}

function permissionWords({ sentence, scope, usedBy }: Connection["permissions"][number]): string {
  const unused =
    usedBy?.length === 0 ? ", which no function needs: it can be given back under Connections" : "";
  return `${sentence} (\`${scope}\`)${unused}`;
}

/** Whose accounts are connected: the app's, and with whose own it acts besides. */
export function accounts(
  { connections, own = [], tools: known = [] }: Connections,
  named: readonly string[],
): string {
  const serving = servingTools(connections, known, named);
  const shared = serving.map(
    (connection) =>
      `- ${accountWords(connection)}, shared by the whole app. ${usersWords(connection)}`,
  );
  const [first, ...others] = [
    ...shared,
    ...servingTools(own, known, named).map((one) => `- ${ownWords(one)}`),
  ];
  if (first === undefined) return nothingServes(named, known, "No account is connected.");
  const which =
    shared.length === 0
      ? "No account is shared by the app. It acts with"
      : others.length === 0
        ? "This account is connected"
        : "These accounts are connected";
  return `${which}:\n${[first, ...others].join("\n")}`;
}

/** Whose they are, without a word of who else has one. */
function ownWords({ tools: names, usedBy, people, mine }: OwnAccounts): string {
  const functions = joinWords(usedBy.map((name) => `\`${name}\``));
  const who = `${joinWords(names)}: each person’s own account, of whoever ${functions} ${usedBy.length === 1 ? "runs" : "run"} for.`;
  const connected =
    people === 0
      ? "Nobody has connected theirs yet."
      : people === 1
        ? "One person has connected theirs."
        : `${people} people have connected theirs.`;
  const you =
    mine === undefined
      ? []
      : mine === null
        ? ["Before it runs for you, it asks for yours."]
        : [`Where it runs for you, that is yours: ${mine}.`];
  return [who, connected, ...you].join(" ");
}

/** Whether it is connected, and whether it works. */
export function health(
  { connections, own = [], tools: known = [] }: Connections,
  named: readonly string[],
): string {
  const serving = servingTools(connections, known, named);
  const ofPeople = servingTools(own, known, named).map((one) => `- ${ownWords(one)}`);
  if (serving.length + ofPeople.length === 0)
    return nothingServes(named, known, "Nothing is connected.");
  const lines = serving.map((connection) => {
    const { status, reason, endsAt } = connection;
    const state =
      status === "active"
        ? "connected and working"
        : `has to be connected again, under Connections → Reconnect${reason ? ` (${reason})` : ""}`;
    const ends = endsAt && status === "active" ? `; it ends on ${endsAt.slice(0, 10)}` : "";
    return `- ${accountWords(connection)}: ${state}${ends}. ${usersWords(connection)}`;
  });
  const absent =
    named.length > 0
      ? []
      : known.filter(
          ({ provider }) => ![...connections, ...own].some((one) => one.provider === provider),
        );
  const rest =
    absent.length > 0 ? `\nNot connected: ${joinWords(absent.map(({ name }) => name))}.` : "";
  return [...lines, ...ofPeople].join("\n") + rest;
}

/** Which functions call the accounts. */
export function users(
  { connections, tools: known = [] }: Connections,
  named: readonly string[],
  functions: readonly { readonly name: string; readonly operations: readonly string[] }[],
): string {
  const providers = new Set(known.filter(isNamed(named)).map(({ provider }) => provider));
  const providerOf = (operation: string) =>
    known.find(({ id }) => operation.startsWith(`${id}.`))?.provider ?? "";
  const using = functions.filter(({ operations }) =>
    operations.some((operation) => {
      const tool = operation.split(".")[0] ?? "";
      return named.length === 0 || isNamed(named)({ id: tool });
    }),
  );
  const where = named.length > 0 ? namesOf(named, known) : "a connected account";
  const lines = using.map(({ name, operations }) => {
    const own = operations.filter(
      (operation) => named.length === 0 || providers.has(providerOf(operation)),
    );
    return `- \`${name}\`: ${joinWords(own)}`;
  });
  const accountsOf = servingTools(connections, known, named);
  const connected =
    accountsOf.length > 0
      ? ` Connected: ${joinWords(accountsOf.map(accountWords))}.`
      : named.length > 0
        ? ` ${notConnected(named, known)}`
        : " Nothing is connected.";
  return using.length === 0
    ? `None: no function uses ${where}.${connected}`
    : `${using.length === 1 ? "One function uses" : `${using.length} functions use`} ${where}:\n${lines.join("\n")}\n${connected.trim()}`;
}

function nothingServes(named: readonly string[], known: Tools, whole: string): string {
  return named.length > 0 ? notConnected(named, known) : `${whole} ${ask}`;
}

export function notConnected(named: readonly string[], known: Tools): string {
  return `${namesOf(named, known)} is not connected. ${ask}`;
}

function namesOf(named: readonly string[], known: Tools): string {
  const exact = named.map((id) => known.find((tool) => tool.id === id)?.name ?? capitalise(id));
  return joinWords([...new Set(exact)]);
}

const standingWords: Readonly<Record<string, string>> = {
  "partly-granted": "partly granted",
  "reconnect-needed": "has to be reconnected",
  revoked: "its access was taken back, it has to be reconnected",
  "provider-down": "does not answer at the moment",
};

/** `Slack (Acme, sandbox)`; `Slack (slack:support, Acme, sandbox)` where there are several. */
export function accountWords({ provider, account, name, mode, status }: Connection): string {
  const notes = [
    ...(name === undefined ? [] : [`${provider}:${name}`]),
    account,
    ...(mode === "sandbox" ? ["sandbox"] : []),
    ...(status === "active" ? [] : [standingWords[status] ?? status]),
  ];
  return `${capitalise(provider)} (${notes.join(", ")})`;
}

function usersWords({ usedBy }: Connection): string {
  if (!usedBy) return "";
  return usedBy.length === 0
    ? "No function uses it."
    : `Used by ${joinWords(usedBy.map((name) => `\`${name}\``))}.`;
}
