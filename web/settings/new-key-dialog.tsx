import { under } from "../base.ts";
import { type FormEvent, useState } from "react";
import { type Right, rightShape, rights } from "../../src/contract/access.ts";
import { newApiKeyShape } from "../../src/contract/settings.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";
import { rightNames } from "../words/access.ts";
import { settingsWords } from "../words/settings.ts";

const words = settingsWords.keys;
const rightNamesInOrder = rightShape.options;

interface NewKeyDialogProps {
  /** What whoever makes it may do, and so the key at most. */
  readonly may: readonly Right[];
  readonly close: () => void;
  readonly made: () => void;
}

/** Makes a key, and shows it this once. */
export function NewKeyDialog({ may, close, made }: NewKeyDialogProps) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Right[]>(["use"]);
  const [ends, setEnds] = useState("");
  const [key, setKey] = useState<string>();
  const { busy, problem, run } = useAction();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = {
        name: name.trim(),
        scopes,
        // To the end of that day.
        ...(ends === "" ? {} : { endsAt: new Date(`${ends}T23:59:59`).toISOString() }),
      };
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
        <fieldset className="key-scopes">
          <legend>{words.scopes}</legend>
          {rightNamesInOrder.map(
            (right) =>
              may.includes(right) && (
                <label key={right}>
                  <input
                    type="checkbox"
                    checked={scopes.includes(right)}
                    onChange={({ target }) =>
                      setScopes(
                        target.checked
                          ? [...scopes, right]
                          : scopes.filter((scope) => scope !== right),
                      )
                    }
                  />
                  <span>
                    {rightNames[right]} <span className="settings-note">{rights[right]}</span>
                  </span>
                </label>
              ),
          )}
        </fieldset>
        <Field label={words.ends} note={words.endsNote}>
          {(control) => (
            <input
              {...control}
              type="date"
              min={new Date().toISOString().slice(0, 10)}
              value={ends}
              onChange={({ target }) => setEnds(target.value)}
            />
          )}
        </Field>
        {scopes.length === 0 && <p className="settings-note">{words.noScope}</p>}
        {problem && <Failure detail={problem.message} />}
        <div className="settings-buttons">
          <Button type="submit" look="primary" disabled={busy || scopes.length === 0}>
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
  // Whatever the key may do, it may ask who it is.
  const example = `curl -H "Authorization: Bearer ${secret}" ${location.origin}${under("/api/me")}`;
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
