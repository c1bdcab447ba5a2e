import * as tools from "../../contract/automation-tools.ts";
import type { AutomationSummary } from "../../contract/automation-tools.ts";
import type { AutomationOrder } from "./automation-orders.ts";
import * as words from "./automation-words.ts";
import { functionKey, type OpenQuestion } from "./open-question.ts";
import { askPerson, type Call, call, say, type Situation, type Step } from "./step.ts";
import { parsed } from "./turn.ts";

const toolOf = {
  pause: "pause_automation",
  resume: "resume_automation",
  unschedule: "delete_automation",
} as const satisfies Record<AutomationOrder["kind"], string>;

/** The key of a question which of a function's automations is meant. */
const automationKey = "automation";

/**
 * Looks what starts by itself, and then does what was said with exactly what is meant. Undefined
 * where it is a wish to run the function.
 */
export function automationStep(order: AutomationOrder, situation: Situation): Step | undefined {
  const { turn, context, name } = situation;
  const done = turn.answers.filter(({ tool }) => tool === toolOf[order.kind]);
  if (done.length > 0) return say(words.changed(order, done));
  const about = order.of.length > 0 && !order.all && !order.fits ? order.of : [];
  if (!context.can("list_automations"))
    return order.orRun ? undefined : say(words.nothingStarts(order.kind, about[0] ?? name));
  const listed = parsed(tools.listAutomations.output, turn.last("list_automations"));
  if (!listed) return call("list_automations", {});
  const meant = meantBy(order, listed.automations, situation);
  if (meant.status === "ask") return askPerson([meant.question]);
  if (meant.status === "none") return order.orRun ? undefined : say(meant.why);
  const open = meant.which.filter(({ status }) =>
    order.kind === "resume" ? status === "paused" : order.kind !== "pause" || status !== "paused",
  );
  if (open.length === 0)
    return order.orRun ? undefined : say(words.already(order.kind, meant.which));
  const calls = open.map(({ id }): Call => ({
    tool: toolOf[order.kind],
    input: { automation: id },
  }));
  return { kind: "call", calls };
}

type Meant =
  | { readonly status: "found"; readonly which: readonly AutomationSummary[] }
  | { readonly status: "ask"; readonly question: OpenQuestion }
  | { readonly status: "none"; readonly why: string };

function meantBy(
  { kind, of, all, fits }: AutomationOrder,
  automations: readonly AutomationSummary[],
  { name, answers }: Situation,
): Meant {
  if (all) {
    const which = automations.filter((one) => !of.includes(one.function));
    return which.length > 0
      ? { status: "found", which }
      : { status: "none", why: words.nothingStarts(kind, undefined) };
  }
  if (fits) {
    // The function at hand may be one of them, and another one meant.
    const chosen = answers.has(functionKey) ? of.find((one) => one === name) : undefined;
    const fitting = automations.filter((one) => of.includes(one.function));
    const names = namesOf(chosen === undefined ? fitting : []);
    if (names.length > 1) return askWhich(kind, names);
    return ofFunction(kind, chosen ?? names[0] ?? of[0] ?? "", automations, answers);
  }
  if (of.length > 1) {
    const missing = of.find((one) => !automations.some((each) => each.function === one));
    return missing === undefined
      ? { status: "found", which: automations.filter((one) => of.includes(one.function)) }
      : { status: "none", why: words.nothingStarts(kind, missing) };
  }
  const only = of[0] ?? name;
  if (only !== undefined) return ofFunction(kind, only, automations, answers);
  const names = namesOf(automations);
  return names.length > 1
    ? askWhich(kind, names)
    : ofFunction(kind, names[0] ?? "", automations, answers);
}

const namesOf = (automations: readonly AutomationSummary[]) => [
  ...new Set(automations.map((one) => one.function)),
];

function askWhich(kind: AutomationOrder["kind"], names: readonly string[]): Meant {
  const question = words.whichFunction(kind, names);
  const asked = { key: functionKey, question, wants: { kind: "choice" } } as const;
  return {
    status: "ask",
    question: names.length <= 6 ? { ...asked, options: [...names] } : asked,
  };
}

/** What starts one function: where there are several, the person says which. */
function ofFunction(
  kind: AutomationOrder["kind"],
  name: string,
  automations: readonly AutomationSummary[],
  answers: Situation["answers"],
): Meant {
  const own = automations.filter((one) => one.function === name);
  if (own.length === 0) return { status: "none", why: words.nothingStarts(kind, name) };
  if (own.length === 1) return { status: "found", which: own };
  const chosen = own.filter(({ words: said }) => said === answers.get(automationKey));
  if (chosen.length === 1) return { status: "found", which: chosen };
  const question = words.whichStart(kind, name);
  const options = own.map(({ words: said }) => said);
  return {
    status: "ask",
    question: { key: automationKey, question, options, wants: { kind: "choice" } },
  };
}
