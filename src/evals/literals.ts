import { parseSync, Visitor } from "oxc-parser";

/** Every text and number that stands in code as a value: decoded, and without its comments. */
export function literalsIn(code: string): readonly string[] {
  const found: string[] = [];
  const visitor = new Visitor({
    Literal(node) {
      if (typeof node.value === "string" || typeof node.value === "number")
        found.push(String(node.value));
    },
    TemplateElement(node) {
      found.push(node.value.cooked ?? node.value.raw);
    },
    // `{ subject: … }`: a name that a value may be given under
    Property(node) {
      if (node.key.type === "Identifier") found.push(node.key.name);
    },
  });
  visitor.visit(parseSync("code.ts", code).program);
  return found;
}

/** Texts and numbers anywhere in a JSON value. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
