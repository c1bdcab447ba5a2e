import { type FormEvent, type ReactNode, useId, useState } from "react";
import {
  type AutomationSettings,
  type AutomationView,
  automationShape,
  misfirePolicies,
  overlapPolicies,
} from "../../src/contract/automation.ts";
import { functionListShape } from "../../src/contract/function.ts";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { Button } from "../ui/button.tsx";
import { Failure } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { automationWords } from "../words/automations.ts";
import "../ui/field.css";

const all = automationWords;
const words = all.settings;

interface SettingsFormProps {
  readonly current: AutomationView;
  readonly changed: (current: AutomationView) => void;
}

/** How it is started, in plain words. */
export function SettingsForm({ current, changed }: SettingsFormProps) {
  const id = useId();
  const [settings, setSettings] = useState(current.settings);
  const [problem, setProblem] = useState<string>();
  const toast = useToast();
  const { loaded } = useGet(functionListShape, "/api/functions");
  const functions = loaded.status === "ready" ? loaded.value.functions : [];
  const change = (some: Partial<AutomationSettings>) => setSettings({ ...settings, ...some });
  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(undefined);
    try {
      const path = `/api/automations/${encodeURIComponent(current.id)}`;
      changed(await ask(automationShape, path, { method: "PATCH", body: { settings } }));
      toast({ text: all.changed });
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  }
  const { overlap, misfire, attempts, alertAfter, alertFunction } = settings;
  return (
    <section className="automation-part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <form className="settings-form" onSubmit={(event) => void submit(event)}>
        <Field id={`${id}-overlap`} label={words.overlap}>
          <select
            id={`${id}-overlap`}
            value={overlap}
            onChange={({ target }) => {
              const chosen = overlapPolicies.find((one) => one === target.value);
              if (chosen) change({ overlap: chosen });
            }}
          >
            {overlapPolicies.map((one) => (
              <option key={one} value={one}>
                {words.overlaps[one]}
              </option>
            ))}
          </select>
        </Field>
        {current.trigger.type === "schedule" && (
          <Field id={`${id}-misfire`} label={words.misfire}>
            <select
              id={`${id}-misfire`}
              value={misfire}
              onChange={({ target }) => {
                const chosen = misfirePolicies.find((one) => one === target.value);
                if (chosen) change({ misfire: chosen });
              }}
            >
              {misfirePolicies.map((one) => (
                <option key={one} value={one}>
                  {words.misfires[one]}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field id={`${id}-attempts`} label={words.attempts} note={words.attemptsNote}>
          <input
            id={`${id}-attempts`}
            type="number"
            min={1}
            max={20}
            required
            aria-describedby={`${id}-attempts-note`}
            value={attempts}
            onChange={({ target }) => change({ attempts: target.valueAsNumber })}
          />
        </Field>
        <Field id={`${id}-alert`} label={words.alertAfter} note={words.alertAfterNote}>
          <input
            id={`${id}-alert`}
            type="number"
            min={1}
            max={1000}
            required
            aria-describedby={`${id}-alert-note`}
            value={alertAfter}
            onChange={({ target }) => change({ alertAfter: target.valueAsNumber })}
          />
        </Field>
        <Field id={`${id}-call`} label={words.alertFunction}>
          <select
            id={`${id}-call`}
            value={alertFunction ?? ""}
            onChange={({ target }) =>
              change({ alertFunction: target.value === "" ? null : target.value })
            }
          >
            <option value="">{words.nobody}</option>
            {[
              ...new Set([
                ...(alertFunction ? [alertFunction] : []),
                ...functions.map(({ name }) => name),
              ]),
            ].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </Field>
        {problem && <Failure detail={problem} />}
        <div className="settings-ways">
          <Button type="submit">{all.save}</Button>
        </div>
      </form>
    </section>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly children: ReactNode;
}

function Field({ id, label, note, children }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {note && (
        <p id={`${id}-note`} className="field-note">
          {note}
        </p>
      )}
    </div>
  );
}
