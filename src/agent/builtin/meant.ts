import * as tools from "../../contract/tools.ts";
import type { Flow } from "../../flow/schema.ts";
import type { Accounts } from "./account-words.ts";
import { madeIn, type Standing, standingRequest } from "./answers-to-questions.ts";
import type { Conversation } from "./conversation.ts";
import { type Answers, asksTool } from "./open-question.ts";
import { madeBefore } from "./pages/page-steps.ts";
import type { StepContext } from "./step.ts";
import { keepingOwn } from "./step-people.ts";
import { parsed, type ReadFunction, turnOf } from "./turn.ts";
import { understandWhole } from "./unattended.ts";
import type { Intent } from "./understand.ts";

interface Around {
  readonly context: StepContext;
  readonly functions: readonly string[];
  readonly current: ReadFunction | undefined;
}

export interface Meant extends Standing {
  readonly intent: Intent;
  /** What was chosen for the person, in words. */
  readonly assumed: readonly string[];
  /** Of tools that have several, the default first. */
  readonly accounts: Accounts;
}

/** What the person wants: the request that stands, with all that was answered about it. */
export function whatIsMeant(conversation: Conversation, around: Around): Meant {
  const { context, functions, current } = around;
  const { vocabulary, now, timezone } = context;
  const at = current && { ...current, flow: current.flow ?? noFlow(current.name) };
  const accounts = severalOf(conversation);
  const base = { vocabulary, now, timezone, functions, accounts };
  const alone = (said: string) => understandWhole(said, { ...base, current: at });
  const ofPage = new Set(madeBefore(conversation).functions.map(({ name }) => name));
  const wholeOf = (made: string | undefined) => (request: string, answers: Answers) => {
    const others = functions.filter((name) => name !== made && !ofPage.has(name));
    const about = made === undefined ? at : undefined;
    return understandWhole(request, { ...base, functions: others, current: about, answers });
  };
  const standing = standingRequest(
    conversation,
    { whole: wholeOf(lastMade(conversation)), alone },
    { now, timezone },
  );
  const understand = (request: string, answers: Answers) =>
    asChange(wholeOf(standing.made)(request, answers), standing.made, at, answers);
  const intent = understand(standing.request, standing.answers);
  const connected = onlyConnected(intent, connectedIn(conversation), context);
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

/** Of code alone: a change of it is understood as one, and then not made. */
function noFlow(name: string): Flow {
  return { name, description: "", trigger: { type: "manual" }, inputs: {}, steps: [] };
}

/** The function that the last exchange made while it asked. */
function lastMade({ past }: Conversation): string | undefined {
  const answers = past.at(-1)?.answers ?? [];
  return answers.at(-1)?.tool === "ask_person" ? madeIn(answers) : undefined;
}

/** What was made before everything was known is changed by the answers, not made again. */
function asChange(
  intent: Intent,
  made: string | undefined,
  current: { readonly name: string; readonly version: number; readonly flow: Flow } | undefined,
  answers: Answers,
): Intent {
  if (made === undefined || current?.name !== made) return intent;
  const said = [...answers.values()].map((answer) => `“${answer}” is in its place`);
  const { version: base } = current;
  const again = (flow: Flow) => keepingOwn({ ...flow, name: made }, current.flow);
  if (intent.kind === "create")
    return { kind: "edit", base, flow: again(intent.flow), changes: said };
  return intent.kind === "ask" && intent.flow
    ? { ...intent, base, flow: again(intent.flow) }
    : intent;
}

/** The tool of a question where one of its options is connected and the others are not. */
function onlyConnected(
  intent: Intent,
  providers: ReadonlySet<string>,
  { vocabulary }: StepContext,
): Answers | undefined {
  if (intent.kind !== "ask") return undefined;
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

function severalOf(conversation: Conversation): Accounts {
  const answer = turnOf(conversation).last("search_catalog");
  return parsed(tools.searchCatalog.output, answer)?.accounts ?? {};
}

/** Providers of which an account is connected and works. */
function connectedIn(conversation: Conversation): ReadonlySet<string> {
  const answer = parsed(
    tools.listConnections.output,
    turnOf(conversation).last("list_connections"),
  );
  const active = (answer?.connections ?? []).filter(({ status }) => status === "active");
  return new Set(active.map(({ provider }) => provider));
}
