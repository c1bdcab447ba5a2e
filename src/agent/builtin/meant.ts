import * as tools from "../../contract/tools.ts";
import { type Standing, standingRequest } from "./answers-to-questions.ts";
import type { Conversation } from "./conversation.ts";
import { type Answers, asksTool } from "./open-question.ts";
import type { StepContext } from "./step.ts";
import { parsed, type ReadFunction, turnOf } from "./turn.ts";
import { understandWhole } from "./unattended.ts";
import type { Intent } from "./understand.ts";
import type { ConnectedAccount } from "./which-account.ts";

interface Around {
  readonly context: StepContext;
  readonly functions: readonly string[];
  readonly current: ReadFunction | undefined;
}

export interface Meant extends Standing {
  readonly intent: Intent;
  /** What was chosen for the person, in words. */
  readonly assumed: readonly string[];
  /** The one in use first. */
  readonly accounts: readonly ConnectedAccount[];
}

/** What the person wants: the request that stands, with all that was answered about it. */
export function whatIsMeant(conversation: Conversation, around: Around): Meant {
  const { context, functions, current } = around;
  const { vocabulary, now, timezone } = context;
  const flow = current?.flow;
  const at = current && flow ? { name: current.name, version: current.version, flow } : undefined;
  const understand = (request: string, answers: Answers) =>
    understandWhole(request, { vocabulary, now, timezone, functions, current: at, answers });
  const standing = standingRequest(conversation, understand, { now, timezone });
  const accounts = accountsOf(conversation);
  const intent = understand(standing.request, standing.answers);
  const connected = onlyConnected(intent, accounts, context);
  if (connected === undefined) return { ...standing, intent, assumed: [], accounts };
  const answers = new Map([...standing.answers, ...connected]);
  return {
    ...standing,
    answers,
    intent: understand(standing.request, answers),
    assumed: [...connected.values()].map((name) => `${name}, since it is connected`),
    accounts,
  };
}

/** The tool of a question where one of its options is connected and the others are not. */
function onlyConnected(
  intent: Intent,
  accounts: readonly ConnectedAccount[],
  { vocabulary }: StepContext,
): Answers | undefined {
  if (intent.kind !== "ask") return undefined;
  const providers = new Set(accounts.map(({ provider }) => provider));
  const found = intent.questions.flatMap((question): [string, string][] => {
    if (!asksTool(question)) return [];
    const options = (question.options ?? []).filter((option) =>
      vocabulary.connectors.some(
        ({ name, provider }) => name === option && providers.has(provider),
      ),
    );
    const [only, more] = options;
    return only !== undefined && more === undefined ? [[question.key, only]] : [];
  });
  return found.length > 0 ? new Map(found) : undefined;
}

function accountsOf(conversation: Conversation): readonly ConnectedAccount[] {
  const answer = parsed(
    tools.listConnections.output,
    turnOf(conversation).last("list_connections"),
  );
  const active = (answer?.connections ?? []).filter(({ status }) => status === "active");
  return active.map(({ provider, account }) => {
    const inUse = active.find((one) => one.provider === provider)?.account ?? account;
    return { provider, account, inUse };
  });
}
