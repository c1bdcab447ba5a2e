import type { z } from "zod";
import { type Schema, schemaAt, shortType } from "../catalog/schema-text.ts";
import { nearest } from "../core/nearest.ts";

/**
 * What is wrong, what was expected and what is nearest to it, so that whoever wrote the flow can
 * put it right without a second look.
 */
export function explainIssue(issue: z.core.$ZodIssue, schema: Schema, given: unknown): string {
  const expected = schemaAt(schema, issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = expected ? namesIn(expected) : [];
    return `${issue.message}${namesHint(issue.keys[0] ?? "", known)}`;
  }
  if (issue.code === "invalid_union")
    return `must be ${expected ? shortType(expected) : "something else"}${givenText(given)}`;
  const [option] = issue.code === "invalid_value" ? nearestOption(issue.values, given) : [];
  const hint = option === undefined ? "" : `; nearest: ${JSON.stringify(option)}`;
  const meaning = expected?.description ? ` (${expected.description})` : "";
  return `${issue.message}${hint}${givenText(given)}${meaning}`;
}

/** `; nearest: "channel"; there are: channel, text`. */
export function namesHint(wrong: string, known: readonly string[]): string {
  const [best] = nearest(wrong, known, 1);
  const meant = best === undefined ? "" : `; nearest: "${best}"`;
  return `${meant}; there are: ${listed(known, wrong)}`;
}

/** Names in a list that stays readable: of many, those most like the wrong one and the first ones. */
function listed(known: readonly string[], wrong: string): string {
  if (known.length === 0) return "none";
  if (known.length <= maxListed) return known.join(", ");
  const shown = new Set([...nearest(wrong, known, 5), ...known]);
  return `${[...shown].slice(0, maxListed).join(", ")} and ${known.length - maxListed} more`;
}

const maxListed = 30;

function namesIn(schema: Schema): readonly string[] {
  const branches = schema.anyOf ?? schema.oneOf ?? [schema];
  return [...new Set(branches.flatMap(({ properties = {} }) => Object.keys(properties)))];
}

function nearestOption(options: readonly unknown[], given: unknown): readonly string[] {
  const texts = options.filter((option) => typeof option === "string");
  return typeof given === "string" ? nearest(given, texts, 1) : [];
}

const maxGiven = 60;

function givenText(given: unknown): string {
  if (given === undefined) return "";
  const text = JSON.stringify(given);
  return `; given: ${text.length > maxGiven ? `${text.slice(0, maxGiven)}…` : text}`;
}
