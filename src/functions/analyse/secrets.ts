import type { Node } from "oxc-parser";
import { tokenShapes } from "../../core/redact.ts";

/** What must stand under Secrets and never in code; a placeholder, `{{secrets.NAME}}`, may stand there. */
const shapes: readonly RegExp[] = [...tokenShapes, /\b(?:Bearer|Basic)\s+[\w.~+/-]{16,}/i];

/** Whether a text or a piece of a template holds what looks like a credential. */
export function holdsCredential(node: Node): boolean {
  const text =
    node.type === "Literal"
      ? node.value
      : node.type === "TemplateElement"
        ? (node.value.cooked ?? node.value.raw)
        : undefined;
  return typeof text === "string" && shapes.some((shape) => text.search(shape) !== -1);
}
