import type { Flow, FlowInput } from "../../flow/schema.ts";
import { readAccounts } from "./account-words.ts";
import { accountChange } from "./step-accounts.ts";
import { settledMentions } from "./which-account.ts";
import { readAnswer } from "./answer-values.ts";
import { startsAlone } from "./open-fields.ts";
import { inputKey, type OpenQuestion } from "./open-question.ts";
import { pageWanted } from "./pages/page-intent.ts";
import { lowerFirst } from "./text.ts";
import { type Context, type Intent, understand } from "./understand.ts";

/** Reads what a person means; a function that starts by itself is asked for what nobody would pass. */
export function understandWhole(said: string, around: Context): Intent {
  const accounts = readAccounts(said, around);
  const prompt = accounts.mentions.length > 0 ? accounts.rest : said;
  const context = { ...around, mentions: settledMentions(accounts.mentions, around) };
  const intent =
    accountChange({ ...accounts, mentions: context.mentions }, context) ??
    pageWanted(prompt, context) ??
    understand(prompt, context);
  if (intent.kind !== "create" && intent.kind !== "edit") return intent;
  const { flow, questions } = withAnsweredInputs(intent.flow, context);
  if (questions.length === 0) return { ...intent, flow };
  const own =
    intent.kind === "edit" ? { base: intent.base } : { assumed: intent.assumed, gaps: intent.gaps };
  return { kind: "ask", understood: flow.description, questions, flow, ...own };
}

/** Answers become the defaults of required inputs; the rest of those is open, where it is new that they are. */
function withAnsweredInputs(flow: Flow, { answers, current, ...moment }: Context) {
  const before = current?.flow;
  const wasOpen = (name: string) =>
    before !== undefined && startsAlone(before.trigger) && before.inputs[name] !== undefined;
  const questions: OpenQuestion[] = [];
  if (!startsAlone(flow.trigger)) return { flow, questions };
  const inputs = Object.entries(flow.inputs).map(([name, input]): [string, FlowInput] => {
    const isOpen = input.default === undefined && input.required !== false && !wasOpen(name);
    if (!isOpen) return [name, input];
    const question = questionFor(name, input);
    const said = answers?.get(question.key);
    const answer = said === undefined ? undefined : readAnswer(question, said, moment);
    if (answer?.as === "value") return [name, { ...input, default: answer.value }];
    questions.push(question);
    return [name, input];
  });
  return {
    flow: { ...flow, inputs: Object.fromEntries(inputs) },
    questions: questions.slice(0, 5),
  };
}

function questionFor(name: string, { type, description }: FlowInput): OpenQuestion {
  const what = description ? ` (${lowerFirst(description)})` : "";
  return {
    key: inputKey(name),
    question: `Nobody passes \`${name}\`${what} when it starts by itself. What should it be?`,
    wants: { kind: "input", type },
  };
}
