import type { Flow, FlowStep } from "../../flow/schema.ts";
import { pathsIn } from "../../flow/paths.ts";
import {
  type Change,
  type Piece,
  askFirst,
  keptOutput,
  knownSteps,
  rootsOf,
} from "./edit-context.ts";
import { fieldsNamed, mainText, takesSeveral } from "./edit-fields.ts";
import { doingOf, namedSteps, saysStep } from "./edit-target.ts";
import { removesText } from "./edit-text.ts";
import { entriesOf, plainText, setValue, valuesIn, withoutValue } from "./edit-values.ts";
import { andWords, awayWords, itWords, noWords, onlyWords } from "./edit-words.ts";
import type { KnownStep } from "./fill.ts";
import { isKnownNoun, isStopWord, nounOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import { joinWords, lowerFirst } from "./text.ts";
import type { Token } from "./tokens.ts";
import type { Field } from "./vocabulary.ts";

type Lexis = Pick<Request, "vocabulary">;

/** What a piece says to leave away: `remove the slack step`, `no email any more`, `lass die Mail weg`. */
export function removes(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const about = leftAway(piece);
  if (!about) return undefined;
  return (
    removesText(flow, about, request) ??
    removesCondition(flow, about) ??
    removesEntries(flow, about, request) ??
    removesField(flow, about, request) ??
    removesSteps(flow, about, piece, request)
  );
}

/** The tokens of what is to go; undefined where nothing is. */
export function leftAway(piece: Piece): readonly Token[] | undefined {
  const { tokens } = piece;
  const text = tokens.map(({ norm }) => norm).join(" ");
  const away =
    awayWords.has(tokens.at(-1)?.norm ?? "") ||
    /\b(?:no longer|not needed|any ?more|nicht mehr|brauchen? (?:wir|ich) nicht|ya no|ne .* plus|mais nao|nao .* mais|get rid of|leave out|take out|kick out|cut out|don't need|do not need)\b/.test(
      text,
    );
  const about = tokens.filter(({ norm }) => !awayWords.has(norm) && !noWords.has(norm));
  if (away && piece.verbs.every((verb) => !/^(?:create|send|post)$/.test(verb))) return about;
  const start = tokens.findIndex(
    ({ norm, kind }, index) =>
      kind === "word" &&
      index < 3 &&
      (isRemoval(norm) ||
        (noWords.has(norm) && (norm !== "no" || (index === 0 && !piece.additional)))),
  );
  const opening = tokens[start]?.norm ?? "";
  const isAll = itWords.has(tokens[start + 1]?.norm ?? "") && tokens[start + 2]?.kind !== "word";
  if (start >= 0 && !isAll) {
    // `delete the message 17…` is something to do as well; only a part that is there can be left away
    if (
      doingOf(opening) === "delete" &&
      !saysStep(tokens) &&
      (tokens.some(({ kind }) => kind === "timestamp") || piece.additional)
    )
      return undefined;
    if (doingOf(opening) === "remove" && piece.additional) return undefined;
    const rest = beforeReason(tokens.slice(start + 1)).filter(({ norm }) => !awayWords.has(norm));
    // `not 2027-03-02`, of a time that has changed
    return rest.every(({ kind }) => /^(?:date|clock|number|mark)$/.test(kind)) && rest.length > 0
      ? undefined
      : rest;
  }
  return away ? about : undefined;
}

function isRemoval(word: string): boolean {
  const doing = doingOf(word);
  return (
    doing === "remove" ||
    doing === "delete" ||
    /^(?:ditch|uninvite|disinvite|exclude|unsubscribe|lose|cut|forget|omit|kick|strip|streiche|weglassen|omite|omitir|omets|deja|saque)$/.test(
      word,
    )
  );
}

/** `the slack step we dont need it`: the reason is no part of it. */
function beforeReason(tokens: readonly Token[]): readonly Token[] {
  const stop = tokens.findIndex(
    ({ norm, kind }, index) =>
      index > 0 &&
      (norm === "," ||
        (kind === "word" &&
          /^(?:we|i|because|since|weil|wir|ich|porque|car|parce|nobody|it's|its)$/.test(norm))),
  );
  return stop < 0 ? tokens : tokens.slice(0, stop);
}

function removesCondition(flow: Flow, about: readonly Token[]): Change | undefined {
  const says = about.some(({ norm }) =>
    /^(?:condition|conditions|bedingung|condicion|condicao|filter|check)$/.test(norm),
  );
  if (!says || flow.steps.every(({ when }) => when === undefined)) return undefined;
  return {
    flow: {
      ...flow,
      steps: flow.steps.map(withoutCondition),
    },
    said: ["it no longer depends on a condition"],
  };
}

function withoutCondition(step: FlowStep): FlowStep {
  const { when: _, ...rest } = step;
  return rest;
}

/** `remove bob again`: one of several recipients. */
function removesEntries(flow: Flow, about: readonly Token[], request: Lexis): Change | undefined {
  const values = new Set(valuesIn(about).map(({ value }) => value));
  const names = about
    .filter(({ kind, norm }) => kind === "word" && !isKnownNoun(norm) && !isStopWord(norm))
    .map(({ norm }) => norm);
  const isGone = (text: string) =>
    values.has(text) || names.some((name) => name.length > 1 && namesPerson(text, name));
  for (const known of knownSteps(flow, request).toReversed()) {
    const { step, operation } = known;
    for (const field of operation.fields.toReversed()) {
      const entries = entriesOf(field, step.with[field.name]);
      const kept = entries.filter((entry) => !isGone(plainText(entry) ?? ""));
      if (kept.length === entries.length) continue;
      const isPerson = takesSeveral(field) || !field.required;
      if (!isPerson || (kept.length === 0 && field.required)) continue;
      const said = [
        `${entries
          .filter((entry) => !kept.includes(entry))
          .map(String)
          .join(", ")} is out of ${field.name}`,
      ];
      if (kept.length === 0) return { flow: withoutValue(flow, step.id, field.name), said };
      const left = field.type === "array" ? kept : kept.map(String).join(",");
      return { flow: setValue(flow, step.id, field.name, left), said };
    }
  }
  return undefined;
}

/** `bob` is `bob@acme.test`, `bob.smith@…` and `@bob`. */
function namesPerson(text: string, name: string): boolean {
  if (!/^@|@/.test(text)) return false;
  const [local = ""] = text.replace(/^@/, "").toLowerCase().split("@");
  return local.split(/[._+-]/).includes(name);
}

/** Whether a step cannot be without an input: by itself, or as the only one there of several. */
function isNeeded({ name, required }: Field, { step, operation }: KnownStep): boolean {
  return (
    required ||
    operation.oneOf.some(
      (names) =>
        names.includes(name) && !names.some((other) => other !== name && other in step.with),
    )
  );
}

/** `without the description`, `no cc`: an input that the operation can do without. */
function removesField(flow: Flow, about: readonly Token[], request: Lexis): Change | undefined {
  if (saysStep(about)) return undefined;
  const words = about.filter(({ kind, norm }) => kind === "word" && !isStopWord(norm));
  const named = namedSteps(flow, about, request);
  const steps = [...named, ...knownSteps(flow, request).toReversed()];
  for (const known of steps) {
    const { step, operation } = known;
    for (const word of words) {
      const isThing = flow.steps.length > 1 && operation.titleNouns.includes(nounOf(word.norm));
      const field = fieldsNamed(word, operation).find(
        (one) =>
          one.name in step.with &&
          !isNeeded(one, known) &&
          one.kind !== "ref" &&
          one.kind !== "channel",
      );
      if (!field || isThing) continue;
      if (
        field === mainText(operation) &&
        operation.titleVerb === "send" &&
        !operation.fields.some(({ name }) => name === "subject" && name in step.with)
      )
        continue;
      return {
        flow: withoutValue(flow, step.id, field.name),
        said: [`${field.name} is left out`],
      };
    }
  }
  return undefined;
}

function removesSteps(
  flow: Flow,
  about: readonly Token[],
  piece: Piece,
  request: Lexis,
): Change | undefined {
  const steps = knownSteps(flow, request);
  const gone = partsOf(about).flatMap((part) => namedSteps(flow, part, request));
  // what is named equally well by all that is there names nothing
  if (gone.length === 0 || gone.length === flow.steps.length) return undefined;
  if (piece.verbs[0] === "delete" && !saysStep(about) && steps.length === gone.length)
    return undefined;
  return withoutSteps(flow, steps, new Set(gone.map(({ step }) => step.id)));
}

/** `hubspot and the sheet` are two. */
function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.norm === "," || (token.kind === "word" && andWords.has(token.norm))) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** Takes steps out, and with them those that only follow on them. */
function withoutSteps(
  flow: Flow,
  steps: readonly KnownStep[],
  named: ReadonlySet<string>,
): Change | undefined {
  const gone = new Set(named);
  for (const step of flow.steps) {
    if (gone.has(step.id) || ![...rootsOf(step)].some((root) => gone.has(root))) continue;
    const known = steps.find((one) => one.step.id === step.id);
    const text = known && mainText(known.operation);
    const inText = text
      ? [...pathsIn(step.with[text.name] ?? "", "")].some(({ path }) => gone.has(path.root))
      : false;
    if (inText && known)
      return askFirst(
        flow,
        `“${known.operation.title}” says what that step gives. What should it say instead, or should it go too?`,
      );
    gone.add(step.id);
  }
  if (gone.size === flow.steps.length) return undefined;
  const left = steps.filter(({ step }) => !gone.has(step.id));
  const said = steps
    .filter(({ step }) => gone.has(step.id))
    .map(({ operation }) => `it no longer does this: ${lowerFirst(operation.title)}`);
  return {
    flow: keptOutput({ ...flow, steps: flow.steps.filter(({ id }) => !gone.has(id)) }, left),
    said,
  };
}

/** `only list`, `just the reaction`: what is not named goes, unless what stays needs it. */
export function keepsOnly(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const says = piece.tokens.some(({ norm, kind }) => kind === "word" && onlyWords.has(norm));
  if (!says || valuesIn(piece.tokens).length > 0) return undefined;
  const about = piece.tokens.filter(({ norm }) => !onlyWords.has(norm));
  const named = namedSteps(flow, about, request);
  if (named.length === 0) return undefined;
  const kept = new Set(named.map(({ step }) => step.id));
  for (const step of flow.steps.toReversed()) {
    if (kept.has(step.id)) for (const root of rootsOf(step)) kept.add(root);
  }
  // what reads each of a list that stays is part of the listing
  for (const { step, operation } of knownSteps(flow, request)) {
    const list = [...pathsIn(step.forEach, "")].map(({ path }) => path.root);
    if (operation.kind === "read" && list.some((root) => kept.has(root))) kept.add(step.id);
  }
  const gone = flow.steps.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (gone.length === 0) return { flow, said: [] };
  return withoutSteps(flow, knownSteps(flow, request), new Set(gone));
}

/** The question where nothing would be left. */
export function asksWhetherAll(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const about = leftAway(piece);
  if (!about || valuesIn(about).length > 0) return undefined;
  const named = namedSteps(flow, about, request);
  if (named.length === 0 || named.length < flow.steps.length) return undefined;
  const titles = named.map(({ operation }) => `“${operation.title}”`);
  return askFirst(
    flow,
    flow.steps.length === 1
      ? `${joinWords(titles)} is all that the function does. What should it do instead?`
      : `Which one do you mean: ${joinWords(titles)}? All of them would leave nothing.`,
  );
}
