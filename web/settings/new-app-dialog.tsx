import { type FormEvent, useId, useState } from "react";
import { type AppView, type WorkspaceView, appShape } from "../../src/contract/app.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { workspaceWords as words } from "../words/workspace.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";

interface NewAppDialogProps {
  /** Those that one owns. */
  readonly workspaces: readonly WorkspaceView[];
  /** Of the app that is shown. */
  readonly here: string | undefined;
  readonly close: () => void;
  readonly done: () => void;
}

/** Makes an app, and leads to it. */
export default function NewAppDialog({ workspaces, here, close, done }: NewAppDialogProps) {
  const [name, setName] = useState("");
  const [slug, setSlug] = useState("");
  const [workspace, setWorkspace] = useState(
    (workspaces.find(({ id }) => id === here) ?? workspaces[0])?.id ?? "",
  );
  const [made, setMade] = useState<AppView>();
  const { busy, problem, run } = useAction();
  const id = useId();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = { name: name.trim(), workspace, ...(slug === "" ? {} : { slug }) };
      setMade(await ask(appShape, "/api/apps", { method: "POST", body, signal }));
      done();
    });
  }
  if (made)
    return (
      <Dialog title={made.name} close={close}>
        <div className="dialog-form">
          <p role="status">{words.made(made.name)}</p>
          <p className="settings-note">
            <code>{`${location.origin}${made.base}/`}</code>
          </p>
          <div className="settings-buttons">
            <a className="button button-primary" href={`${made.base}/`}>
              {words.go(made.name)}
            </a>
          </div>
        </div>
      </Dialog>
    );
  const address = `${location.origin}/apps/${slug}/`;
  return (
    <Dialog title={words.makeTitle} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <Field label={words.name} note={words.nameNote}>
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
        <Field
          label={words.slug}
          note={slug === "" ? words.slugOwn : words.slugNote(address)}
          problem={problem?.code === "app/slug-taken" ? problem.message : undefined}
        >
          {(control) => (
            <input
              {...control}
              maxLength={40}
              pattern="[a-z0-9](?:[a-z0-9\-]{0,38}[a-z0-9])?"
              title={words.slugShape}
              autoCapitalize="none"
              spellCheck={false}
              value={slug}
              onChange={({ target }) => setSlug(target.value)}
            />
          )}
        </Field>
        {workspaces.length > 1 && (
          <div className="field">
            <label htmlFor={id}>{words.workspace}</label>
            <select id={id} value={workspace} onChange={({ target }) => setWorkspace(target.value)}>
              {workspaces.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
        )}
        {problem && problem.code !== "app/slug-taken" && <Failure detail={problem.message} />}
        <div className="settings-buttons">
          <Button type="submit" look="primary" disabled={busy}>
            {words.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
