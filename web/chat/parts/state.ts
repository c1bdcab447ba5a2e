import type { ToolUIPart } from "ai";

/** How a step stands that needs nothing of the person. */
export function stateOf(part: Pick<ToolUIPart, "state">): "doing" | "done" | "failed" {
  if (part.state === "output-available") return "done";
  return part.state === "output-error" || part.state === "output-denied" ? "failed" : "doing";
}
