import type { FlowTrigger } from "../../flow/schema.ts";
import type { AccountMention } from "./account-words.ts";
import type { Clause } from "./clauses.ts";
import type { Answers } from "./open-question.ts";
import type { Moment } from "./slots.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A sentence in its parts, before it is known which operations they mean. */
export interface Request {
  readonly prompt: string;
  readonly clauses: readonly Clause[];
  readonly trigger: FlowTrigger;
  readonly event: readonly Token[];
  readonly once: TimePhrase | undefined;
  readonly vocabulary: Vocabulary;
  readonly moment: Moment;
  /** Whether it describes a program, `build a workflow that …`, rather than tells what to do. */
  readonly isDescription: boolean;
  /** Connectors named anywhere in the sentence. */
  readonly connectors: readonly string[];
  /** Accounts that are named anywhere in it. */
  readonly mentions: readonly AccountMention[];
  /** What was asked before and answered. */
  readonly answers: Answers;
}
