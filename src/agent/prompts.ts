import { readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";

/** Renders `prompts/<name>.md` with the given values; every placeholder must have one. */
export type Prompts = (name: string, values?: Readonly<Record<string, unknown>>) => string;

/** Templates are read and compiled once, at first use. */
export function createPrompts(folder: string): Prompts {
  const engine = Handlebars.create();
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (name, values = {}) => {
    let template = compiled.get(name);
    if (!template) {
      template = engine.compile(readFileSync(join(folder, `${name}.md`), "utf8"), {
        noEscape: true,
        strict: true,
      });
      compiled.set(name, template);
    }
    return template(values).trim();
  };
}
