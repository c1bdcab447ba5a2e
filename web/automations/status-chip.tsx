import type { AutomationView } from "../../src/contract/automation.ts";
import { strings } from "../words/strings.ts";
import { Chip, type Tone } from "../ui/chip.tsx";

const tones: Readonly<Record<AutomationView["status"], Tone>> = {
  active: "good",
  paused: "neutral",
  waiting: "warn",
};

/** Whether it starts. */
export function StatusChip({ status }: Pick<AutomationView, "status">) {
  return <Chip tone={tones[status]}>{strings.automationParts.status[status]}</Chip>;
}
