import { Markdown } from "../markdown-view.tsx";
import type { PartOf } from "../message.ts";

/** What the agent says. */
export function TextPart({ part }: { readonly part: PartOf<"text"> }) {
  return part.text.trim() === "" ? null : (
    <Markdown text={part.text} isGrowing={part.state === "streaming"} />
  );
}
