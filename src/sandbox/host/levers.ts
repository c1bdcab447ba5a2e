import { type LeverBody, type StandInView, standInShape } from "../../contract/sandbox.ts";
import type { RunningSandbox } from "./host.ts";

/** How the levers of a stand-in stand. */
export async function leversOf({ answer }: RunningSandbox): Promise<StandInView["levers"]> {
  const response = await answer("/_sandbox/levers");
  return standInShape.shape.levers.parse(await response.json());
}

/** Breaks a stand-in, or makes it whole. */
export async function pullLever({ answer }: RunningSandbox, wanted: LeverBody): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries(wanted)) body.set(name, String(value));
  const response = await answer("/_sandbox/levers", { method: "POST", body });
  if (!response.ok) throw new Error(`The stand-in took no lever: ${await response.text()}`);
}
