import { randomBytes } from "node:crypto";

/**
 * The ids that a dry run makes up. All hold one mark of the run's, so that they are known again
 * wherever code puts them.
 */
export interface MadeUpIds {
  /** A new one, as the provider's look: `*` is what differs. By itself it is 18 word characters, as Salesforce has them. */
  next(template?: string): string;
  /** Whether one of them stands in a text. */
  isIn(text: string): boolean;
  /** Whether a text is one of them and nothing else. */
  isId(text: string): boolean;
}

export function createMadeUpIds(): MadeUpIds {
  const mark = randomBytes(4).toString("hex");
  let count = 0;
  return {
    next: (template = "dryRun*") =>
      template.replace("*", `${mark}${(++count).toString(16).padStart(4, "0")}`),
    isIn: (text) => text.includes(mark),
    isId: (text) => text.includes(mark) && /^[\w:-]+$/.test(text),
  };
}
