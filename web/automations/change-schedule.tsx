import { type FormEvent, useState } from "react";
import { type AutomationView, automationShape } from "../../src/contract/automation.ts";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { type Schedule, ScheduleFields } from "./schedule-fields.tsx";
import { zoneOf } from "./state.tsx";
import { automationWords } from "../words/automations.ts";
import "./notes.css";

const words = automationWords;

interface ChangeScheduleProps {
  readonly current: AutomationView;
  readonly changed: (current: AutomationView) => void;
  readonly close: () => void;
}

/** Another time; where the function's flow says it, a new version of the function. */
export function ChangeSchedule({ current, changed, close }: ChangeScheduleProps) {
  const { id, trigger, origin } = current;
  const [schedule, setSchedule] = useState<Schedule>({
    cron: trigger.type === "schedule" ? trigger.cron : "",
    timezone: zoneOf(current),
  });
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      const { cron, timezone } = schedule;
      const body = { trigger: { type: "schedule", cron: cron.trim(), timezone } };
      const path = `/api/automations/${encodeURIComponent(id)}`;
      changed(await ask(automationShape, path, { method: "PATCH", body }));
      close();
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  }
  return (
    <Dialog title={words.change} close={close}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <ScheduleFields
          schedule={schedule}
          problem={problem}
          change={(next) => {
            setProblem(undefined);
            setSchedule(next);
          }}
        />
        {origin === "flow" && <p className="automation-note">{words.changesFlow}</p>}
        <div className="dialog-ways">
          <Button type="submit" look="primary" disabled={busy}>
            {words.save}
          </Button>
          <Button onClick={close}>{strings.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
