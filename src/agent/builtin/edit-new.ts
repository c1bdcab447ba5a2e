import type { Flow } from "../../flow/schema.ts";
import type { Clause } from "./clauses.ts";
import type { Addition } from "./edit-add.ts";
import { addsTo } from "./edit-assign.ts";
import { type Change, type Piece, keptOutput, knownSteps, rootsOf } from "./edit-context.ts";
import type { Placing } from "./edit-places.ts";
import { addsRecipients } from "./edit-recipients.ts";
import { namedSteps } from "./edit-target.ts";
import { valuesIn } from "./edit-values.ts";
import type { KnownStep } from "./fill.ts";
import { isKnownNoun, verbOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import { nounsOf } from "./said.ts";
import { lowerFirst } from "./text.ts";
import type { KnownOperation } from "./vocabulary.ts";

/** Values alone are no wish for something new. */
export function saysToDo({ verbs, additional, connectors }: Piece): boolean {
  return verbs.length > 0 || additional || connectors.length > 0;
}

export function onlyChanges({ verbs }: Piece): boolean {
  return verbs.length > 0 && verbs.every((verb) => /^(?:update|set|create|rename)$/.test(verb));
}

export function isThere(flow: Flow, { choice }: Addition): boolean {
  return flow.steps.some(({ use }) => use === choice.operation.id);
}

/** Whether a piece is about something that no step does yet, rather than about a value of one. */
export function isNewStep(
  flow: Flow,
  piece: Piece,
  addition: Addition,
  placings: readonly Placing[],
  request: Request,
): boolean {
  const { operation } = addition.choice;
  const { clause } = addition;
  const steps = knownSteps(flow, request);
  const tools = new Set(steps.map(({ operation: { connector } }) => connector));
  const other = clause.connectors.some((connector) => !tools.has(connector));
  if (other && !namesFlag(steps, clause)) return true;
  const [verb] = clause.verbs;
  // `on list 1Abc`: the word names a field, and says not to list
  if (placings.some(({ word }) => verb !== undefined && verbOf(word) === verb)) return false;
  const mentions = new Set(placings.map(({ word }) => word));
  const things = nounsOf(clause, request.vocabulary).filter(
    (noun) => !mentions.has(noun) && (isKnownNoun(noun) || verbOf(noun) !== verb),
  );
  const saysThing = operation.titleNouns.some((noun) => things.includes(noun));
  if (verb === undefined)
    return piece.additional && addition.choice.nouns >= 2 && saysThing && !isThere(flow, addition);
  if (!operation.verbs.has(verb) || verb === "rename") return false;
  if (verb === "update" || verb === "set") return setsOther(steps, operation, things, placings);
  if (isThere(flow, addition))
    return (
      addsTo(piece) &&
      valuesIn(clause.tokens).some(({ kind }) => kind === "text") &&
      (verb === "add" ? saysThing : piece.additional)
    );
  if (verb === "invite" && addsRecipients(flow, piece, request)) return false;
  if (verb === "add") return saysThing;
  const alike = steps.filter((known) => known.operation.verbs.has(verb));
  return (
    alike.length === 0 ||
    operation.titleNouns.some(
      (noun) =>
        things.includes(noun) && !alike.some((known) => known.operation.titleNouns.includes(noun)),
    )
  );
}

/** `add a meet link`: what a step can switch on is no tool of its own. */
function namesFlag(steps: readonly KnownStep[], { tokens, connectors }: Clause): boolean {
  const words = new Set(tokens.map(({ norm }) => norm));
  return (
    connectors.length === 1 &&
    steps.some(({ operation }) =>
      operation.fields.some(({ type, name }) => type === "boolean" && words.has(name)),
    )
  );
}

/** `set the topic` where no step has a topic. */
function setsOther(
  steps: readonly KnownStep[],
  operation: KnownOperation,
  things: readonly string[],
  placings: readonly Placing[],
): boolean {
  return (
    placings.length === 0 &&
    operation.titleVerb === "set" &&
    operation.titleNouns.some(
      (noun) =>
        things.includes(noun) &&
        steps.every(
          (known) =>
            !known.operation.titleNouns.includes(noun) &&
            !known.operation.fields.some(({ names }) => names.has(noun)),
        ),
    )
  );
}

/** `mail it to bob@… instead`: the new step in the place of the one that did it before. */
export function inPlaceOf(flow: Flow, change: Change, piece: Piece, request: Request): Change {
  const fresh = change.flow.steps.filter(({ id }) => !flow.steps.some((step) => step.id === id));
  const last = knownSteps(change.flow, request).find(({ step }) => step.id === fresh.at(-1)?.id);
  const named = namedSteps(flow, piece.old, request);
  const before =
    named.at(-1) ??
    knownSteps(flow, request).findLast(
      ({ operation }) =>
        operation.kind !== "read" && operation.titleVerb === last?.operation.titleVerb,
    );
  const isNeeded = change.flow.steps.some((step) => before && rootsOf(step).has(before.step.id));
  if (!before || isNeeded) return change;
  const others = change.flow.steps.filter(
    (step) => step.id !== before.step.id && !fresh.includes(step),
  );
  const at = flow.steps.findIndex(({ id }) => id === before.step.id);
  const next = { ...change.flow, steps: others.toSpliced(at, 0, ...fresh) };
  return {
    ...change,
    flow: keptOutput(next, knownSteps(next, request)),
    said: [...change.said, `it no longer does this: ${lowerFirst(before.operation.title)}`],
  };
}
