import { under } from "../base.ts";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { z } from "zod";
import type { SignInView } from "../../src/contract/members.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { accessWords } from "../words/access.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";
import { usePasskeyOffer } from "./passkey-offer.ts";
import { askForPasskey, hasPasskeys, signInWith } from "./passkeys.ts";

const words = accessWords;

interface SignInFormProps {
  readonly ways: SignInView;
  /** Told when the person is signed in. */
  readonly done: () => void;
  /** Where single sign-on comes back to; in another tab where it would lose what is on the page. */
  readonly next: string;
  readonly keepsPage?: boolean;
}

/** The ways to sign in that this server has. */
export function SignInForm({ ways, done, next, keepsPage = false }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, problem, run } = useAction();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = { email: email.trim(), password };
      await ask(z.unknown(), "/api/auth/sign-in/email", { method: "POST", body, signal });
      done();
    });
  }

  function usePasskey() {
    void run(async (signal) => {
      await signInWith(await askForPasskey(signal), signal);
      done();
    });
  }

  const takesPasskeys = ways.hasPasskeys && hasPasskeys();
  usePasskeyOffer(takesPasskeys && !busy, (credential) => {
    void run(async (signal) => {
      await signInWith(credential, signal);
      done();
    });
  });
  const oidcAddress = `/api/auth/oidc/start?next=${encodeURIComponent(under(next))}`;
  return (
    <div className="access-form">
      <form className="access-form" onSubmit={submit}>
        <Field label={words.email}>
          {(control) => (
            <input
              {...control}
              ref={first}
              type="email"
              autoComplete={takesPasskeys ? "username webauthn" : "username"}
              required
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          )}
        </Field>
        <Field label={words.password} note={words.forgot}>
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          )}
        </Field>
        {problem && <Failure detail={problem.message} />}
        <Button type="submit" look="primary" disabled={busy}>
          {words.signIn}
        </Button>
      </form>
      {(takesPasskeys || ways.oidc) && <p className="access-or">{words.or}</p>}
      {takesPasskeys && (
        <Button onClick={usePasskey} disabled={busy}>
          {words.passkey}
        </Button>
      )}
      {ways.oidc &&
        (keepsPage ? (
          <a className="button button-plain" href={oidcAddress} target="_blank" rel="noreferrer">
            {words.again.elsewhere(ways.oidc.name)}
          </a>
        ) : (
          <a className="button button-plain" href={oidcAddress}>
            {words.oidc(ways.oidc.name)}
          </a>
        ))}
    </div>
  );
}
