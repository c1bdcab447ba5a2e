import { redact } from "../../core/redact.ts";
import type { RunOutcome } from "../types.ts";
import type { Thrown } from "./heads.ts";
import { inPlainWords } from "./refusals.ts";

const maxMessage = 2_000;
const maxFrames = 10;

/** What a function threw, for a person: the places in its own file, under its own name. */
export function errorOf(
  { message, stack }: Thrown,
  functionName: string,
): NonNullable<RunOutcome["error"]> {
  const places = (stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at .*blob:/.test(line))
    .slice(0, maxFrames)
    .map((line) => line.replaceAll(/blob:[^\s:)]*/g, `${functionName}.ts`).trim());
  // A syntax error has its place in the message.
  const text = clean(
    message
      .replace(/^TypeError: (?=SyntaxError)/, "")
      .replaceAll(/blob:[\w/-]*/g, `${functionName}.ts`),
  );
  const isInText = places.every((place) => text.includes(place));
  return isInText
    ? { message: text }
    : { message: text, stack: clean([text, ...places].join("\n  ")) };
}

function clean(text: string): string {
  return redact(inPlainWords(text.slice(0, maxMessage * 2))).slice(0, maxMessage);
}
