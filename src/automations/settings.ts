import type { AutomationSettings } from "../contract/automation.ts";
import type { FlowTrigger } from "../flow/schema.ts";

/** What an automation does until somebody says otherwise. */
export function defaultSettings({ type }: Pick<FlowTrigger, "type">): AutomationSettings {
  return {
    overlap: type === "schedule" ? "skip" : "parallel",
    misfire: "once",
    attempts: 5,
    alertAfter: 3,
    alertFunction: null,
  };
}
