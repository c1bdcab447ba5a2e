/** What the words around a value say of it. */
import { isDeterminer, isKnownNoun, isStopWord, nounOf, verbOf } from "./lexicon.ts";
import { isThing, namingWords, roleAt, sayingWords, thingOf } from "./roles.ts";
import type { Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";

/** Before a name. */
export const nameMarkers: ReadonlySet<string> = new Set([
  ...namingWords,
  ..."name title titel heisst nombre nome titulo titre".split(" "),
]);
const skipped =
  /^(?::|=|is|be|should|shall|must|to|als|the|a|an|der|die|das|dem|den|el|la|le|les|o|as|un|une|uno|um|uma|word|words|phrase|it|=|ist|es|est|e|lautet|sei|contains|containing|contain|contiene|contient|contem|enthalt)$/;
const within = /^(?:in|im|en|dans|no|na|as|als|como|comme)$/;

/** The role that the words around a value say: before it, or `… in the subject` behind it; and the thing before it. */
export function markOf(
  tokens: readonly Token[],
  index: number,
): Pick<Slot, "role" | "label" | "thing" | "within" | "naming"> {
  for (let at = index - 1; at >= Math.max(0, index - 5); at--) {
    const token = tokens[at];
    if (!token || (token.kind !== "word" && token.kind !== "mark")) break;
    const said = roleAt(tokens, at);
    if (said)
      return {
        ...(said.role === "name" ? thingBefore(tokens, at) : {}),
        role: said.role,
        label: token.raw,
      };
    // "google tasks" is the tool
    if (/^google$/.test(tokens[at - 1]?.norm ?? "") && isPlace(tokens, at)) continue;
    if (sayingWords.has(token.norm)) return { role: "text" };
    if (isThing(token.norm))
      return { thing: thingOf(token.norm), ...(isPlace(tokens, at) ? { within: true } : {}) };
    if (nameMarkers.has(token.norm)) return thingBefore(tokens, at);
    if (!skipped.test(token.norm) && !/^(?:google|en|in)$/.test(token.norm)) break;
  }
  if (within.test(tokens[index + 1]?.norm ?? ""))
    for (const at of [index + 2, index + 3]) {
      const said = roleAt(tokens, at);
      if (said && /^(?:subject|title|name|text)$/.test(said.role)) return { role: said.role };
    }
  const at = tokens[index - 1]?.norm ?? "";
  if (/^(?:in|at|@|im|bei)$/.test(at) && tokens.some(({ norm }) => thingOf(norm) === "event"))
    return { role: "location" };
  return assignedRole(tokens, index);
}

/** `in the page`, `to list`: a small word of place before the thing. */
function isPlace(tokens: readonly Token[], index: number): boolean {
  const before = tokens
    .slice(Math.max(0, index - 3), index)
    .findLast(
      ({ norm }) =>
        !isDeterminer(norm) && !/^(?:google|notion|slack|hubspot|salesforce)$/.test(norm),
    );
  return /^(?:in|into|to|under|on|of|from|inside|auf|im|unter|aus|en|a|dans|sur|sous|no|na|em|para|de)$/.test(
    before?.norm ?? "",
  );
}

/** `an account called "x"`. */
function thingBefore(tokens: readonly Token[], index: number): Pick<Slot, "thing" | "naming"> {
  const named = tokens
    .slice(Math.max(0, index - 4), index)
    .findLast(({ kind, norm }) => kind === "word" && isThing(norm));
  return named ? { thing: thingOf(named.norm), naming: true } : {};
}

/** `change the title of event 12 to "x"`. */
function assignedRole(tokens: readonly Token[], index: number): Pick<Slot, "role" | "label"> {
  if (!/^(?:to|auf|zu|a|en|para|por|in)$/.test(tokens[index - 1]?.norm ?? "")) return {};
  const verb = tokens.findIndex(({ norm }) => /^(?:set|update)$/.test(verbOf(norm) ?? ""));
  if (verb < 0) return {};
  for (let at = verb + 1; at < Math.min(index, verb + 5); at++) {
    const said = roleAt(tokens, at);
    if (said) return { role: said.role, label: tokens[at]?.raw ?? said.role };
  }
  return {};
}

/** The nearest content word before a value; none beyond another value. */
export function wordsBefore(tokens: readonly Token[], index: number): readonly string[] {
  const words: string[] = [];
  for (let at = index - 1; at >= Math.max(0, index - 5) && words.length < 1; at--) {
    const token = tokens[at];
    if (!token || (token.kind !== "word" && !/^[:=(]$/.test(token.norm))) break;
    if (token.kind !== "word" || isStopWord(token.norm) || isDeterminer(token.norm)) continue;
    // `a label called "x"` names the label itself, whatever else a label may be named for.
    if (nameMarkers.has(token.norm) && token.norm !== "name") break;
    const kind = token.norm === "name" ? (tokens[at - 1]?.norm ?? "") : "";
    words.push(/^(?:first|last|given|family)$/.test(kind) ? kind : nounOf(token.norm));
  }
  return words;
}

/** The nearest thing named before a value, within the few words that can belong to it. */
export function nounBefore(tokens: readonly Token[], index: number): string | undefined {
  for (let at = index - 1; at >= Math.max(0, index - 4); at--) {
    const token = tokens[at];
    if (token?.kind === "mark" && token.norm !== ":") return undefined;
    if (token?.kind === "word" && (isKnownNoun(token.norm) || nounOf(token.norm) !== token.norm))
      return nounOf(token.norm);
  }
  return undefined;
}
