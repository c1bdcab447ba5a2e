import { type Choice, chooseOperation } from "./choose.ts";
import { type Clause, isOrder } from "./clauses.ts";
import { type ForEach, foundFirst } from "./each.ts";
import { fill, type KnownStep, reachableKinds } from "./fill.ts";
import { isDeterminer, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { notNarrowed } from "./narrowing.ts";
import { type OpenQuestion, toolKey } from "./open-question.ts";
import type { Request } from "./request.ts";
import { isTime } from "./said.ts";
import { type Slot, slotsOf } from "./slots.ts";
import { chosenTool, whichTool } from "./which-tool.ts";

/** A clause with the operation that it means. */
export interface Entry {
  readonly clause: Clause;
  readonly choice: Choice;
  readonly slots: readonly Slot[];
  /** Where it is done for each of what is found first. */
  readonly each?: ForEach | undefined;
  /** Where other tools do the very same. */
  readonly which?: OpenQuestion | undefined;
}

/** Which operation each clause means, in their order, and which clauses mean none. */
export function readEntries(request: Request, before: readonly KnownStep[]) {
  const entries: Entry[] = [];
  const unknown: Clause[] = [];
  const lacks: Clause[] = [];
  const leftOut: Clause[] = [];
  let loose: readonly Slot[] = [];
  for (const [index, { clause: said, values }] of readings(request).entries()) {
    const chosen = chosenTool(request, toolKey(index));
    const clause = chosen === undefined ? said : { ...said, connectors: [chosen] };
    const slots = [...loose, ...values];
    loose = [];
    if (saysNothing(clause, slots) || (entries.length > 0 && isAside(clause, slots))) continue;
    if (isOwnData(clause, slots)) {
      leftOut.push(clause);
      continue;
    }
    if (isThought(clause, slots, entries)) {
      lacks.push(clause);
      continue;
    }
    const choice = chooseOperation(clause, slots, request.vocabulary, {
      named: request.connectors,
      earlier: [...before.map(({ operation }) => operation), ...entries.map(operationOf)],
      reachable: reachableKinds([...before, ...entries.map(asKnown)]),
      reacts: request.trigger.type === "webhook" || request.trigger.type === "event",
    });
    const last = entries.at(-1);
    const together = last && mergedInto(last, clause, slots, choice);
    if (choice && (clause.verbs[0] === "think" || namesSummary(clause))) lacks.push(clause);
    const each = choice && foundFirst(choice, clause, request.vocabulary);
    if (together) entries[entries.length - 1] = together;
    else if (choice && each) entries.push({ clause, choice, slots, each });
    else if (choice && leftOver(choice).length === 0) {
      if (!isRepeat(choice, clause, entries)) {
        const open = chosen === undefined && whichTool(choice, clause, request, before);
        const which = open ? { ...open, key: toolKey(index) } : undefined;
        entries.push({ clause, choice, slots, which });
      }
    } else if (clause.verbs.length > 0 || isOrder(clause) || choice) {
      (isDecoration(clause, slots, request, entries) ? leftOut : unknown).push(clause);
    }
    // values said before the thing to do: "in #general: post 'hi'"
    else loose = slots;
  }
  for (const { choice, clause } of entries)
    leftOut.push(...notNarrowed(choice, clause, request.vocabulary));
  // Without anything to do, what is left out is all that was said.
  return entries.length > 0
    ? { entries, unknown, lacks, leftOut }
    : { entries, unknown: [...unknown, ...leftOut], lacks, leftOut: [] };
}

const operationOf = ({ choice }: Entry) => choice.operation;
const asKnown = ({ choice: { operation, filling } }: Entry): KnownStep => ({
  operation,
  step: { id: operation.id, use: operation.id, with: { ...filling.values } },
});

function readings(request: Request) {
  return request.clauses.flatMap((clause, index) => {
    const once = index === 0 ? request.once : undefined;
    const slots = slotsOf(clause, once, request.moment, request.vocabulary);
    return oneForEach(clause, slots).map((values) => ({ clause, values }));
  });
}

/** `to #a, #b and @kim` is the same thing for each of them. */
function oneForEach(clause: Clause, slots: readonly Slot[]): readonly (readonly Slot[])[] {
  const isTarget = ({ kind, sure, role }: Slot) =>
    sure &&
    (kind === "channel" ||
      kind === "person" ||
      (kind === "email" && role !== "cc" && role !== "bcc"));
  const things = slots.filter(
    ({ thing, kind, bound }) => thing !== undefined && (kind === "ref" || bound),
  );
  const sameThing = things.every(({ thing }) => thing === things[0]?.thing);
  // "read the Plan doc and the Notes doc": one after the other
  if (clause.verbs[0] === "read" && things.length > 1 && sameThing)
    return things.map((one) => slots.filter((slot) => slot === one || !things.includes(slot)));
  const targets = slots.filter(isTarget);
  if (
    clause.verbs[0] !== "send" ||
    targets.length < 2 ||
    // one email goes to several addresses
    (targets.every(({ kind }) => kind === "email") &&
      clause.verbs[0] === "send" &&
      !clause.tokens.some(({ norm }) => nounOf(norm) === "direct" || norm === "slack")) ||
    clause.tokens.some(({ norm }) => norm === "from")
  )
    return [slots];
  return targets.map((target) => slots.filter((slot) => slot === target || !isTarget(slot)));
}

/** `runs`, `give it back`: nothing that a tool would do. */
function saysNothing({ tokens, verbs, connectors }: Clause, slots: readonly Slot[]): boolean {
  const words = tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  if (
    /^(?:give|gives|return|returns|output|outputs|gib|devuelve|renvoie|retorna)$/.test(
      words[0] ?? "",
    )
  )
    return connectors.length === 0 && (words[0] !== "give" || words[1] === "back");
  return (
    verbs[0] === "run" &&
    slots.length === 0 &&
    connectors.length === 0 &&
    words.every((word) => isStopWord(word) || verbOf(word) !== undefined)
  );
}

/** `list the newest ones first`: about what was just read. */
function isAside({ tokens, verbs, connectors }: Clause, slots: readonly Slot[]): boolean {
  return (
    verbs[0] === "read" &&
    connectors.length === 0 &&
    !slots.some(({ sure }) => sure) &&
    tokens.some(({ norm }) => /^(?:ones|them)$/.test(norm))
  );
}

/** `reads the meetings from a table`: what the person's own app has, no tool. */
function isOwnData({ tokens, verbs, connectors }: Clause, slots: readonly Slot[]): boolean {
  if (connectors.length > 0 || verbs[0] !== "read" || slots.some(({ sure }) => sure)) return false;
  return tokens.some(
    ({ norm }, index) =>
      /^(?:from|aus|desde|depuis|de|da|do)$/.test(norm) &&
      isDeterminer(tokens[index + 1]?.norm ?? "") &&
      /^(?:table|app|database|list|backend|store|tabelle|tabla|tabela)$/.test(
        tokens[index + 2]?.norm ?? "",
      ),
  );
}

/** Work on a text between the steps, `summarise it with an agent`: it needs a model, not a tool. */
function isThought(clause: Clause, slots: readonly Slot[], entries: readonly Entry[]): boolean {
  return (
    clause.verbs[0] === "think" &&
    (entries.length > 0 || clause.connectors.length === 0) &&
    (clause.connectors.length === 0 || clause.role === undefined) &&
    !slots.some(({ sure }) => sure)
  );
}

/** `email me a summary`: a list of what was read is none. */
function namesSummary({ tokens }: Clause): boolean {
  return tokens.some(
    ({ kind, norm }) =>
      kind === "word" &&
      /^(?:summary|summaries|zusammenfassung|zusammenfassungen|resumen|resumenes|resume|resumo|resumos|insights?)$/.test(
        norm,
      ),
  );
}

/** `… and CC his boss x@y`, `. Invite x@y`: more of what was just said, where that has a place for it. */
function mergedInto(
  last: Entry,
  clause: Clause,
  slots: readonly Slot[],
  choice: Choice | undefined,
): Entry | undefined {
  const sure = slots.filter((slot) => slot.sure);
  if (sure.length === 0 || clause.connectors.length > 0) return undefined;
  const { operation } = last.choice;
  const needsWhatIsMade =
    choice !== undefined &&
    choice.operation.connector === operation.connector &&
    operation.titleVerb === "create" &&
    choice.operation.titleVerb === "update" &&
    choice.filling.missing.some(({ kind }) => kind === "ref");
  const isSupplement = clause.verbs.length === 0 && clause.role === undefined;
  if (choice && leftOver(choice).length === 0 && !needsWhatIsMade && !isSupplement)
    return undefined;
  const filling = fill(operation, [...last.slots, ...slots]);
  if (!sure.every((slot) => filling.used.includes(slot))) return undefined;
  return {
    ...last,
    slots: [...last.slots, ...slots],
    choice: { ...last.choice, filling },
  };
}

/** What was read once need not be read again. */
function isRepeat(
  { operation, filling }: Choice,
  { tokens }: Clause,
  entries: readonly Entry[],
): boolean {
  const again = operation.kind === "read" || tokens.some(({ norm }) => norm === "it");
  return (
    again &&
    !filling.used.some(({ sure, bound }) => sure || bound) &&
    entries.some((entry) => entry.choice.operation === operation)
  );
}

/** Of a long description, a part that names no tool and gives no value: it is said to be left out. */
function isDecoration(
  clause: Clause,
  slots: readonly Slot[],
  { clauses, isDescription }: Request,
  entries: readonly Entry[],
): boolean {
  const known = new Set(entries.map(({ choice }) => choice.operation.connector));
  return (
    (clauses.length > 2 || isDescription) &&
    clause.connectors.every((connector) => known.has(connector)) &&
    !slots.some(({ sure }) => sure) &&
    !clause.verbs.some((verb) => verb === "delete" || verb === "remove")
  );
}

/** Values that nothing takes: then the operation is not what was meant, or not all of it. A mail address is looked up. */
function leftOver({ operation, filling }: Choice): readonly Slot[] {
  const open = filling.missing.some(({ kind }) => kind === "channel" || kind === "person");
  return filling.unused.filter(
    ({ kind }) =>
      kind !== "url" &&
      !(isTime(kind) && operation.kind !== "destructive") &&
      !(kind === "count" && operation.kind !== "destructive") &&
      !(kind === "email" && open) &&
      !(kind === "emoji" && operation.verbs.has("send")),
  );
}
