import { identifier } from "../../flow/schema.ts";
import type { KnownStep } from "./fill.ts";
import { isStopWord, wordsIn } from "./lexicon.ts";
import { camelCase } from "./text.ts";
import type { KnownOperation } from "./vocabulary.ts";

/** Named after what it is about: the first thing in the title. */
export function stepId(operation: KnownOperation, taken: ReadonlySet<string>): string {
  const noun =
    wordsIn(operation.title)
      .slice(1)
      .find((word) => !isStopWord(word)) ?? "step";
  const base = camelCase([noun]);
  const name = identifier.safeParse(base).success ? base : `${base}Step`;
  return unique(name, taken);
}

export function stepIds(steps: readonly KnownStep[]): ReadonlySet<string> {
  return new Set(steps.map(({ step }) => step.id));
}

/** `name`, or with the first free number from 2 on. */
export function unique(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}${number}`;
  return candidate;
}
