import { z } from "zod";
import type { FormField } from "../contract/page-spec.ts";
import { numberOf, spanOf } from "./compare.ts";

type Given = string | number | boolean;
/** A value as the function gets it; nothing where the field was left empty; or what is wrong, in words. */
type Read = { readonly value: Given | undefined } | { readonly wrong: string };

/** What a person filled into a field. */
export function readField(field: FormField, given: Given | undefined): Read {
  const { label, kind, required } = field;
  const isLeftEmpty = given === undefined || (typeof given === "string" && given.trim() === "");
  if (isLeftEmpty || (kind === "boolean" && given === false && required)) {
    if (required)
      return { wrong: kind === "boolean" ? `${label} must be ticked.` : `${label} is missing.` };
    return { value: undefined };
  }
  return readers[kind](field, given);
}

const readers: Readonly<Record<FormField["kind"], (field: FormField, given: Given) => Read>> = {
  text: readText,
  longtext: readText,
  number({ label, min, max }, given) {
    const value = numberOf(given);
    if (value === undefined) return { wrong: `${label} must be a number.` };
    if (min !== undefined && value < min) return { wrong: `${label} must be at least ${min}.` };
    if (max !== undefined && value > max) return { wrong: `${label} must be at most ${max}.` };
    return { value };
  },
  boolean: ({ label }, given) =>
    typeof given === "boolean" ? { value: given } : { wrong: `${label} must be yes or no.` },
  date: ({ label }, given) =>
    typeof given === "string" && given.length === 10 && spanOf(given)
      ? { value: given }
      : { wrong: `${label} must be a date such as 2026-05-31.` },
  datetime: ({ label }, given) =>
    typeof given === "string" && given.includes("T") && spanOf(given)
      ? { value: given }
      : { wrong: `${label} must be a date and time such as 2026-05-31T09:30.` },
  email(field, given) {
    if (!z.email().safeParse(given).success)
      return { wrong: `${field.label} must be an e-mail address.` };
    return readText(field, given);
  },
  url(field, given) {
    if (!z.url({ protocol: /^https?$/ }).safeParse(given).success)
      return { wrong: `${field.label} must be an address that begins with https:// or http://.` };
    return readText(field, given);
  },
  choice({ label, choices = [] }, given) {
    const found = choices.find(({ value }) => value === String(given));
    if (found) return { value: found.value };
    return { wrong: `${label} must be one of ${choices.map((one) => one.label).join(", ")}.` };
  },
};

function readText({ label, min, max }: FormField, given: Given): Read {
  if (typeof given !== "string") return { wrong: `${label} must be text.` };
  const characters = (count: number) => `${count} character${count === 1 ? "" : "s"}`;
  if (min !== undefined && given.length < min)
    return { wrong: `${label} must have at least ${characters(min)}.` };
  if (max !== undefined && given.length > max)
    return { wrong: `${label} must have at most ${characters(max)}.` };
  return { value: given };
}
