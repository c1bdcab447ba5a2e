import { type FormEvent, useState } from "react";
import { z } from "zod";
import type { AccountView } from "../../src/contract/members.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { accessWords } from "../words/access.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";

const words = accessWords.account;

interface PasswordFormProps {
  readonly of: AccountView;
  readonly changed: () => void;
}

/** Changes the password, or sets the first one of an account that came by single sign-on. */
export function PasswordForm({ of, changed }: PasswordFormProps) {
  const { hasPassword, minPasswordLength, email } = of;
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { busy, problem, run } = useAction();
  const toast = useToast();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = { ...(hasPassword ? { current } : {}), next };
      await ask(z.unknown(), "/api/account/password", { method: "POST", body, signal });
      setCurrent("");
      setNext("");
      toast({ text: words.changed });
      changed();
    });
  }
  const isWrong = problem?.code === "access/wrong";
  return (
    <form className="settings-box" onSubmit={submit}>
      <input type="email" autoComplete="username" hidden readOnly value={email} />
      <div className="settings-fields">
        {hasPassword && (
          <Field label={words.current} problem={isWrong ? problem.message : undefined}>
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="current-password"
                required
                value={current}
                onChange={({ target }) => setCurrent(target.value)}
              />
            )}
          </Field>
        )}
        <Field label={words.next} note={accessWords.passwordNote(minPasswordLength)}>
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete="new-password"
              required
              minLength={minPasswordLength}
              value={next}
              onChange={({ target }) => setNext(target.value)}
            />
          )}
        </Field>
      </div>
      {problem && !isWrong && <Failure detail={problem.message} />}
      <div className="settings-buttons">
        <Button type="submit" disabled={busy}>
          {hasPassword ? words.change : words.set}
        </Button>
      </div>
    </form>
  );
}
