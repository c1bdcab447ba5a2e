import { z } from "zod";
import type { blockActBody } from "../../../src/contract/page.ts";
import type { FormField } from "../../../src/contract/page-spec.ts";
import { pageViewWords as words } from "../../words/page-view.ts";
import { dateOf, numberOf } from "./format.ts";

/** What stands in a form, by the names of its fields; of a box whether it is ticked, as "true". */
export type Texts = Readonly<Record<string, string>>;
type Values = NonNullable<z.output<typeof blockActBody>["values"]>;

/** The values that are sent, or what is wrong by field. */
export type Reading =
  | { readonly status: "fits"; readonly values: Values }
  | { readonly status: "wrong"; readonly problems: Readonly<Record<string, string>> };

/** A form as it first stands. */
export function firstTexts(fields: readonly FormField[]): Texts {
  return Object.fromEntries(
    fields.map(({ name, kind, default: usual }) => [
      name,
      usual === undefined ? "" : kind === "datetime" ? localText(String(usual)) : String(usual),
    ]),
  );
}

/** An instant as the field of the browser has it, in the reader's time: `2026-01-31T14:05`. */
function localText(iso: string): string {
  const read = dateOf(iso);
  if (!read) return "";
  const local = new Date(read.at - new Date(read.at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Reads the form as the server does. */
export function readForm(fields: readonly FormField[], texts: Texts): Reading {
  const values: Values = {};
  const problems: Record<string, string> = {};
  for (const field of fields) {
    const read = readField(field, texts[field.name] ?? "");
    if ("problem" in read) problems[field.name] = read.problem;
    else if (read.value !== undefined) values[field.name] = read.value;
  }
  if (Object.keys(problems).length) return { status: "wrong", problems };
  return { status: "fits", values };
}

type Read =
  | { readonly value: string | number | boolean | undefined }
  | { readonly problem: string };

function readField(field: FormField, text: string): Read {
  const { kind, required, default: usual } = field;
  if (kind === "boolean") {
    const value = text === "true";
    return required && !value ? { problem: words.tick } : { value };
  }
  if (text.trim() === "") {
    if (required) return { problem: words.fillIn };
    // Left out, it would have its default.
    return { value: usual === undefined ? undefined : "" };
  }
  if (kind === "number") return readNumber(field, text);
  if (kind === "datetime") {
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? { problem: words.notADate } : { value: at.toISOString() };
  }
  const problem = problemOf(field, text);
  return problem === undefined ? { value: text } : { problem };
}

function readNumber({ min, max }: FormField, text: string): Read {
  const value = numberOf(text);
  if (value === undefined) return { problem: words.notANumber };
  if (min !== undefined && value < min) return { problem: words.least(min) };
  if (max !== undefined && value > max) return { problem: words.most(max) };
  return { value };
}

const web = z.url({ protocol: /^https?$/ });

function problemOf({ kind, min, max, choices }: FormField, text: string): string | undefined {
  if (kind === "date") return z.iso.date().safeParse(text).success ? undefined : words.notADate;
  if (kind === "email" && !z.email().safeParse(text).success) return words.notAnAddress;
  if (kind === "url" && !web.safeParse(text).success) return words.notALink;
  if (kind === "choice")
    return choices?.some(({ value }) => value === text) ? undefined : words.notAChoice;
  if (min !== undefined && text.length < min) return words.fewest(min);
  if (max !== undefined && text.length > max) return words.longest(max);
  return undefined;
}
