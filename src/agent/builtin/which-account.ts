import { connectorOf } from "../../catalog/operation.ts";
import { type Flow, ownAccount } from "../../flow/schema.ts";
import type { AccountMention, Accounts } from "./account-words.ts";
import { chosenOption } from "./answer-values.ts";
import type { Answers, OpenQuestion } from "./open-question.ts";
import { providerOf } from "./step-accounts.ts";
import { capitalise, joinWords } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";

interface Around {
  readonly accounts?: Accounts | undefined;
  readonly answers?: Answers | undefined;
}

const accountKey = (provider: string) => `account.${provider}`;
/** Beside the accounts that there are: the one that was named is to be connected. */
const connects = (name: string) => `connect ${name}`;

/** The mentions with what was answered about names that nobody has. */
export function settledMentions(
  mentions: readonly AccountMention[],
  { accounts, answers }: Around,
): readonly AccountMention[] {
  return mentions.map((mention) => {
    const said = isKnown(mention, accounts)
      ? undefined
      : answers?.get(accountKey(mention.provider));
    const account = said && chosenOption(optionsFor(mention, accounts), said);
    return account && !account.startsWith("connect ") ? { ...mention, account } : mention;
  });
}

/** Which account is meant by a name that none of several has. */
export function accountQuestion(
  flow: Flow,
  { accounts, answers, vocabulary }: Around & { readonly vocabulary: Vocabulary },
): OpenQuestion | undefined {
  const open = namedIn(flow, vocabulary).find(
    (one) => !isKnown(one, accounts) && !answers?.has(accountKey(one.provider)),
  );
  if (open?.account === undefined) return undefined;
  return {
    key: accountKey(open.provider),
    question: `No ${capitalise(open.provider)} account is called ${open.account}. Which one is meant?`,
    options: [...optionsFor(open, accounts)],
    wants: { kind: "choice" },
  };
}

/** Where several accounts are there and none is named: the default is taken, and it is said. */
export function defaultsTaken(
  flow: Flow,
  { accounts = {}, vocabulary }: Around & { readonly vocabulary: Vocabulary },
): readonly string[] {
  const open = usesOf(flow).filter(({ account }) => account === undefined);
  const providers = new Set(open.map(({ use }) => providerOf(connectorOf(use), vocabulary)));
  return [...providers].flatMap((provider) => {
    const [first, ...others] = accounts[provider] ?? [];
    return first === undefined || others.length === 0
      ? []
      : [
          `the default account \`${provider}:${first}\` (there ${others.length === 1 ? "is" : "are"} ${joinWords(others.map((name) => `\`${name}\``))}, too)`,
        ];
  });
}

export function isKnown(
  { provider, account }: Pick<AccountMention, "provider" | "account">,
  accounts: Accounts = {},
): boolean {
  const names = accounts[provider];
  return (
    account === undefined ||
    account === ownAccount ||
    names === undefined ||
    names.includes(account)
  );
}

function optionsFor(
  { provider, account = "" }: Pick<AccountMention, "provider" | "account">,
  accounts: Accounts = {},
): readonly string[] {
  return [...(accounts[provider] ?? []).slice(0, 5), connects(account)];
}

function namedIn(flow: Flow, vocabulary: Vocabulary) {
  return usesOf(flow).map(({ use, account }) => ({
    provider: providerOf(connectorOf(use), vocabulary),
    account,
  }));
}

function usesOf({ trigger, steps }: Flow) {
  const started =
    trigger.type === "event" ? [{ use: trigger.event, account: trigger.account }] : [];
  return [...started, ...steps];
}
