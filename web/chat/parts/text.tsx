import { Markdown } from "../markdown-view.tsx";
import type { PartOf } from "../message.ts";

interface TextPartProps {
  readonly part: PartOf<"text">;
  /** Whether the answer is still being written. */
  readonly isGrowing: boolean;
}

/** What the agent says. */
export function TextPart({ part, isGrowing }: TextPartProps) {
  if (part.text.trim() === "") return null;
  return <Markdown text={part.text} isGrowing={isGrowing && part.state === "streaming"} />;
}
