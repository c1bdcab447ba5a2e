import type { PlanView } from "../contract/plan.ts";
import { type RehearsalDependencies, openRehearsal } from "./rehearsal.ts";

/** Says what would be built or changed, with no side effect. */
export async function plan(
  deps: RehearsalDependencies,
  { prompt, functionName }: { readonly prompt: string; readonly functionName?: string | undefined },
): Promise<PlanView> {
  const rehearsal = await openRehearsal(deps, functionName);
  return (await rehearsal.say(prompt)).view;
}
