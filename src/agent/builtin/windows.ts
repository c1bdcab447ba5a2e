import { units } from "./calendar-words.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Moment, Slot } from "./slots.ts";
import type { Token } from "./tokens.ts";

const unitSeconds: Readonly<Record<string, number>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** `from 2 days ago to 3 hours ago`, `of the last 24 hours`, as Unix seconds. */
export function windowSlots(tokens: readonly Token[], { now, timezone }: Moment): readonly Slot[] {
  const instants: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const unit = units.get(tokens[index + 1]?.norm ?? "");
    if (token.kind !== "number" || unit === undefined) continue;
    const around = [tokens[index + 2]?.norm, tokens[index - 1]?.norm, tokens[index - 2]?.norm];
    if (
      !around.some(
        (word) =>
          word !== undefined &&
          /^(?:ago|last|past|letzten|ultimas|ultimos|dernieres|derniers|vor|hace|ha)$/.test(word),
      )
    )
      continue;
    instants.push(
      String(Math.floor(now.getTime() / 1000) - Number(token.value) * (unitSeconds[unit] ?? 0)),
    );
  }
  const kinds: readonly SlotKind[] = ["since", "until"];
  return instants.slice(0, 2).map((value, index) => ({
    kind: kinds[index] ?? "since",
    value,
    sure: true,
    of: undefined,
    before: [],
    time: { instant: new Date(Number(value) * 1000), timezone, hasHour: true },
  }));
}
