import * as tools from "../../contract/tools.ts";
import type { RunOrder } from "./commands.ts";
import * as replies from "./replies.ts";
import { call, say, type Situation, type Step } from "./step.ts";
import { parsed, type ReadFunction } from "./turn.ts";
import { askFunction } from "./which-function.ts";

/** Runs the function at hand, or the only one; then says what came of it. */
export function runStep(order: RunOrder, { turn, name, current, listed }: Situation): Step {
  const answer = turn.last("run_function");
  if (answer?.status === "denied") return say(replies.notRun(name ?? "the function"));
  const ran = parsed(tools.runFunction.output, answer);
  if (ran) return say(replies.ran(ran, name ?? "the function"));
  const only = listed.length === 1 ? listed[0]?.name : undefined;
  const target = name ?? only;
  if (target === undefined) return askFunction(replies.runWhat, listed);
  return call("run_function", {
    name: target,
    input: runInput(order, current),
    ...(order.dryRun ? { dryRun: true } : {}),
  });
}

/** The values a person gives for a run, under the names of the function's inputs; code alone takes any. */
function runInput(
  intent: RunOrder,
  current: ReadFunction | undefined,
): Readonly<Record<string, unknown>> {
  if (current && !current.flow) return intent.input;
  const inputs = Object.entries(current?.flow?.inputs ?? {});
  const named = inputs.flatMap(([name, { type }]): [string, unknown][] => {
    const value = intent.input[name];
    return value === undefined ? [] : [[name, type === "number" ? Number(value) : value]];
  });
  if (named.length > 0 || intent.text === undefined) return Object.fromEntries(named);
  const text = inputs.find(
    ([name, { type }]) => type === "string" && (name === "text" || inputs.length === 1),
  )?.[0];
  return text === undefined ? {} : { [text]: intent.text };
}
