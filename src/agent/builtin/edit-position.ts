import type { Flow } from "../../flow/schema.ts";
import { namedSteps } from "./edit-target.ts";
import { valuesIn } from "./edit-values.ts";
import { firstWords, itWords } from "./edit-words.ts";
import { isDeterminer, isKnownNoun, verbOf } from "./lexicon.ts";
import type { Request } from "./request.ts";
import type { Token } from "./tokens.ts";

/** `first get …`, `before the email …`, `after the row …`: where it goes; else behind all. */
export function positionOf(
  flow: Flow,
  tokens: readonly Token[],
  request: Request,
): { readonly tokens: readonly Token[]; readonly at: number } {
  const end = flow.steps.length;
  const where = tokens.findIndex(
    ({ norm, kind }) =>
      kind === "word" &&
      /^(?:before|after|vor|bevor|nach|antes|despues|avant|apres|depois)$/.test(norm),
  );
  const refers = where === 0 && itWords.has(tokens[1]?.norm ?? "");
  if (refers && says(tokens.slice(2)))
    return {
      tokens: tokens.slice(tokens[2]?.norm === "," ? 3 : 2),
      at: /^(?:before|vor|bevor|antes|avant)$/.test(tokens[0]?.norm ?? "") ? 0 : end,
    };
  if (where >= 0) {
    const about = tokens.slice(where + 1);
    const stop = about.findIndex(
      ({ norm, kind }) =>
        norm === "," || kind === "quote" || kind === "channel" || kind === "email",
    );
    const phrase = stop < 0 ? about : about.slice(0, stop);
    const rest = [...tokens.slice(0, where), ...(stop < 0 ? [] : about.slice(stop))];
    const [known] = namedSteps(flow, phrase, request);
    const front = /^(?:before|vor|bevor|antes|avant)$/.test(tokens[where]?.norm ?? "");
    const position = known ? flow.steps.findIndex(({ id }) => id === known.step.id) : -1;
    if (position >= 0 && says(rest)) return { tokens: rest, at: front ? position : position + 1 };
    if (
      phrase.every(
        ({ norm, kind }) => kind === "mark" || itWords.has(norm) || norm === "de" || norm === "of",
      ) ||
      where === 0
    )
      return {
        tokens: where === 0 && !says(rest) ? about.filter(({ norm }) => !itWords.has(norm)) : rest,
        at: front ? 0 : end,
      };
  }
  const [first, second] = tokens;
  const opens = [first, second].some(
    (token) => token?.kind === "word" && firstWords.has(token.norm) && !isKnownNoun(token.norm),
  );
  const inside = tokens.findIndex(
    ({ norm, kind }, index) =>
      index > 1 &&
      kind === "word" &&
      /^(?:first|zuerst|vorher|primero|d'abord|primeiro|beforehand)$/.test(norm) &&
      !isDeterminer(tokens[index - 1]?.norm ?? ""),
  );
  if (inside > 0) return { tokens: tokens.filter((_, index) => index !== inside), at: 0 };
  const toFront =
    /\b(?:at|to|in) the (?:front|start|beginning|top)\b|\bam anfang\b|\bal (?:principio|inicio)\b|\bau debut\b|\bno (?:inicio|comeco)\b/.test(
      tokens.map(({ norm }) => norm).join(" "),
    );
  return {
    tokens: opens
      ? tokens.filter((token, index) => index > 1 || !firstWords.has(token.norm))
      : tokens,
    at: (opens && (first?.norm !== "start" || second?.kind === "word")) || toFront ? 0 : end,
  };
}

function says(tokens: readonly Token[]): boolean {
  return (
    tokens.some(({ kind, norm }) => kind === "word" && verbOf(norm) !== undefined) ||
    valuesIn(tokens).length > 0
  );
}
