import type { Flow } from "../../flow/schema.ts";
import { connectorOf } from "../../catalog/operation.ts";
import { escapeForRegExp, fold } from "./text.ts";
import { tokenize } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Names of the accounts by provider, the default first; only of those that have several. */
export type Accounts = Readonly<Record<string, readonly string[]>>;

/** An account that a sentence names, and where. */
export interface AccountMention {
  readonly provider: string;
  /** Undefined where the default is asked for. */
  readonly account: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** A sentence with its accounts taken out; what is left has every word at its place. */
export interface SaidAccounts {
  readonly rest: string;
  readonly mentions: readonly AccountMention[];
}

interface Ground {
  readonly vocabulary: Vocabulary;
  readonly accounts?: Accounts | undefined;
  readonly current?: { readonly flow: Flow } | undefined;
}

const own = "(?:the|our|my|your|their|das|den|dem|unser|unserem|la|el|nuestra|le|notre|a|o|nossa)";
const by = "(?:with|using|via|through|as|from|in|on|into|to|use|mit|con|avec|com)";
const what = "(?:account|workspace|konto|cuenta|compte|conta)";
/** What belongs to the tool and is no account: `our support Slack channel`. */
const notThing = "(?!\\s+(?:channel|message|group|bot|user|thread|kanal|canal))";

/** Finds `slack:support`, `our support Slack`, `with the sales account`, `the other account`. */
export function readAccounts(prompt: string, ground: Ground): SaidAccounts {
  const quotes = tokenize(prompt).filter(({ kind }) => kind === "quote" || kind === "url");
  const found: (AccountMention & { readonly kept: readonly [number, number] })[] = [];
  const isFree = (start: number, end: number) =>
    ![...quotes, ...found].some((one) => one.start < end && start < one.end);
  const take = (
    pattern: RegExp,
    read: (match: RegExpExecArray) => readonly Omit<AccountMention, "start" | "end">[],
  ) => {
    for (const match of prompt.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const tool = match.groups?.["tool"];
      const at = tool === undefined ? end : start + match[0].lastIndexOf(tool);
      if (!isFree(start, end)) continue;
      for (const one of read(match))
        found.push({ ...one, start, end, kept: [at, at + (tool?.length ?? 0)] });
    }
  };
  const tools = toolsOf(ground.vocabulary);
  const tool = `(?<tool>${[...tools.keys()].map(escapeForRegExp).join("|")})`;
  take(
    new RegExp(`(?<![\\w:/.-])${tool}:(?<name>[a-z0-9][a-z0-9-]{0,39})(?![\\w:/-])`, "gi"),
    (match) => providersOf(match, tools).map((provider) => ({ provider, account: nameIn(match) })),
  );
  const known = Object.entries(ground.accounts ?? {});
  for (const [provider, names] of known) {
    const words = names.map(wordsOf).join("|");
    const name = `(?<name>${words})`;
    const its = `(?<tool>${[...tools].flatMap(([word, of]) => (of === provider ? [escapeForRegExp(word)] : [])).join("|")})`;
    const meant = (match: RegExpExecArray) => [{ provider, account: accountIn(match, names) }];
    take(
      new RegExp(`\\b${own}\\s+${name}\\s+${its}\\b(?:\\s+${what}\\b)?${notThing}`, "gi"),
      meant,
    );
    take(new RegExp(`\\b${its}\\s+${what}\\s+${name}\\b`, "gi"), meant);
    take(new RegExp(`\\b${by}\\s+(?:${own}\\s+)?${name}\\s+${what}\\b`, "gi"), meant);
  }
  const meantOf = (account: (provider: string) => string | undefined) => () =>
    inFlow(ground).flatMap((provider) =>
      (ground.accounts?.[provider]?.length ?? 0) > 1
        ? [{ provider, account: account(provider) }]
        : [],
    );
  take(
    new RegExp(`\\b(?:${by}\\s+)?${own}\\s+(?:default|usual)(?:\\s+\\w+)?\\s+${what}\\b`, "gi"),
    meantOf(() => undefined),
  );
  take(
    new RegExp(`\\b(?:${by}\\s+)?${own}\\s+other(?:\\s+\\w+)?\\s+${what}\\b`, "gi"),
    meantOf((provider) => otherThan(provider, ground)),
  );
  return {
    rest: without(prompt, found),
    mentions: found.map(({ provider, account, start, end }) => ({ provider, account, start, end })),
  };
}

/** Every word that means a tool, with the provider of its account. */
function toolsOf({ connectors }: Vocabulary): ReadonlyMap<string, string> {
  const words = connectors.flatMap(({ id, name, provider, words: more }) =>
    [id, name, provider, ...more].map((word): [string, string] => [word.toLowerCase(), provider]),
  );
  // The longest first: `google drive` before `google`.
  return new Map(words.toSorted(([one], [other]) => other.length - one.length));
}

function providersOf(
  match: RegExpExecArray,
  tools: ReadonlyMap<string, string>,
): readonly string[] {
  const provider = tools.get(match.groups?.["tool"]?.toLowerCase() ?? "");
  return provider === undefined ? [] : [provider];
}

const nameIn = ({ groups }: RegExpExecArray) => groups?.["name"]?.toLowerCase();

/** `acme-robotics` is said `acme robotics`, too. */
function wordsOf(name: string): string {
  return escapeForRegExp(name).replaceAll(/\\?-/g, "[- ]");
}

function accountIn(match: RegExpExecArray, names: readonly string[]): string | undefined {
  const said = fold(nameIn(match) ?? "").replaceAll(" ", "-");
  return names.find((name) => name === said);
}

/** Providers of the function at hand. */
function inFlow({ current, vocabulary }: Ground): readonly string[] {
  if (!current) return [];
  const { steps, trigger } = current.flow;
  const used = [
    ...steps.map(({ use }) => use),
    ...(trigger.type === "event" ? [trigger.event] : []),
  ];
  const ids = new Set(used.map(connectorOf));
  return [
    ...new Set(
      vocabulary.connectors.flatMap(({ id, provider }) => (ids.has(id) ? [provider] : [])),
    ),
  ];
}

/** Of two accounts the one that the function does not use. */
function otherThan(
  provider: string,
  { accounts, current, vocabulary }: Ground,
): string | undefined {
  const names = accounts?.[provider] ?? [];
  const ids = new Set(
    vocabulary.connectors.flatMap((one) => (one.provider === provider ? [one.id] : [])),
  );
  const step = current?.flow.steps.find(({ use }) => ids.has(connectorOf(use)));
  return names.find((name) => name !== (step?.account ?? names[0]));
}

/** The tool stays where an account was named with it. */
function without(
  prompt: string,
  found: readonly { start: number; end: number; kept: readonly [number, number] }[],
): string {
  return found.reduce((text, { start, end, kept: [from, to] }) => {
    const blank = (a: number, b: number) => " ".repeat(b - a);
    return (
      text.slice(0, start) +
      blank(start, from) +
      text.slice(from, to) +
      blank(to, end) +
      text.slice(end)
    );
  }, prompt);
}
