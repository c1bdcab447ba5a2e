import { createCatalog } from "../../catalog/catalog.ts";
import { vocabularyOf } from "./vocabulary.ts";
import { escapeText } from "../../flow/paths.ts";
import type { FlowInput, FlowTrigger, FlowValue } from "../../flow/schema.ts";
import { literalFor } from "./fill.ts";
import { isDeterminer, isStopWord } from "./lexicon.ts";
import { momentSlots } from "./moments.ts";
import type { OpenQuestion } from "./open-question.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Moment, Slot } from "./slots.ts";
import { fold } from "./text.ts";
import { type Token, tokenize } from "./tokens.ts";
import { readTrigger } from "./trigger.ts";
import type { Field } from "./vocabulary.ts";

/** What an answer says. */
export type Reading =
  | { readonly as: "value"; readonly value: FlowValue }
  /** A mail address where something else is wanted: the person has to be looked up. */
  | { readonly as: "email"; readonly email: string }
  | { readonly as: "trigger"; readonly trigger: FlowTrigger; readonly assumed: readonly string[] }
  | { readonly as: "option"; readonly option: string }
  /** Left to whoever calls the function. */
  | { readonly as: "caller" }
  /** Whatever is sensible. */
  | { readonly as: "any" };

const anyWords =
  /^(?:(?:it )?does(?: not|n'?t) matter|don'?t (?:care|mind)|no preference|any(?:thing|one| of them)?|whatever(?: you (?:like|want|think))?|you (?:choose|decide|pick)|up to you|either|skip|default|(?:ist )?egal|beliebig|da igual|cualquiera|peu importe|n'importe|tanto faz|qualquer(?: um)?)$/;
const callerWords =
  /^(?:(?:it (?:comes|is passed) |comes )?(?:from|by|in) (?:(?:my|the|our) )?(?:app|caller|request|call|website|backend)|(?:(?:my|the|our) )?(?:app|caller)(?: (?:gives|passes|sends|says|decides|knows)(?: it)?)?|(?:i(?:'ll| will)? )?(?:pass|give) it(?: (?:in|later|when i (?:run|call) it))?|(?:as an? )?(?:input|parameter)|leave it open|(?:von|aus) (?:meiner|der) app|desde (?:mi|la) app|de(?:puis)? mon app(?:li)?|d[oe] meu app)$/;
const leadIn =
  /^(?:(?:please|pls|to|in|into|on|at|use|take|the|it'?s|its|it is|make it|for|let'?s say|say|number|option|an|in den|nach|auf|el|la|le|o)\s+)+/i;

/** Reads an answer as what its question wants; undefined where it is nothing of that kind. */
export function readAnswer(
  { wants, options = [] }: Pick<OpenQuestion, "wants" | "options">,
  said: string,
  moment: Moment,
): Reading | undefined {
  const text = said.trim();
  const plain = fold(text.replace(/[.!]+$/, ""));
  if (text === "") return undefined;
  const option = chosenOption(options, plain);
  if (wants.kind === "choice") {
    const other = wants.isYesOrNo ? agreedOn(options, plain) : anyOf(options, plain);
    const chosen = option ?? other;
    return chosen === undefined ? undefined : { as: "option", option: chosen };
  }
  if (wants.kind === "trigger") return triggerIn(option ?? text, moment);
  if (anyWords.test(plain)) return { as: "any" };
  if (callerWords.test(plain)) return { as: "caller" };
  if (wants.kind === "input") return valueOr(inputValue(wants.type, unquoted(text)));
  return fieldReading(wants.field, option ?? text, moment);
}

const anyOf = (options: readonly string[], plain: string) =>
  anyWords.test(plain) ? options[0] : undefined;

const agreeing =
  /^(?:yes|y|yeah|yep|sure|ok(?:ay)?|do (?:it|that|so)|go ahead|please(?: do)?|ja|klar|mach (?:das|es)|si|claro|oui|sim)\b(?! (?:but|aber|pero|mais))/;
const refusing = /^(?:no|nope|n|don'?t|do not|leave it|nein|non|nao)\b/;

function agreedOn(options: readonly string[], plain: string): string | undefined {
  if (refusing.test(plain)) return options.at(-1);
  return agreeing.test(plain) ? options[0] : undefined;
}

const ordinals: readonly RegExp[] = [
  /^(?:1|1\.|first|1st|erste[nrs]?|primer[oa]?|premi[e]re?|primeir[oa])$/,
  /^(?:2|2\.|second|2nd|zweite[nrs]?|segund[oa]|deuxieme|second[e])$/,
  /^(?:3|3\.|third|3rd|dritte[nrs]?|tercer[oa]?|troisieme|terceir[oa])$/,
  /^(?:4|4\.|fourth|4th|vierte[nrs]?|cuart[oa]|quatrieme|quart[oa])$/,
  /^(?:5|5\.|fifth|5th)$/,
  /^(?:6|6\.|sixth|6th)$/,
];

/** The option that is meant: by its words, by its place, or by a part that only it has. */
export function chosenOption(options: readonly string[], said: string): string | undefined {
  const plain = fold(said.trim());
  const exact = options.find((option) => fold(option) === plain);
  if (exact !== undefined) return exact;
  const short = plain.replace(leadIn, "").replace(/\s+(?:one|please|option)$/, "");
  if (/^(?:last|letzte[nrs]?|ultim[oa]|dernier|derniere)$/.test(short)) return options.at(-1);
  const place = ordinals.findIndex((ordinal) => ordinal.test(short));
  if (place >= 0 && place < options.length) return options[place];
  if (short.length < 3) return undefined;
  const parts = options.filter((option) => ` ${fold(option)} `.includes(` ${short} `));
  return parts.length === 1 ? parts[0] : undefined;
}

function valueOr(value: FlowValue | undefined): Reading | undefined {
  return value === undefined ? undefined : { as: "value", value };
}

function inputValue(type: FlowInput["type"], text: string): FlowValue | undefined {
  if (type === "number") return numberIn(text);
  if (type === "boolean") return yesOrNo(text);
  if (type === "array") return text.split(/\s*,\s*/).map(escapeText);
  return type === "object" ? undefined : escapeText(text);
}

function numberIn(text: string): number | undefined {
  const digits = /^(-?\d+(?:\.\d+)?)(?:\s+\p{L}+)?$/u.exec(text.trim().replace(leadIn, ""))?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function yesOrNo(text: string): boolean | undefined {
  const plain = fold(text);
  if (/^(?:yes|y|true|ja|si|oui|sim)$/.test(plain)) return true;
  return /^(?:no|n|false|nein|non|nao)$/.test(plain) ? false : undefined;
}

/** Kinds that every text is. */
const freeKinds: ReadonlySet<SlotKind | undefined> = new Set([
  "text",
  "name",
  "query",
  "file",
  "find",
  "replacement",
  "given-name",
  "family-name",
  undefined,
]);

/** Whether an answer to this may be any text, so that a wish of its own could be taken for one. */
export function takesAnyText({ wants }: OpenQuestion): boolean {
  if (wants.kind === "input") return wants.type === "string";
  return wants.kind === "field" && isFree(wants.field);
}

function isFree({ kind, type, choices }: Field): boolean {
  return freeKinds.has(kind) && type === "string" && !choices;
}

function fieldReading(field: Field, text: string, moment: Moment): Reading | undefined {
  if (field.choices) {
    const choice = chosenOption(field.choices, text);
    return valueOr(choice);
  }
  if (isFree(field)) return valueOr(escapeText(unquoted(text)));
  if (field.type === "boolean") return valueOr(yesOrNo(text));
  if (field.type === "array" && field.kind !== "cells") return listReading(field, text, moment);
  const slot = slotIn(field, text, moment);
  if (!slot) return undefined;
  if (slot.kind === "email" && field.kind !== "email") return { as: "email", email: slot.value };
  return valueOr(literalFor(field, slot));
}

function listReading(field: Field, text: string, moment: Moment): Reading | undefined {
  const one = { ...field, type: field.entries ?? "string" };
  const values = text
    .split(/\s*(?:,|\band\b|\bund\b)\s*/)
    .map((part) => fieldReading(one, part, moment));
  const plain = values.flatMap((value) => (value?.as === "value" ? [value.value] : []));
  return plain.length === values.length ? { as: "value", value: plain } : undefined;
}

type Value = Pick<Slot, "kind" | "value" | "time">;

function slotIn(field: Field, text: string, moment: Moment): Value | undefined {
  const bare = unquoted(text).replace(leadIn, "").trim();
  const tokens = tokenize(bare).filter(({ kind }) => kind !== "break");
  const [token, more] = tokens;
  switch (field.kind) {
    case "channel":
      return channelIn(token, more, bare);
    case "person":
      return personIn(token, more, bare);
    case "email":
      return token?.kind === "email" && !more ? { kind: "email", value: token.value } : undefined;
    case "emoji":
      return token && !more && (token.kind === "emoji" || token.kind === "word")
        ? { kind: "emoji", value: token.value }
        : undefined;
    case "ref":
      return refIn(field, bare);
    case "count":
    case "duration":
      return numberIn(bare) === undefined
        ? undefined
        : { kind: "count", value: String(numberIn(bare)) };
    case "time":
    case "start":
    case "end":
    case "due":
    case "since":
    case "until":
      return timeIn(bare, moment);
    case "cells":
      return { kind: "cells", value: JSON.stringify(bare.split(/\s*,\s*/)) };
    default:
      return field.type === "string" && !more ? { kind: "name", value: bare } : numberSlot(bare);
  }
}

function numberSlot(text: string): Value | undefined {
  const value = numberIn(text);
  return value === undefined ? undefined : { kind: "count", value: String(value) };
}

/** `#sales`, `sales`, `the sales channel`, an id; or a person to write to. */
function channelIn(
  token: Token | undefined,
  more: Token | undefined,
  text: string,
): Value | undefined {
  const named = /^(.+?)\s+(?:channel|kanal|canal)$/i.exec(text)?.[1] ?? text;
  if (token?.kind === "channel" && (!more || named !== text))
    return { kind: "channel", value: token.value };
  if (token?.kind === "mention" || token?.kind === "email") return personIn(token, more, text);
  if (/^[CGDU][A-Z0-9]{7,}$/.test(named)) return { kind: "channel", value: named };
  return isName(named) ? { kind: "channel", value: `#${named.toLowerCase()}` } : undefined;
}

function personIn(
  token: Token | undefined,
  more: Token | undefined,
  text: string,
): Value | undefined {
  if (more) return undefined;
  if (token?.kind === "mention") return { kind: "person", value: token.value };
  if (token?.kind === "email") return { kind: "email", value: token.value };
  if (/^[UW][A-Z0-9]{7,}$/.test(text)) return { kind: "person", value: text };
  return isName(text) ? { kind: "person", value: `@${text.toLowerCase()}` } : undefined;
}

/** One word that can be the name of a channel or a person, and is no filler. */
function isName(text: string): boolean {
  return (
    /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u.test(text) &&
    !isStopWord(fold(text)) &&
    !isDeterminer(fold(text)) &&
    !/^(?:yes|no|ok|okay|stop|cancel|undo|help|none|nothing|hi|hello|thanks)$/i.test(text)
  );
}

/** An id, the id in an address such as `…/spreadsheets/d/1AbC/edit`, or a name that is looked up. */
function refIn(field: Field, text: string): Value | undefined {
  const inAddress = /^https?:\/\/\S*?\/d\/([\w-]+)/.exec(text)?.[1];
  if (inAddress !== undefined) return { kind: "ref", value: inAddress };
  // "it is the form 1AbC"
  const named = /^(?:\p{L}+ ){1,3}(?=[\w-]*\d)([\w-]{5,})$/u.exec(text)?.[1];
  if (named !== undefined) return { kind: "ref", value: named };
  const isLookedUp = field.lookups.some((shape) => new RegExp(shape, "u").test(text));
  return isLookedUp || /^(?:urn:\S+|[\w:./-]{3,})$/.test(text)
    ? { kind: "ref", value: text }
    : undefined;
}

/** An answer names no tool. */
const noTools = { vocabulary: vocabularyOf(createCatalog([], [])), preamble: [] };

/** `tomorrow 9`, `friday at 17:00`, with nothing else beside it. */
function timeIn(text: string, moment: Moment): Value | undefined {
  for (const said of [text, text.replace(/\s(\d{1,2})$/, " at $1")]) {
    const { once, rest } = readTrigger(said, tokenize(said), { ...moment, ...noTools });
    if (once && rest.every(isFiller)) return momentSlots(once, moment)[0];
  }
  return undefined;
}

function isFiller({ kind, norm }: Token): boolean {
  return kind === "mark" || kind === "break" || isStopWord(norm) || isDeterminer(norm);
}

/** What starts the function, where that was asked. */
function triggerIn(text: string, moment: Moment): Reading | undefined {
  const plain = fold(text);
  const said = (trigger: FlowTrigger, assumed: readonly string[] = []): Reading => ({
    as: "trigger",
    trigger,
    assumed,
  });
  const read = readTrigger(text, tokenize(text), { ...moment, ...noTools });
  if (read.trigger.type === "schedule" && !read.beyondCron)
    return read.rest.every(isFiller) || /^(?:on )?(?:a )?schedule\b/.test(plain)
      ? said(read.trigger, read.assumed)
      : undefined;
  if (/\b(?:press|click|manual\w*|by hand|button|when i run|myself|manuell)\b/.test(plain))
    return said({ type: "manual" });
  if (callerWords.test(plain) || /\b(?:app|webhook|website|backend|api)\b/.test(plain))
    return said({ type: "webhook" });
  return undefined;
}

/** The text inside quotes that enclose all of it. */
function unquoted(text: string): string {
  const [token, more] = tokenize(text.trim());
  return token?.kind === "quote" && !more ? token.value : text.trim();
}
