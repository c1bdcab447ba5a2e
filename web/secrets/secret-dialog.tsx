import { type FormEvent, useState } from "react";
import type { SecretUse } from "../../src/contract/secret.ts";
import { put } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";
import { secretWords } from "../words/secrets.ts";

const words = secretWords;

interface SecretDialogProps {
  /** The one whose value is replaced; undefined for a new one. */
  readonly secret: SecretUse | undefined;
  readonly taken: readonly string[];
  readonly close: () => void;
  readonly saved: (name: string) => void;
}

/** Takes a value, which nobody sees again. */
export function SecretDialog({ secret, taken, close, saved }: SecretDialogProps) {
  const [name, setName] = useState(secret?.name ?? "");
  const [value, setValue] = useState("");
  const [hosts, setHosts] = useState(secret?.hosts.join(" ") ?? "");
  const { busy, problem, run } = useAction();
  const isTaken = secret === undefined && taken.includes(name.trim());
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isTaken) return;
    const body = {
      value,
      hosts: hosts
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    };
    void run(async (signal) => {
      await put(`/api/secrets/${encodeURIComponent(name.trim())}`, body, signal);
      saved(name.trim());
    });
  }
  return (
    <Dialog title={secret ? words.replaceOf(secret.name) : words.form.addTitle} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        {!secret && (
          <Field
            label={words.form.name}
            note={words.form.nameNote}
            problem={isTaken ? words.form.nameTaken : undefined}
          >
            {(control) => (
              <input
                {...control}
                required
                maxLength={64}
                pattern="[A-Za-z]\w{0,63}"
                spellCheck={false}
                autoComplete="off"
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
        )}
        <Field label={words.form.value} note={words.form.valueNote}>
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete="off"
              required
              value={value}
              onChange={({ target }) => setValue(target.value)}
            />
          )}
        </Field>
        <Field label={words.form.hosts} note={words.form.hostsNote}>
          {(control) => (
            <input
              {...control}
              required
              spellCheck={false}
              placeholder={words.form.hostsExample}
              value={hosts}
              onChange={({ target }) => setHosts(target.value)}
            />
          )}
        </Field>
        {problem && <Failure detail={problem.message} />}
        <div className="dialog-ways">
          <Button type="submit" look="primary" disabled={busy}>
            {words.form.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
