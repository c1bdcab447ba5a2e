import { connectorOf } from "../../catalog/operation.ts";
import { type FlowStep, ownAccount } from "../../flow/schema.ts";
import { accountChange } from "./account-change.ts";
import type { SaidAccounts } from "./account-words.ts";
import { readAnswer } from "./answer-values.ts";
import { type Command, commandOf } from "./commands.ts";
import type { OpenQuestion } from "./open-question.ts";
import { providerOf } from "./step-accounts.ts";
import { fold, joinWords } from "./text.ts";
import { tokenize } from "./tokens.ts";
import type { Context, Intent } from "./understand.ts";
import { isKnown } from "./which-account.ts";

type Edit = Extract<Intent, { kind: "edit" }>;
type Run = Extract<Command, { kind: "run" }>;

const key = "run.account";

/** Said of every run, not of this one. */
const lasting =
  /\b(?:always|every ?time|by default|from now on|in (?:the )?future|immer|kunftig|ab (?:jetzt|sofort)|siempre|a partir de ahora|toujours|desormais|dorenavant)\b/;
/** `use slack:sales and run it`. */
const runsAfter =
  /\b(?:and|then|und|dann|y|et|puis) +(?:then +)?(?:run|execute|start|test|try|starte|teste|ejecuta|prueba|lance|essaie)(?: *(?:it|that|this|es|sie|la|lo))?(?: +(?:please|now|again|bitte))?[ .!]*$/;

/**
 * `run it with slack:sales`: every run takes the accounts that its function says. Where those are others,
 * it is asked whether the function is to change; nothing changes, and nothing runs, before.
 */
export function accountRun(said: SaidAccounts, context: Context): Intent | undefined {
  const { current, vocabulary, accounts = {} } = context;
  const written = fold(said.rest);
  const order = runOrder(said);
  if (!current || (order && lasting.test(written))) return undefined;
  if (!order) {
    const change = runsAfter.test(written) ? accountChange(said, context) : undefined;
    return change?.kind === "edit" ? { ...change, run: plainRun } : undefined;
  }
  // What else is passed to the run says nothing of accounts.
  const change = accountChange(said, context) ?? accountChange({ ...said, rest: "it" }, context);
  if (change?.kind !== "edit") return undefined;
  const of = ({ use, account }: FlowStep) => {
    const provider = providerOf(connectorOf(use), vocabulary);
    return { provider, account, name: account ?? accounts[provider]?.[0] };
  };
  const meant = new Set(said.mentions.map(({ provider }) => provider));
  const before = current.flow.steps.map(of);
  const after = change.flow.steps.map(of);
  const isChanged = (at: number) => before[at]?.name !== after[at]?.name;
  const others = after.filter((_, at) => isChanged(at));
  // A name that nobody has is asked about first.
  if (others.some((one) => !isKnown(one, accounts))) return undefined;
  if (others.length > 0) {
    const was = before.filter((_, at) => isChanged(at));
    const question = changeQuestion(current.name, listed(was), listed(others));
    const { trigger } = current.flow;
    return answered(question, context, { ...change, flow: { ...change.flow, trigger } }, order);
  }
  return [...meant].every((provider) => before.some((one) => one.provider === provider))
    ? order
    : undefined;
}

const plainRun = { kind: "run", input: {}, text: undefined } as const satisfies Run;

/** What is ordered once the accounts are left out, and what leads to them. */
function runOrder({ rest, mentions }: SaidAccounts): Run | undefined {
  const left = mentions.reduce((text, { start, end }) => {
    const before = text
      .slice(0, start)
      .replace(/\b(?:with|using|via|through|from|in|on|as|mit|über|con|avec) +$/i, blank);
    return before + blank(text.slice(start, end)) + text.slice(end);
  }, rest);
  const command = commandOf(tokenize(left), true, []);
  return command?.kind === "run" ? command : undefined;
}

const blank = (text: string) => " ".repeat(text.length);

interface Taken {
  readonly provider: string;
  readonly name: string | undefined;
}

function listed(all: readonly Taken[]): string {
  return joinWords([...new Set(all.map(wordsFor))]);
}

function wordsFor({ provider, name }: Taken): string {
  if (name === ownAccount) return "the own account of whoever calls it";
  return name === undefined ? "the default account" : `${provider}:${name}`;
}

function changeQuestion(name: string, was: string, is: string): OpenQuestion {
  return {
    key,
    question: `${name} acts with ${was}, and a run takes the account that its function says. Shall I change it to ${is} and run it?`,
    options: [`Change it to ${is} and run it`, `Run it with ${was}`, "Do neither"],
    wants: { kind: "choice", isYesOrNo: true },
  };
}

function answered(
  question: OpenQuestion,
  { answers, now, timezone }: Context,
  change: Edit,
  order: Run,
): Intent {
  const said = answers?.get(key);
  const answer = said === undefined ? undefined : readAnswer(question, said, { now, timezone });
  const chosen = answer?.as === "option" ? question.options?.indexOf(answer.option) : undefined;
  if (chosen === 0) return { ...change, run: order };
  if (chosen === 1) return order;
  return chosen === undefined
    ? { kind: "ask", understood: undefined, questions: [question] }
    : { kind: "decline", reason: "Nothing was changed, and nothing ran.", instead: undefined };
}
