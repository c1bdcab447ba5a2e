import type { FlowValue } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import { nounOf, wordsIn } from "./lexicon.ts";
import type { KnownOperation } from "./vocabulary.ts";

/** `private` sets `is_private`; `as a writer` chooses `writer` among what fits, `leads` suggest `Lead`. */
export function flagsOf(operation: KnownOperation, clause: Clause): Record<string, FlowValue> {
  const words = new Set(
    clause.tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm),
  );
  const nouns = new Set(Array.from(words, nounOf));
  return Object.fromEntries(
    operation.fields.flatMap(({ type, name, choices, suggestions }): [string, FlowValue][] => {
      const choice =
        choices?.find((one) => one.length > 3 && words.has(one.toLowerCase())) ??
        suggestions.find((one) => nouns.has(nounOf(one.toLowerCase())));
      if (choice !== undefined) return [[name, choice]];
      const isSaid = wordsIn(name.replaceAll("_", " "))
        .filter((word) => word !== "is")
        .every((word) => words.has(word));
      return type === "boolean" && isSaid ? [[name, true]] : [];
    }),
  );
}
