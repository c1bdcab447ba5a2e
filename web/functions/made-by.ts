import type { FunctionView } from "../../src/contract/function.ts";
import { functionWords } from "../words/functions.ts";

const words = functionWords.madeBy;

/** What made a version, in words. */
export function madeByWords({
  madeBy: { what, via },
  restoredFrom,
}: Pick<FunctionView, "madeBy" | "restoredFrom">): string {
  if (what === "hand") return words.hand[via];
  if (what === "restore") return words.restore(restoredFrom);
  return words[what];
}
