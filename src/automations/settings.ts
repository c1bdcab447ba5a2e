import type { AutomationSettings } from "../contract/automation.ts";
import type { StartingTrigger } from "../store/automations.ts";

/** What an automation does until somebody says otherwise. */
export function defaultSettings({ type }: Pick<StartingTrigger, "type">): AutomationSettings {
  return {
    overlap: type === "schedule" ? "skip" : "parallel",
    misfire: "once",
    attempts: 5,
    alertAfter: 3,
    alertFunction: null,
  };
}
