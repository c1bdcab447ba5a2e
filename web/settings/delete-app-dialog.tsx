import { type FormEvent, useState } from "react";
import type { AppView } from "../../src/contract/app.ts";
import { remove } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { workspaceWords as words } from "../words/workspace.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";

interface DeleteAppDialogProps {
  readonly app: AppView;
  readonly close: () => void;
  readonly done: () => void;
}

/** Says what goes with an app, and has its name typed: much goes at once. */
export default function DeleteAppDialog({ app, close, done }: DeleteAppDialogProps) {
  const [typed, setTyped] = useState("");
  const { busy, problem, run } = useAction();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async () => {
      await remove(`/api/apps/${encodeURIComponent(app.slug)}`);
      done();
    });
  }
  return (
    <Dialog title={words.deleteTitle(app.name)} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <p>{words.deleteDetail}</p>
        <ul>
          {words.goes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <Field label={words.deleteTyped(app.name)}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        {problem && <Failure detail={problem.message} />}
        <div className="settings-buttons">
          <Button type="submit" look="danger" disabled={busy || typed.trim() !== app.name}>
            {words.delete}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
