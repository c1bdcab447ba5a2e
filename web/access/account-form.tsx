import { under } from "../base.ts";
import { type FormEvent, useState } from "react";
import { useAction } from "../data/use-action.ts";
import { accessWords } from "../words/access.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";

const words = accessWords;

/** What a new account, or a new password, is made of. */
interface Given {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

interface AccountFormProps {
  readonly asksFor: readonly (keyof Given)[];
  /** The address that is decided already: it is shown to password managers. */
  readonly email?: string;
  readonly minPasswordLength: number;
  readonly action: string;
  readonly send: (given: Given, signal: AbortSignal) => Promise<void>;
}

/** Makes an account, or gives it a password. */
export function AccountForm(props: AccountFormProps) {
  const { asksFor, email: fixed, minPasswordLength, action, send } = props;
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useAction();
  function submit(event: FormEvent) {
    event.preventDefault();
    const given = { name: name.trim(), email: fixed ?? email.trim(), password };
    void run((signal) => send(given, signal));
  }
  const isWrong = problem?.code === "access/password";
  return (
    <form className="access-form" onSubmit={submit}>
      {asksFor.includes("name") && (
        <Field label={words.name}>
          {(control) => (
            <input
              {...control}
              autoComplete="name"
              required
              maxLength={100}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
      )}
      {asksFor.includes("email") && (
        <Field label={words.email}>
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          )}
        </Field>
      )}
      {fixed !== undefined && (
        <input type="email" autoComplete="username" hidden readOnly value={fixed} />
      )}
      <Field
        label={asksFor.includes("name") ? words.password : words.newPassword}
        note={words.passwordNote(minPasswordLength)}
        problem={isWrong ? problem.message : undefined}
      >
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="new-password"
            required
            minLength={minPasswordLength}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Field>
      {problem && !isWrong && (
        <Failure
          detail={problem.message}
          {...(problem.code === "access/link"
            ? { way: { label: words.toProduct, go: () => location.assign(under("/")) } }
            : {})}
        />
      )}
      <Button type="submit" look="primary" disabled={busy}>
        {action}
      </Button>
    </form>
  );
}
