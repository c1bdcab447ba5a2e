import type { Clock } from "../../core/clock.ts";
import { redact } from "../../core/redact.ts";
import type { RunLog } from "../types.ts";
import type { RunnerLimits } from "./limits.ts";
import { inPlainWords } from "./refusals.ts";

/** Keeps the log lines of one run: cut, redacted, and no more than so many. */
export function createRunLogs(
  { maxLogs, maxLogBytes }: RunnerLimits,
  clock: Clock,
  tell: (line: RunLog) => void = () => {},
) {
  const lines: RunLog[] = [];
  const keep = (level: RunLog["level"], message: string) => {
    const line = { time: new Date(clock.now()).toISOString(), level, message };
    lines.push(line);
    tell(line);
  };
  return {
    lines: (): readonly RunLog[] => [...lines],
    add(level: RunLog["level"], text: Uint8Array): void {
      if (lines.length > maxLogs) return;
      if (lines.length === maxLogs) {
        keep("warn", `Only the first ${maxLogs} lines are kept.`);
        return;
      }
      // Cut only after redaction, so that no half of a secret is left over at the edge.
      const clean = Buffer.from(
        redact(inPlainWords(Buffer.from(text.subarray(0, maxLogBytes * 2)).toString("utf8"))),
      );
      const isCut = clean.byteLength > maxLogBytes;
      keep(level, clean.subarray(0, maxLogBytes).toString("utf8") + (isCut ? "…" : ""));
    },
  };
}
