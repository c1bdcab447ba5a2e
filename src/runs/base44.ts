import { PatchbayError } from "../core/errors.ts";
import { createSecret } from "../core/ids.ts";
import type { DryRun } from "./dry-run/dry-run.ts";

/** Base44's API as functions see it: an origin that exists only inside the broker. */
export const base44Origin = "https://base44.patchbay.invalid";

/** Runs that called each other, from the first one on. */
export interface RunChain {
  /** 0 for a run that no function began. */
  readonly depth: number;
  /** Of all of them together. */
  readonly begun: { count: number };
  /** Of the run that began them, where that was one. */
  readonly dryRun?: DryRun | undefined;
}

/** What a run holds that uses Base44's SDK. */
export interface Base44Rights {
  /** Says to the origin which run calls; of no use anywhere else. */
  readonly token: string;
  readonly chain: RunChain;
}

function newChain(): RunChain {
  return { depth: 0, begun: { count: 0 } };
}

const maxDepth = 5;
/** Of one chain: a function that calls others in a loop ends here, however flat it stays. */
const maxBegun = 50;

/** The chain with one more run in it. Throws `run/too-many`. */
export function chainedTo({ depth, begun, dryRun } = newChain()): RunChain {
  if (depth >= maxDepth)
    throw new PatchbayError(
      "run/too-many",
      `Functions call each other at most ${maxDepth} deep. Nothing ran.`,
    );
  if (begun.count >= maxBegun)
    throw new PatchbayError(
      "run/too-many",
      `A run and those that it begins call functions at most ${maxBegun} times. Nothing ran.`,
    );
  begun.count++;
  return { depth: depth + 1, begun, ...(dryRun ? { dryRun } : {}) };
}

/** Rights of a new run; of one that another run began where `chain` is given. */
export function openBase44(
  chain = newChain(),
  dryRun: DryRun | undefined = undefined,
): Base44Rights {
  return { token: createSecret(), chain: { ...chain, ...(dryRun ? { dryRun } : {}) } };
}

/** What the SDK reads from the request of a function. */
export function base44Headers(
  appId: string,
  { token }: Base44Rights,
): Readonly<Record<string, string>> {
  return {
    "base44-app-id": appId,
    "base44-api-url": base44Origin,
    "base44-service-authorization": `Bearer ${token}`,
    authorization: `Bearer ${token}`,
  };
}
