import type { Flow, FlowStep } from "../../flow/schema.ts";
import { type Change, askFirst, rootsOf } from "./edit-context.ts";
import { doingOf, namedSteps } from "./edit-target.ts";
import { valuesIn } from "./edit-values.ts";
import { isKnownNoun } from "./lexicon.ts";
import type { Request } from "./request.ts";
import type { Token } from "./tokens.ts";

type Lexis = Pick<Request, "vocabulary">;

const beforeWords = /^(?:before|vor|bevor|antes|avant)$/;
const afterWords = /^(?:after|nach|nachdem|despues|apres|depois)$/;
const thenWords = /^(?:then|dann|danach|luego|despues|puis|ensuite|depois|and|und|y|et|e)$/;
const frontWords =
  /^(?:first|zuerst|erst|primero|d'abord|primeiro|front|top|start|beginning|anfang|principio|inicio|debut|comeco|earlier|up)$/;
const endWords =
  /^(?:last|end|letztes|zuletzt|schluss|ende|ultimo|final|fin|fim|dernier|bottom|later)$/;
const swapOrder =
  /\b(?:(?:swap|switch|reverse|change|flip) (?:the )?(?:order|steps|two steps|two)|other way (?:a)?round|reverse order|umgekehrt|reihenfolge (?:tauschen|umdrehen|andern)|tausche? die (?:schritte|reihenfolge)|al reves|invierte (?:el orden|los pasos)|cambia el orden|inverse l'?ordre|inverse (?:les etapes|l'ordre)|dans l'autre sens|inverte a ordem|troca a ordem|ao contrario)\b/;

/** `slack first, then hubspot`, `the mail before the row`, `swap the order`: nothing but where steps stand. */
export function reorders(flow: Flow, tokens: readonly Token[], request: Lexis): Change | undefined {
  if (flow.steps.length < 2 || valuesIn(tokens).length > 0) return undefined;
  if (swapOrder.test(tokens.map(({ norm }) => norm).join(" ")) && flow.steps.length === 2)
    return inOrder(flow, flow.steps.toReversed());
  const swapped = swappedSteps(flow, tokens, request);
  if (swapped) return inOrder(flow, swapped);
  const order = sidesOf(tokens);
  if (!order) return undefined;
  const first = stepOf(flow, order.first, request);
  const second = order.second && stepOf(flow, order.second, request);
  if (!first || (order.second && (!second || second.id === first.id))) return undefined;
  const others = flow.steps.filter(({ id }) => id !== first.id);
  const at = second
    ? others.findIndex(({ id }) => id === second.id)
    : order.toEnd
      ? others.length
      : 0;
  return inOrder(flow, others.toSpliced(at, 0, first));
}

/** `swap slack and the sheet`. */
function swappedSteps(
  flow: Flow,
  tokens: readonly Token[],
  request: Lexis,
): readonly FlowStep[] | undefined {
  const at = tokens.findIndex(({ norm }) =>
    /^(?:swap|exchange|switch|tausche|vertausche|intercambia|echange|inverse|troque|inverta)$/.test(
      norm,
    ),
  );
  const and = tokens.findIndex(
    ({ norm }, index) => index > at && /^(?:and|with|und|mit|y|con|et|e|com)$/.test(norm),
  );
  if (at < 0 || and < 0) return undefined;
  const [one, other] = [tokens.slice(at + 1, and), tokens.slice(and + 1)].map((side) =>
    stepOf(flow, side, request),
  );
  if (!one || !other || one === other) return undefined;
  return flow.steps.map((step) => (step.id === one.id ? other : step.id === other.id ? one : step));
}

interface Order {
  readonly first: readonly Token[];
  readonly second: readonly Token[] | undefined;
  readonly toEnd: boolean;
}

function sidesOf(tokens: readonly Token[]): Order | undefined {
  const words = tokens.filter(({ kind }) => kind === "word");
  const at = (pattern: RegExp, from = 0) =>
    words.findIndex(({ norm }, index) => index >= from && pattern.test(norm));
  const before = at(beforeWords);
  if (before > 0 && before < words.length - 1)
    return { first: words.slice(0, before), second: words.slice(before + 1), toEnd: false };
  const first = at(frontWords);
  const then = at(thenWords, 1);
  if (
    first >= 0 &&
    then > 0 &&
    then < words.length - 1 &&
    Math.abs(then - first) > 0 &&
    then > first
  )
    return {
      first: words.slice(0, then).filter((_, index) => index !== first),
      second: words.slice(then + 1),
      toEnd: false,
    };
  const after = at(afterWords);
  if (after > 0 && after < words.length - 1)
    return { first: words.slice(after + 1), second: words.slice(0, after), toEnd: false };
  const short = words.length <= 8;
  if (first >= 0 && short)
    return { first: words.filter((_, index) => index !== first), second: undefined, toEnd: false };
  const end = at(endWords);
  if (end >= 0 && short)
    return { first: words.filter((_, index) => index !== end), second: undefined, toEnd: true };
  return undefined;
}

function stepOf(flow: Flow, tokens: readonly Token[], request: Lexis): FlowStep | undefined {
  const [known, other] = namedSteps(flow, tokens, request);
  if (!known || other) return undefined;
  // "first find the email" is something else to do than to send it
  const otherVerb = tokens.some(({ norm }) => {
    const verb = doingOf(norm);
    return (
      verb !== undefined &&
      !isKnownNoun(norm) &&
      !/^(?:move|update|set|run|create|send|swap)$/.test(verb) &&
      !known.operation.verbs.has(verb)
    );
  });
  return otherVerb ? undefined : known.step;
}

function inOrder(flow: Flow, steps: readonly FlowStep[]): Change | undefined {
  if (steps.every(({ id }, index) => id === flow.steps[index]?.id)) return undefined;
  const seen = new Set<string>();
  for (const step of steps) {
    const waits = [...rootsOf(step)].find(
      (root) => flow.steps.some(({ id }) => id === root) && !seen.has(root),
    );
    if (waits !== undefined)
      return askFirst(
        flow,
        `\`${step.id}\` needs what \`${waits}\` gives, so it cannot come before it. What should be different?`,
      );
    seen.add(step.id);
  }
  return {
    flow: { ...flow, steps: [...steps] },
    said: [`its steps are now in this order: ${steps.map(({ id }) => id).join(", ")}`],
  };
}
