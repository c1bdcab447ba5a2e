import { escapeText } from "../../flow/paths.ts";
import { type Flow, identifier } from "../../flow/schema.ts";
import { type Change, type Piece, askFirst, knownSteps } from "./edit-context.ts";
import { fieldsNamed, mainText } from "./edit-fields.ts";
import { namedSteps } from "./edit-target.ts";
import { inText, setValue, valuesIn } from "./edit-values.ts";
import { emojiText, type KnownStep } from "./fill.ts";
import { isDeterminer, isKnownNoun, isStopWord, nounOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import { camelCase, capitalise } from "./text.ts";
import type { Token } from "./tokens.ts";
import type { Field } from "./vocabulary.ts";

type Lexis = Pick<Request, "vocabulary">;

const addWords =
  /^(?:add|append|ans|include|end|start|begin|prefix|put|with|insert|mention|tag|mencione|pon|pone|mets|setze|hange|beginne|beende|empieza|termina|commence|comece|inclui|incluye|inclue|inclus|inclure|mentionne|menciona|erwahne|anhangen|hang)$/;
const frontWords =
  /^(?:start|begin|beginning|front|top|prefix|before|first|anfang|beginn|beginne|vorne|voran|principio|inicio|empieza|empezar|debut|commence|comeco|comece)$/;
const mentionWords = /^(?:mention|tag|erwahne|menciona|mentionne|mencione)$/;
const placeWords =
  /^(?:end|ende|final|fin|fim|bottom|append|suffix|below|unten|footer|abajo|bas|hinten)$/;

/** `add a :rocket:`, `put "ok" at the end of the text`, `start it with "Hi"`: words at an end of a text. */
export function appendsText(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const words = piece.tokens.filter(({ kind }) => kind === "word").map(({ norm }) => norm);
  const reaction =
    words.some((word) => nounOf(word) === "reaction") || piece.verbs.includes("react");
  const adds = piece.verbs.includes("add") || words.some((word) => addWords.test(word));
  if (reaction || !adds || namesForeign(flow, piece, request)) return undefined;
  const values = valuesIn(piece.tokens);
  const spoken = spokenEmoji(piece.tokens);
  const [value] = spoken ? [spoken] : values;
  if (!value || (values.length > 1 && !spoken)) return undefined;
  const isTag =
    value.kind === "channel" &&
    knownSteps(flow, request).every(({ operation }) =>
      operation.fields.every(({ kind }) => kind !== "channel"),
    );
  const mentions =
    isTag || (value.kind === "person" && words.some((word) => mentionWords.test(word)));
  if (!mentions && !/^(?:text|emoji|url)$/.test(value.kind)) return undefined;
  const front = words.some((word) => frontWords.test(word));
  const place = front || words.some((word) => placeWords.test(word));
  // `add "x" to the mail`
  const toStep = piece.tokens.some(
    ({ norm }, index) =>
      index > value.at &&
      /^(?:to|an|zu|al|a|au|ao|in|im|en|dans|na|no|into)$/.test(norm) &&
      namedSteps(flow, piece.tokens.slice(index + 1), request).length > 0,
  );
  const toText = place || toStep || piece.tokens.some((token) => isTextWord(token));
  if (value.kind !== "emoji" && !mentions && !toText) return undefined;
  const target = textTarget(flow, piece, request);
  if (!target) return undefined;
  const addition = inText(value);
  const { known, field } = target;
  const before = known.step.with[field.name];
  const joint = value.kind === "emoji" || !/^[,.;:!?)]/.test(value.value) ? " " : "";
  const text =
    typeof before !== "string" || before === ""
      ? addition
      : front
        ? `${addition} ${before}`
        : `${before}${joint}${addition}`;
  return {
    flow: setValue(flow, known.step.id, field.name, text),
    said: [`the text ${front ? "starts" : "ends"} with ${addition}`],
  };
}

function isTextWord({ norm, kind }: Token): boolean {
  const noun = nounOf(norm);
  return (
    kind === "word" &&
    (noun === "text" || noun === "message" || /^(?:body|cuerpo|corps|corpo|inhalt)$/.test(norm))
  );
}

/** `a rocket emoji`. */
function spokenEmoji(tokens: readonly Token[]) {
  const at = tokens.findIndex(({ norm, kind }) => kind === "word" && nounOf(norm) === "emoji");
  const name = tokens[at - 1] ?? undefined;
  const after = tokens[at + 1];
  const one =
    name?.kind === "word" &&
    !isStopWord(name.norm) &&
    !isDeterminer(name.norm) &&
    !addWords.test(name.norm)
      ? name
      : after;
  return at > 0 && one?.kind === "word" && !isStopWord(one.norm)
    ? ({ kind: "emoji", value: one.norm, at } as const)
    : undefined;
}

function namesForeign(flow: Flow, { connectors }: Piece, request: Lexis): boolean {
  return connectors.some(
    (connector) =>
      !knownSteps(flow, request).some(({ operation }) => operation.connector === connector),
  );
}

interface TextTarget {
  readonly known: KnownStep;
  readonly field: Field;
}

/** The text a piece is about: of the step that it names, or of the last that has one. */
export function textTarget(flow: Flow, piece: Piece, request: Lexis): TextTarget | undefined {
  const named = namedSteps(flow, piece.tokens, request);
  const all = knownSteps(flow, request);
  for (const known of [...named.toReversed(), ...all.toReversed()]) {
    if (known.operation.kind === "read") continue;
    const subject = piece.tokens
      .flatMap((token) => fieldsNamed(token, known.operation))
      .find(({ name }) => /^(?:subject|title|summary)$/.test(name) && name in known.step.with);
    const main = mainText(known.operation);
    const field =
      subject ??
      (main && (main.name in known.step.with || isMessage(known)) ? main : undefined) ??
      known.operation.fields.find(({ kind, name }) => kind === "text" && name in known.step.with);
    if (field) return { known, field };
  }
  return undefined;
}

/** A message has a text even where none is given yet. */
function isMessage({ operation }: KnownStep): boolean {
  return operation.verbs.has("send") || operation.verbs.has("create");
}

/** `remove the :rocket: again`: takes an emoji or quoted words out of a text. */
export function removesText(
  flow: Flow,
  tokens: readonly Token[],
  request: Lexis,
): Change | undefined {
  for (const { step, operation } of knownSteps(flow, request)) {
    for (const field of operation.fields.filter(({ kind }) => kind === "text" || kind === "name")) {
      const text = step.with[field.name];
      if (typeof text !== "string") continue;
      const gone = tokens
        .flatMap(({ kind, value, norm }) =>
          kind === "emoji"
            ? [emojiText(value)]
            : kind === "quote"
              ? [escapeText(value)]
              : [`:${norm}:`],
        )
        .find((candidate) => candidate !== text && text.includes(candidate));
      if (gone === undefined) continue;
      const left = text.replace(gone, "").replaceAll(/ {2,}/g, " ").trim();
      return {
        flow: setValue(flow, step.id, field.name, left),
        said: [`${gone} is out of the text`],
      };
    }
  }
  return undefined;
}

const includeWords =
  /^(?:include|includes|including|add|mention|mentions|show|put|with|insert|contain|incluye|incluir|anade|agrega|inclus|inclure|ajoute|mentionne|inclui|incluir|inclua|adiciona|erwahne|nenne|fuge|nimm)$/;

const noText = /^(?:file|image|picture|photo|bild|imagen|foto|screenshot|logo|button|video|pdf)$/;

/** `include the order number`, `add the link`: what the caller passes or an earlier step gives, in the text. */
export function includes(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const [first] = piece.tokens;
  if (!first || valuesIn(piece.tokens).length > 0 || namesForeign(flow, piece, request))
    return undefined;
  const start = piece.tokens.findIndex(({ norm }) => includeWords.test(norm));
  if (start < 0 || start > 1) return undefined;
  // `a line with the name` is about the name
  const line = piece.tokens.findIndex(
    ({ norm }, index) =>
      index > start &&
      /^(?:line|sentence|paragraph|zeile|satz|linea|frase|ligne|phrase|linha)$/.test(norm) &&
      /^(?:with|about|for|mit|con|avec|com|of|de)$/.test(piece.tokens[index + 1]?.norm ?? ""),
  );
  const thing = thingAfter(piece.tokens, line < 0 ? start + 1 : line + 2);
  const target = textTarget(flow, piece, request);
  if (thing.length === 0 || !target) return undefined;
  if (thing.some(({ norm }) => noText.test(nounOf(norm))))
    return askFirst(
      flow,
      `A text cannot hold the ${thing.map(({ raw }) => raw).join(" ")}. Give me a link to it, or say in which tool it is.`,
    );
  const { known, field } = target;
  const path = answerFor(flow, known, thing, request);
  const name = camelCase(thing.map(({ norm }) => norm));
  if (path === undefined && !identifier.safeParse(name).success) return undefined;
  const label = capitalise(thing.map(({ raw }) => raw).join(" "));
  const addition = path ?? `\${inputs.${name}}`;
  const before = known.step.with[field.name];
  const text =
    typeof before !== "string" || before === ""
      ? addition
      : before.includes(addition)
        ? before
        : `${before} ${path === undefined ? `${escapeText(label)}: ` : ""}${addition}`;
  if (text === before) return undefined;
  const inputs =
    path === undefined && !(name in flow.inputs)
      ? { ...flow.inputs, [name]: { type: "string", description: label } as const }
      : flow.inputs;
  return {
    flow: setValue({ ...flow, inputs }, known.step.id, field.name, text),
    said: [`the ${field.name} has the ${thing.map(({ raw }) => raw).join(" ")}`],
  };
}

/** `in the sheet also add the name`: one more cell of the row that is written. */
export function addsCell(flow: Flow, piece: Piece, request: Lexis): Change | undefined {
  const start = piece.tokens.findIndex(({ norm }) => includeWords.test(norm));
  if (start < 0) return undefined;
  for (const { step, operation } of namedSteps(flow, piece.tokens, request)) {
    const field = operation.fields.find(({ kind, name }) => kind === "cells" && name in step.with);
    const rows = field && step.with[field.name];
    const row = Array.isArray(rows) && rows.length === 1 ? rows[0] : undefined;
    if (!field || !Array.isArray(row)) continue;
    const [value] = valuesIn(piece.tokens);
    const thing = thingAfter(piece.tokens, start + 1);
    const name = camelCase(thing.map(({ norm }) => norm));
    if (value && value.kind !== "text" && value.kind !== "number") return undefined;
    if (!value && (thing.length === 0 || !identifier.safeParse(name).success)) return undefined;
    const cell = value ? escapeText(value.value) : `\${inputs.${name}}`;
    const label = thing.map(({ raw }) => raw).join(" ");
    const inputs =
      value || name in flow.inputs
        ? flow.inputs
        : { ...flow.inputs, [name]: { type: "string", description: capitalise(label) } as const };
    return {
      flow: setValue({ ...flow, inputs }, step.id, field.name, [[...row, cell]]),
      said: [`the row also has ${value ? value.value : `the ${label}`}`],
    };
  }
  return undefined;
}

/** `the order number in the text` → order number. */
function thingAfter(tokens: readonly Token[], from: number): readonly Token[] {
  let start = from;
  while (
    start < tokens.length &&
    (isDeterminer(tokens[start]?.norm ?? "") ||
      /^(?:also|too|auch|tambien|aussi|tambem|of)$/.test(tokens[start]?.norm ?? ""))
  )
    start += 1;
  const rest = tokens.slice(start);
  const stop = rest.findIndex(
    ({ kind, norm }) =>
      kind !== "word" ||
      (isStopWord(norm) && norm !== "id" && !/^(?:of)$/.test(norm)) ||
      /^(?:too|also|inside|again|auch|rein|hinzu|dazu|mit)$/.test(norm),
  );
  const thing = (stop < 0 ? rest : rest.slice(0, stop)).filter(({ norm }) => norm !== "of");
  const determined = start > from || thing.some(({ norm }) => isKnownNoun(norm));
  return determined && thing.length <= 4 ? thing : [];
}

/** What an earlier step gives under that name: its link, its id, what it read. */
function answerFor(
  flow: Flow,
  target: KnownStep,
  thing: readonly Token[],
  request: Lexis,
): string | undefined {
  const word = thing.at(-1)?.norm ?? "";
  const at = flow.steps.findIndex(({ id }) => id === target.step.id);
  const ids = new Set(flow.steps.slice(0, at).map(({ id }) => id));
  const earlier = knownSteps(flow, request)
    .filter(({ step }) => ids.has(step.id))
    .toReversed();
  if (word in flow.inputs) return `\${inputs.${word}}`;
  const isLink = /^(?:link|url|lien|enlace)$/.test(word);
  for (const { step, operation } of earlier) {
    const output = operation.outputs.find(
      ({ kind, path }) => (isLink && kind === "url") || path.toLowerCase() === word,
    );
    if (output) return `\${${step.id}.${output.path}}`;
  }
  return undefined;
}
