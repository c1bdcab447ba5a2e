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
    const from = begun.get(part.toolCallId);
    return from === undefined ? undefined : { ms: { [part.toolCallId]: clock.now() - from } };
  };
}
