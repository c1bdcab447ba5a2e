import type { FunctionView } from "../../src/contract/function.ts";
import { strings } from "../words/strings.ts";

const words = strings.madeBy;

/** What made a version, in words. */
export function madeByWords({
  madeBy: { what, via },
  restoredFrom,
}: Pick<FunctionView, "madeBy" | "restoredFrom">): string {
  if (what === "hand") return words.hand[via];
  if (what === "restore") return words.restore(restoredFrom);
  return words[what];
}
