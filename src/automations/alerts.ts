import type { Log } from "../core/log.ts";
import type { StartRun } from "./ports.ts";
import type { Automation, Automations } from "./state.ts";

interface AlertsDependencies {
  readonly automations: Pick<Automations, "countFailure" | "markAlerted" | "change">;
  readonly start: StartRun;
  readonly log: Log;
}

/** Counts starts that were given up in a row, and says so once there are too many. */
export function createAlerts({ automations, start, log }: AlertsDependencies) {
  async function call(
    name: string,
    automation: Automation,
    given: { readonly failures: number; readonly error: string; readonly run: string | undefined },
  ): Promise<void> {
    const input = { automation: automation.id, function: automation.function, ...given };
    try {
      const run = await start(name, { ...input, run: given.run ?? null }, { trigger: "function" });
      if (run.status !== "succeeded")
        log.write("warn", `The alert function "${name}" did not succeed: ${run.error?.message}`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      log.write("warn", `The alert function "${name}" could not be called: ${reason}`);
    }
  }

  return {
    async givenUp(
      automation: Automation,
      { error, run }: { readonly error: string; readonly run: string | undefined },
    ): Promise<void> {
      const failures = await automations.countFailure(automation.id);
      const { alertAfter, alertFunction } = automation.settings;
      if (failures < alertAfter || !(await automations.markAlerted(automation.id))) return;
      log.write(
        "warn",
        `Automation ${automation.id} of "${automation.function}": ${alertWords(failures, error)}`,
      );
      if (alertFunction !== null) await call(alertFunction, automation, { failures, error, run });
    },
    async succeeded({ id, failures, alertedAt }: Automation): Promise<void> {
      if (failures > 0 || alertedAt !== undefined)
        await automations.change(id, { failures: 0, alertedAt: undefined });
    },
  };
}

export type Alerts = ReturnType<typeof createAlerts>;

export function alertWords(failures: number, error: string | undefined): string {
  const starts = failures === 1 ? "A start was" : `${failures} starts in a row were`;
  return `${starts} given up${error === undefined ? "." : `. The last said: ${error}`}`;
}
