import type { TextStreamPart, ToolSet } from "ai";
import type { Clock } from "../core/clock.ts";

/** What is kept with an answer beside its parts. */
export interface AnswerMetadata {
  /** How long each tool took, by the id of its call, in milliseconds. */
  readonly ms?: Readonly<Record<string, number>>;
}

/** Tells of each tool that answered how long it took. */
export function createToolTimes(clock: Clock) {
  const begun = new Map<string, number>();
  return ({ part }: { part: TextStreamPart<ToolSet> }): AnswerMetadata | undefined => {
    if (part.type === "tool-call") begun.set(part.toolCallId, clock.now());
    if (part.type !== "tool-result" && part.type !== "tool-error") return undefined;
    const from = isPlain(part.toolCallId) ? begun.get(part.toolCallId) : undefined;
    return from === undefined ? undefined : { ms: { [part.toolCallId]: clock.now() - from } };
  };
}

/** A model may call its calls anything, `__proto__` among it, which nothing is to be merged under. */
function isPlain(id: string): boolean {
  return /^[A-Za-z0-9][\w-]{0,99}$/.test(id) && !(id in {});
}
