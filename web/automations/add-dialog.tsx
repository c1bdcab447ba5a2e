import { type FormEvent, useId, useState } from "react";
import { newAutomationShape } from "../../src/contract/automation.ts";
import { functionListShape } from "../../src/contract/function.ts";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { navigate } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { type Schedule, ScheduleFields } from "./schedule-fields.tsx";
import { SecretShown } from "./webhook.tsx";
import { automationWords } from "../words/automations.ts";
import "./add-dialog.css";

const words = automationWords;
type Kind = keyof typeof words.kinds;

interface AddDialogProps {
  readonly close: () => void;
  readonly added: () => void;
}

/** A schedule or a webhook for a function there is. */
export default function AddDialog({ close, added }: AddDialogProps) {
  const { loaded, reload } = useGet(functionListShape, "/api/functions");
  return (
    <Dialog title={words.addTitle} close={close}>
      {loaded.status === "loading" && <Loading lines={3} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" &&
        (loaded.value.functions.length === 0 ? (
          <p>{words.noFunctions}</p>
        ) : (
          <AddForm
            functions={loaded.value.functions.map(({ name }) => name)}
            close={close}
            added={added}
          />
        ))}
    </Dialog>
  );
}

interface AddFormProps extends AddDialogProps {
  readonly functions: readonly string[];
}

function AddForm({ functions, close, added }: AddFormProps) {
  const id = useId();
  const [of, setOf] = useState("");
  const [kind, setKind] = useState<Kind>("schedule");
  const [schedule, setSchedule] = useState<Schedule>(() => ({
    cron: "0 9 * * 1-5",
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ id: string; hook: string; secret: string }>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const trigger =
        kind === "schedule"
          ? { type: kind, cron: schedule.cron.trim(), timezone: schedule.timezone }
          : { type: kind };
      const body = { function: of, trigger };
      const view = await ask(newAutomationShape, "/api/automations", { method: "POST", body });
      added();
      if (view.secret !== null && view.hook !== null)
        setMade({ id: view.id, hook: view.hook, secret: view.secret });
      else navigate(paths.automation(view.id));
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  }

  if (made)
    return (
      <>
        <SecretShown hook={made.hook} secret={made.secret} />
        <div className="dialog-ways">
          <Button look="primary" onClick={() => navigate(paths.automation(made.id))}>
            {strings.automationParts.open}
          </Button>
        </div>
      </>
    );
  return (
    <form className="dialog-form" onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor={`${id}-function`}>{words.function}</label>
        <select
          id={`${id}-function`}
          value={of}
          required
          onChange={(event) => setOf(event.target.value)}
        >
          <option value="">{words.chooseFunction}</option>
          {functions.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <fieldset className="automation-kinds">
        <legend>{words.kind}</legend>
        {(["schedule", "webhook"] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={`${id}-kind`}
              checked={kind === one}
              onChange={() => setKind(one)}
            />
            {words.kinds[one]}
          </label>
        ))}
      </fieldset>
      {kind === "schedule" ? (
        <ScheduleFields schedule={schedule} change={setSchedule} problem={problem} />
      ) : (
        problem !== undefined && <Failure detail={problem} />
      )}
      <div className="dialog-ways">
        <Button type="submit" look="primary" disabled={busy}>
          {words.create}
        </Button>
        <Button onClick={close}>{strings.cancel}</Button>
      </div>
    </form>
  );
}
