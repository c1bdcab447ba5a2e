import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";
import { PatchbayError } from "../core/errors.ts";
import type { FlowValue } from "../flow/schema.ts";
import { literalOf } from "./expression.ts";
import { commentText } from "./literal.ts";

/** Source that was made by an encoder, and may stand in code as it is. */
export interface Source {
  readonly source: string;
}

export type Templates = ReturnType<typeof createTemplates>;

/**
 * The templates of generated code. Values enter only through `literal`, `expression` and `comment`:
 * a template that writes a value plainly would write it raw, so it is given none.
 */
export function createTemplates(folder: string, ending = ".ts.hbs") {
  const engine = Handlebars.create();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  engine.registerHelper({
    literal: (value: unknown) => literalOf(known(value, "literal")),
    expression: (value: unknown) => sourceOf(value),
    comment: (value: unknown) => commentText(String(known(value, "comment"))),
  });
  const fileOf = (name: string) => join(folder, `${name}${ending}`);

  return {
    has: (name: string) => existsSync(fileOf(name)),
    render(name: string, values: Readonly<Record<string, unknown>>): string {
      let template = compiled.get(name);
      if (!template) {
        template = engine.compile(readFileSync(fileOf(name), "utf8"), {
          noEscape: true,
          strict: true,
        });
        compiled.set(name, template);
      }
      return template(values);
    },
  };
}

/** Handlebars' strict mode lets a missing argument of a helper pass. */
function known(value: unknown, helper: string): FlowValue {
  if (value === undefined || typeof value === "function" || isOptions(value)) {
    throw new PatchbayError("template/invalid", `A template calls "${helper}" without a value.`);
  }
  return value as FlowValue; // what templates are given is made in render.ts, of flow values
}

function sourceOf(value: unknown): string {
  if (
    typeof value === "object" &&
    value !== null &&
    "source" in value &&
    typeof value.source === "string"
  )
    return value.source;
  throw new PatchbayError(
    "template/invalid",
    'A template calls "expression" with something that no encoder made.',
  );
}

function isOptions(value: unknown): boolean {
  return typeof value === "object" && value !== null && "hash" in value && "data" in value;
}
