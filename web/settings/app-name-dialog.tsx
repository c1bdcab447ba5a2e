import { type FormEvent, useState } from "react";
import { type AppView, appShape, workspaceShape } from "../../src/contract/app.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { workspaceWords as words } from "../words/workspace.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";

interface AppNameDialogProps {
  /** The one that gets another name; left out for a new workspace. */
  readonly app: AppView | undefined;
  readonly close: () => void;
  /** Told what was done, as a sentence. */
  readonly done: (text: string) => void;
}

/** Asks for a name: another one of an app, or that of a new workspace. */
export default function AppNameDialog({ app, close, done }: AppNameDialogProps) {
  const [name, setName] = useState(app?.name ?? "");
  const { busy, problem, run } = useAction();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = { name: name.trim() };
      if (app) {
        const path = `/api/apps/${encodeURIComponent(app.slug)}`;
        done(words.renamed((await ask(appShape, path, { method: "PATCH", body, signal })).name));
      } else {
        const request = { method: "POST", body, signal } as const;
        done(words.madeWorkspace((await ask(workspaceShape, "/api/workspaces", request)).name));
      }
    });
  }
  return (
    <Dialog title={app ? words.renameTitle(app.name) : words.newWorkspace} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <Field label={words.name} note={app ? words.renameNote : words.newWorkspaceNote}>
          {(control) => (
            <input
              {...control}
              required
              maxLength={60}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        {problem && <Failure detail={problem.message} />}
        <div className="settings-buttons">
          <Button type="submit" look="primary" disabled={busy}>
            {app ? words.save : words.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
