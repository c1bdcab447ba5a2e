import type { Flow, FlowStep, FlowValue } from "../../flow/schema.ts";
import { type Change, askFirst, knownSteps } from "./edit-context.ts";
import { failing } from "./edit-prepare.ts";
import { fieldsNamed } from "./edit-fields.ts";
import { fitsNamed, setValue, valuesIn, written } from "./edit-values.ts";
import type { KnownStep } from "./fill.ts";
import { isStopWord, wordsIn } from "./lexicon.ts";
import type { Request } from "./request.ts";
import { camelCase } from "./text.ts";
import type { Token } from "./tokens.ts";

type Lexis = Pick<Request, "vocabulary">;

const overWords =
  /^(?:over|above|more|greater|bigger|higher|least|exceeds|>|>=|uber|mehr|mindestens|grosser|mas|mayor|supera|menos|plus|superieur|depasse|moins|mais|maior|acima)$/;
const givenWords =
  /^(?:there|any|given|set|present|exists?|something|anything|empty|provided|passed|has|have|vorhanden|gibt|hay|existe|existen|y|found|filled|known|angegeben|gesetzt|vacio|vacia|vide|vazio)$/;

/**
 * Makes a flow hold only under a condition, as far as it can be said: a search finds only that, or
 * steps run only where a value is there. A comparison of two values cannot be said.
 */
export function restricts(flow: Flow, condition: readonly Token[], request: Lexis): Change {
  if (failing(condition))
    return askFirst(
      flow,
      "A function cannot do something by itself when it fails: a failed run is listed under Runs with its reason. Shall I leave that out?",
    );
  return (
    narrowsSearch(flow, condition, request) ??
    runsWhereGiven(flow, condition, request) ??
    askFirst(flow, cannotCompare(flow, condition))
  );
}

/** `only if unread`, `only if amount is over 100`: the search has an input for it. */
function narrowsSearch(
  flow: Flow,
  condition: readonly Token[],
  request: Lexis,
): Change | undefined {
  const words = new Set(condition.filter(({ kind }) => kind === "word").map(({ norm }) => norm));
  const over = [...condition].some(({ norm }) => overWords.test(norm));
  for (const { step, operation } of knownSteps(flow, request)) {
    if (operation.kind !== "read") continue;
    const flag = operation.fields.find(
      ({ type, name }) => type === "boolean" && partsOf(name).every((part) => words.has(part)),
    );
    if (flag) return narrowed(flow, step, flag.name, true);
    const number = valuesIn(condition).find(({ kind }) => kind === "number");
    const least = operation.fields.find(
      ({ type, name }) =>
        over &&
        type === "number" &&
        /^min/i.test(name) &&
        condition.some(
          (token) =>
            partsOf(name).includes(token.norm) ||
            fieldsNamed(token, operation).some((one) => one.name === name),
        ),
    );
    if (least && number) return narrowed(flow, step, least.name, Number(number.value));
    const value = valueOf(condition);
    for (const token of condition) {
      const field = fieldsNamed(token, operation).find(
        (one) =>
          value !== undefined &&
          value.at > condition.indexOf(token) &&
          fitsNamed(one, value) &&
          one.kind !== "ref",
      );
      if (field && value) return narrowed(flow, step, field.name, written(field, value));
    }
    const query = operation.fields.find(({ kind }) => kind === "query");
    const contains = [...words].some((word) =>
      /^(?:contains?|mentions?|includes?|about|enthalt|contiene|contient|contem|says)$/.test(word),
    );
    if (query && contains && value && !(query.name in step.with))
      return narrowed(flow, step, query.name, written(query, { ...value, kind: "text" }));
  }
  return undefined;
}

function partsOf(name: string): readonly string[] {
  return wordsIn(name.replaceAll("_", " ")).filter((part) => part !== "is" && part !== "min");
}

function narrowed(flow: Flow, step: FlowStep, name: string, value: FlowValue): Change | undefined {
  if (typeof value === "object" || step.with[name] === value) return undefined;
  return {
    flow: setValue(flow, step.id, name, value),
    said: [`it finds only what fits ${name} = ${String(value)}`],
  };
}

/** A value with a sign of its own, or the last word: `status is open`, `contains invoice`. */
function valueOf(condition: readonly Token[]) {
  const [value] = valuesIn(condition);
  if (value) return value;
  const at = condition.findLastIndex(({ kind, norm }) => kind === "word" && !isStopWord(norm));
  const word = condition[at];
  return word && at > 0 ? ({ kind: "text", value: word.raw, at } as const) : undefined;
}

/** `only if there is an email`, `only when anything was found`. */
function runsWhereGiven(
  flow: Flow,
  condition: readonly Token[],
  request: Lexis,
): Change | undefined {
  if (valuesIn(condition).length > 0 || !condition.some(({ norm }) => givenWords.test(norm)))
    return undefined;
  if (
    condition.some(({ norm }) => /^(?:empty|vacio|vacia|vide|vazio|leer)$/.test(norm)) &&
    !condition.some(({ norm }) => /^(?:not|isn't|nicht|no|pas|nao)$/.test(norm))
  )
    return undefined;
  const words = condition.map(({ norm }) => norm);
  const input = Object.keys(flow.inputs).find(
    (name) =>
      words.includes(name.toLowerCase()) ||
      words.some((_, index) => camelCase(words.slice(index, index + 2)) === name),
  );
  const known = knownSteps(flow, request);
  const found =
    input === undefined
      ? known.findLast(({ operation }) => operation.kind === "read" && operation.lists.length > 0)
      : undefined;
  const list = found?.operation.lists[0];
  const path =
    input === undefined
      ? found && list !== undefined && `\${${found.step.id}.${list}[0]}`
      : `\${inputs.${input}}`;
  if (!path) return undefined;
  const after = found ? flow.steps.findIndex(({ id }) => id === found.step.id) : -1;
  return conditioned(flow, known, after, path, input ?? "something was found");
}

function conditioned(
  flow: Flow,
  known: readonly KnownStep[],
  after: number,
  path: string,
  what: string,
): Change | undefined {
  const steps = flow.steps.map((step, index): FlowStep => {
    const writes = known.some(
      ({ step: { id }, operation }) => id === step.id && operation.kind !== "read",
    );
    return index > after && writes && step.forEach === undefined ? { ...step, when: path } : step;
  });
  if (
    steps.every(
      (step, index) => step === flow.steps[index] || step.when === flow.steps[index]?.when,
    )
  )
    return undefined;
  return { flow: { ...flow, steps }, said: [`it does that only where there is ${what}`] };
}

function cannotCompare(flow: Flow, condition: readonly Token[]): string {
  const said = condition
    .map(({ raw }) => raw)
    .join(" ")
    .slice(0, 200);
  const inputs = Object.keys(flow.inputs);
  const nearest =
    inputs.length > 0
      ? ` I can let it run only where ${inputs.map((name) => `\`${name}\``).join(" or ")} is given, or your app calls it only then. Which shall it be?`
      : " A search can be narrowed, or your app calls it only then. Which shall it be?";
  return `I cannot make steps depend on “${said}”: a step can depend on whether a value is there, not on comparing it.${nearest}`;
}
