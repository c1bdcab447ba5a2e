import type { z } from "zod";
import type { deleteAutomation } from "../contract/automation-tools.ts";
import { findAutomation } from "./automations.ts";
import { automationOrderIn } from "./builtin/automation-orders.ts";
import { tokenize } from "./builtin/tokens.ts";
import type { AutomationsPort } from "./ports.ts";

type Input = z.output<typeof deleteAutomation.input>;

/** Puts down which one is meant before the person is asked: what they approve is what is changed. */
export async function pinAutomation(
  automations: AutomationsPort,
  { automation: said }: Input,
): Promise<Input> {
  const found = await findAutomation(automations, said);
  if (found.status !== "found") return { automation: said };
  const { id, function: of, words } = found.automation;
  return { automation: said, judged: { id, function: of, words } };
}

/**
 * Whether the person's own sentence asks to resume exactly this one: by name, with everything, or
 * as the only one that is paused. What stands in quotes, or in what a tool answered, is no wish.
 */
export async function asksToResume(
  { list }: Pick<AutomationsPort, "list">,
  sentence: string,
  judged: NonNullable<Input["judged"]>,
): Promise<boolean> {
  const all = await list();
  const names = [...new Set(all.map((one) => one.function))];
  const order = automationOrderIn(tokenize(sentence), names);
  if (order?.kind !== "resume") return false;
  if (order.all) return !order.of.includes(judged.function);
  if (order.of.length > 0) return !order.fits && order.of.includes(judged.function);
  const paused = all.filter(({ status }) => status === "paused");
  return paused.length === 1 && paused[0]?.id === judged.id;
}
