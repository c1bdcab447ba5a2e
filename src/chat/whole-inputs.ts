import type { TextStreamPart, ToolSet } from "ai";

/**
 * Leaves out the pieces in which the input of a tool is written: it comes whole at their end. All that
 * is there is read again at every piece, by the server too, so that a model that is told to write
 * without end would hold up everybody for minutes.
 */
export function wholeInputs<Tools extends ToolSet>() {
  return new TransformStream<TextStreamPart<Tools>, TextStreamPart<Tools>>({
    transform(part, controller) {
      if (part.type !== "tool-input-delta") controller.enqueue(part);
    },
  });
}
