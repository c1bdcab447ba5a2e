import { under } from "../base.ts";
import { type FormEvent, useState } from "react";
import { newApiKeyShape } from "../../src/contract/settings.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";
import { settingsWords } from "../words/settings.ts";

const words = settingsWords.keys;

interface NewKeyDialogProps {
  readonly close: () => void;
  readonly made: () => void;
}

/** Makes a key, and shows it this once. */
export function NewKeyDialog({ close, made }: NewKeyDialogProps) {
  const [name, setName] = useState("");
  const [key, setKey] = useState<string>();
  const { busy, problem, run } = useAction();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = { name: name.trim() };
      setKey((await ask(newApiKeyShape, "/api/keys", { method: "POST", body, signal })).key);
      made();
    });
  }
  if (key !== undefined)
    return <KeyShown title={words.made(name.trim())} secret={key} close={close} />;
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
        {problem && <Failure detail={problem.message} />}
        <div className="settings-buttons">
          <Button type="submit" look="primary" disabled={busy}>
            {words.create}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface KeyShownProps {
  readonly title: string;
  readonly secret: string;
  readonly close: () => void;
}

/** A key the one time that it is shown. */
export function KeyShown({ title, secret, close }: KeyShownProps) {
  const example = `curl -H "Authorization: Bearer ${secret}" ${location.origin}${under("/api/functions")}`;
  return (
    <Dialog title={title} close={close}>
      <div className="dialog-form">
        <p role="status">{words.once}</p>
        <CopyField label={words.key} text={secret} />
        <CopyField label={words.use} text={example} />
        <div className="settings-buttons">
          <Button look="primary" onClick={close}>
            {words.done}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
