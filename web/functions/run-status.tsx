import type { RunView } from "../../src/contract/run.ts";
import { strings } from "../words/strings.ts";
import { Chip, type Tone } from "../ui/chip.tsx";
import { duration } from "../ui/time.ts";

const tones: Readonly<Record<RunView["status"], Tone>> = {
  running: "info",
  succeeded: "good",
  failed: "danger",
  "timed-out": "danger",
  cancelled: "warn",
  interrupted: "warn",
};

/** How a run ended, and how long it took. */
export function RunStatus({ status, ms }: Pick<RunView, "status" | "ms">) {
  return (
    <Chip tone={tones[status]}>
      {strings.runs.statuses[status]}
      {ms === null ? "" : ` · ${duration(ms)}`}
    </Chip>
  );
}
