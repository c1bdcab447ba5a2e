import type { Flow } from "../../flow/schema.ts";
import { type Change, type Piece, knownSteps } from "./edit-context.ts";
import { fieldsNamed } from "./edit-fields.ts";
import { plainText, setValue } from "./edit-values.ts";
import { literalFor } from "./fill.ts";
import { durationSlots, momentSlots, writeTime } from "./moments.ts";
import type { Request } from "./request.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { TimePhrase } from "./time-phrase.ts";
import type { Field } from "./vocabulary.ts";

const timeKinds: ReadonlySet<SlotKind | undefined> = new Set([
  "start",
  "time",
  "due",
  "end",
  "since",
  "until",
]);

/** `at 15:30 instead`, `due friday`: a time of a step; what is not said of it stays. */
export function changesTime(flow: Flow, piece: Piece, request: Request): Change | undefined {
  const phrase = piece.once;
  if (!phrase) return changesLength(flow, piece, request);
  for (const present of [true, false]) {
    for (const { step, operation } of knownSteps(flow, request).toReversed()) {
      const named = piece.tokens.flatMap((token) => fieldsNamed(token, operation));
      const field = [...named, ...operation.fields].find(
        (one) =>
          (timeKinds.has(one.kind) || isDate(one)) &&
          (present ? plainText(step.with[one.name]) !== undefined : named.includes(one)),
      );
      if (!field) continue;
      const [start, end] = momentSlots(phrase, request.moment);
      if (!start) return undefined;
      const literal =
        isDate(field) && start.time ? writeTime(start.time, "due", "") : literalFor(field, start);
      const value = kept(plainText(step.with[field.name]), literal, phrase, field);
      const until = operation.fields.find(({ kind }) => kind === "end");
      const before = until && plainText(step.with[until.name]);
      let changed = setValue(flow, step.id, field.name, value);
      if (until && end)
        changed = setValue(
          changed,
          step.id,
          until.name,
          kept(before, literalFor(until, end), phrase, until),
        );
      else if (until && before !== undefined && field.kind === "start")
        changed = setValue(
          changed,
          step.id,
          until.name,
          shifted(before, plainText(step.with[field.name]), String(value)),
        );
      if (JSON.stringify(changed.steps) === JSON.stringify(flow.steps)) return { flow, said: [] };
      return { flow: changed, said: [`${field.name} is now ${String(value)}`] };
    }
  }
  return undefined;
}

/** A day by its name alone: `closedate`. */
function isDate({ kind, type, name }: Field): boolean {
  return kind === undefined && type === "string" && /date$/i.test(name);
}

/** `make it 2 hours`: a new end where there is one, else a length. */
function changesLength(flow: Flow, piece: Piece, request: Request): Change | undefined {
  const [length] = durationSlots(piece.tokens);
  if (!length) return undefined;
  for (const { step, operation } of knownSteps(flow, request).toReversed()) {
    const [start, end, duration] = (["start", "end", "duration"] as const).map((wanted) =>
      operation.fields.find(({ kind }) => kind === wanted),
    );
    const from = start && plainText(step.with[start.name]);
    if (end && from !== undefined && end.name in step.with) {
      const until = later(from, Number(length.value) * 60_000);
      return {
        flow: setValue(flow, step.id, end.name, until),
        said: [`${end.name} is now ${until}`],
      };
    }
    if (duration && from !== undefined)
      return {
        flow: setValue(flow, step.id, duration.name, Number(length.value)),
        said: [`${duration.name} is now ${length.value}`],
      };
  }
  return undefined;
}

const isoShape = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+)?(Z|[+-]\d{2}:\d{2})?$/;

/** An hour alone keeps the day, a day alone the hour. */
function kept(
  before: string | undefined,
  next: unknown,
  phrase: TimePhrase,
  field: Field,
): string | number {
  const value = typeof next === "number" ? next : String(next);
  const [, oldDay, oldTime] = isoShape.exec(before ?? "") ?? [];
  const [, day, time] = isoShape.exec(String(value)) ?? [];
  if (oldDay === undefined || day === undefined || field.kind === "due") return value;
  const saysDay =
    phrase.date !== undefined ||
    phrase.daysAhead !== undefined ||
    phrase.days.length > 0 ||
    phrase.daysOfMonth.length > 0;
  if (!saysDay && time !== undefined) return `${oldDay}${String(value).slice(day.length)}`;
  if (saysDay && phrase.clocks.length === 0 && oldTime !== undefined)
    return `${day}${(before ?? "").slice(oldDay.length)}`;
  return value;
}

/** The end as long after the start as before. */
function shifted(end: string, start: string | undefined, next: string): string {
  const [from, to] = [start ?? "", next].map((text) => Date.parse(`${text.slice(0, 19)}Z`));
  return from === undefined || to === undefined ? end : later(end, to - from);
}

/** A local time so much later. */
function later(time: string, ms: number): string {
  const moved = Date.parse(`${time.slice(0, 19)}Z`) + ms;
  return Number.isNaN(moved)
    ? time
    : `${new Date(moved).toISOString().slice(0, 19)}${time.slice(19)}`;
}
