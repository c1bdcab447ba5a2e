import { connectorOf } from "../../catalog/operation.ts";
import type { Flow } from "../../flow/schema.ts";
import { chosenOption } from "./answer-values.ts";
import type { Answers, OpenQuestion } from "./open-question.ts";
import { capitalise, fold } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface ConnectedAccount {
  readonly provider: string;
  readonly account: string;
  /** What the app uses of this provider: the account that signed in last. */
  readonly inUse: string;
}

interface Around {
  readonly request: string;
  readonly answers: Answers;
  /** The one in use first. */
  readonly accounts: readonly ConnectedAccount[];
  readonly vocabulary: Vocabulary;
}

/** Which of two connected accounts a new function is for, where neither is named. */
export function accountQuestion(flow: Flow, around: Around): OpenQuestion | undefined {
  const open = severalOf(flow, around).find(
    ({ provider, accounts }) => chosen(provider, accounts, around) === undefined,
  );
  if (!open) return undefined;
  const options = open.accounts.map((account) => account.slice(0, 80)).slice(0, 6);
  return {
    key: accountKey(open.provider),
    question: `Which ${capitalise(open.provider)} account is it for? ${open.accounts[0] ?? ""} is in use now.`,
    options,
    wants: { kind: "choice" },
  };
}

/** The account that was named or chosen, where it is not the one in use. */
export function otherAccount(flow: Flow, around: Around): ConnectedAccount | undefined {
  for (const { provider, accounts } of severalOf(flow, around)) {
    const account = chosen(provider, accounts, around);
    const [inUse] = accounts;
    if (account !== undefined && inUse !== undefined && account !== inUse)
      return { provider, account, inUse };
  }
  return undefined;
}

const accountKey = (provider: string) => `account.${provider}`;

function chosen(
  provider: string,
  accounts: readonly string[],
  { request, answers }: Around,
): string | undefined {
  const said = answers.get(accountKey(provider));
  if (said !== undefined) return chosenOption(accounts, said) ?? accounts[0];
  const named = accounts.filter((account) => fold(request).includes(fold(account)));
  return named.length === 1 ? named[0] : undefined;
}

function severalOf(flow: Flow, { accounts, vocabulary }: Around) {
  const ids = new Set(flow.steps.map(({ use }) => connectorOf(use)));
  const providers = new Set(
    vocabulary.connectors.filter(({ id }) => ids.has(id)).map(({ provider }) => provider),
  );
  return [...providers].flatMap((provider) => {
    const own = accounts.filter((one) => one.provider === provider).map(({ account }) => account);
    const distinct = [...new Set(own)];
    return distinct.length > 1 ? [{ provider, accounts: distinct }] : [];
  });
}
