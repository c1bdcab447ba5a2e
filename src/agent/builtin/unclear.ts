import { nearestOperation } from "./choose.ts";
import type { Clause } from "./clauses.ts";
import { compose } from "./compose.ts";
import type { Flow } from "../../flow/schema.ts";
import { type AnyQuestion, triggerKey } from "./open-question.ts";
import type { Request } from "./request.ts";
import { joinWords, lowerFirst } from "./text.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Parts of a sentence that nothing came of, in the person's own words. */
export interface Gaps {
  /** A summary, a classification: without a hosted model what was read stands as it is. */
  readonly needsModel: readonly string[];
  readonly leftOut: readonly string[];
}

/** What is said where a sentence cannot be followed: what was understood, what was not, the nearest thing. */
export type Unclear =
  | {
      readonly kind: "ask";
      readonly understood: string | undefined;
      readonly questions: readonly AnyQuestion[];
      /** What can be made already: what is asked about is an input of it until it is answered. */
      readonly flow?: Flow | undefined;
      readonly assumed?: readonly string[];
      readonly gaps?: Gaps | undefined;
      /** The version that this flow changes. */
      readonly base?: number;
    }
  | { readonly kind: "decline"; readonly reason: string; readonly instead: string | undefined };

/** Declines what needs a service that is not there, and offers the rest. */
export function withoutService(
  missing: readonly string[],
  request: Request,
  vocabulary: Vocabulary,
): Unclear {
  const names = joinWords(
    missing.map((name) => name.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase())),
  );
  const reason = `${names} ${missing.length === 1 ? "is" : "are"} not in the catalog, so I cannot build that part.`;
  const possible = compose({
    ...request,
    clauses: request.clauses.filter(
      (clause) =>
        clause.connectors.length > 0 || clause.tokens.some(({ kind }) => kind === "channel"),
    ),
  });
  const there = joinWords(vocabulary.connectors.map(({ name }) => name));
  const instead =
    possible.steps.length > 0
      ? `I can build the rest: ${joinWords(possible.steps.map(({ operation }) => lowerFirst(operation.title)))}. Say so and I will.`
      : `There ${vocabulary.connectors.length === 1 ? "is" : "are"}: ${there}. Tell me what should happen there instead.`;
  return { kind: "decline", reason, instead };
}

/** Where a tool tells of no such event: asks for another way. */
export function noEvents(request: Request): Unclear {
  const happens = request.prompt.slice(
    request.event[0]?.start ?? 0,
    request.event.at(-1)?.end ?? 0,
  );
  return {
    kind: "ask",
    understood: `It should start when ${happens}.`,
    questions: [
      {
        key: triggerKey,
        question:
          "That tool has no such events in the catalog. Should your app call the function, or should it run on a schedule, such as every 15 minutes?",
        options: ["My app calls it", "Every 15 minutes", "Every day at 9:00", "When I press Run"],
        wants: { kind: "trigger" },
      },
    ],
  };
}

/** Names the clause that no operation fits, and the nearest there is. */
export function notUnderstood(
  clause: Clause,
  understood: string | undefined,
  vocabulary: Vocabulary,
): Unclear {
  const said = clause.tokens
    .map(({ raw }) => raw)
    .join(" ")
    .slice(0, 200);
  const nearest = nearestOperation(clause, vocabulary);
  const hint = nearest ? ` The nearest I have is “${nearest.title}”.` : "";
  return {
    kind: "ask",
    understood,
    questions: [`What should happen with “${said}”? I do not see an operation for it.${hint}`],
  };
}

/** Where one schedule cannot hold the rhythm. */
export const askRhythm: Unclear = {
  kind: "ask",
  understood: undefined,
  questions: [
    {
      key: triggerKey,
      question:
        "One function has one schedule: the same time on days that are counted by weekday or by day of the month. The last day of a month, its first Monday, every second week or two different times do not fit in it. Which rhythm should it be? A second function can take the other.",
      wants: { kind: "trigger" },
    },
  ],
};

/** Where a message asks for more than one function should do. */
export const askLess: Unclear = {
  kind: "ask",
  understood: undefined,
  questions: [
    "That is more than I can follow at once. Which few steps should come first? Put text that is only to be sent in quotes.",
  ],
};

/** Where nothing at all was understood. */
export function askWhat(clause: Clause | undefined, vocabulary: Vocabulary): Unclear {
  const tools = joinWords(vocabulary.connectors.map(({ name }) => name));
  const nearest = clause && nearestOperation(clause, vocabulary);
  const hint = nearest ? ` The nearest I have is “${nearest.title}” (${nearest.connector}).` : "";
  return {
    kind: "ask",
    understood: undefined,
    questions: [
      `What should the function do, and in which tool (${tools})? For example: which message, to which channel, and when.${hint}`,
    ],
  };
}

/** Where nothing was understood of a change. */
export function askEdit(name: string): Unclear {
  return {
    kind: "ask",
    understood: `This is about \`${name}\`.`,
    questions: [
      "What should I change: the text, where it goes, when it runs, or a step to add or leave out?",
    ],
  };
}

/** Changes in one sentence. */
export function sentence(changes: readonly string[]): string | undefined {
  return changes.length > 0 ? joinWords(changes) : undefined;
}
