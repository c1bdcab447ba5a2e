import { type FormEvent, useId, useState } from "react";
import { problemOf } from "../data/problem.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import "../ui/field.css";

const words = functionWords.actions;

interface NameDialogProps {
  readonly title: string;
  readonly note: string;
  /** As it first stands in the field. */
  readonly name: string;
  readonly action: string;
  /** What it throws is said at the field. */
  readonly go: (name: string) => Promise<void>;
  readonly close: () => void;
}

/** Asks for the name of a function. */
export function NameDialog({ title, note, name, action, go, close }: NameDialogProps) {
  const id = useId();
  const [text, setText] = useState(name);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await go(text.trim());
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  }
  return (
    <Dialog title={title} close={close}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <div className="field">
          <label htmlFor={id}>{words.name}</label>
          <input
            id={id}
            value={text}
            required
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-note`}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setText(event.target.value);
              setProblem(undefined);
            }}
          />
          <p id={`${id}-note`} className={problem ? "field-problem" : "field-note"} role="status">
            {problem ?? note}
          </p>
        </div>
        <div className="dialog-ways">
          <Button type="submit" look="primary" disabled={busy}>
            {action}
          </Button>
          <Button onClick={close}>{strings.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
