import { here } from "../router.tsx";
import { useEffect, useState } from "react";
import { z } from "zod";
import {
  type InvitationView,
  type SignInView,
  invitationViewShape,
} from "../../src/contract/members.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { accessWords } from "../words/access.ts";
import { Button } from "../ui/button.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { AccountForm } from "./account-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { signOut } from "./sign-out.ts";

const words = accessWords.invitation;

interface InvitationProps {
  readonly code: string;
  readonly ways: SignInView;
  readonly done: () => void;
}

/** Takes up an invitation: with a new account, or with the one that there is. */
export function Invitation({ code, ways, done }: InvitationProps) {
  const [view, setView] = useState<InvitationView>();
  const { problem, run } = useAction();
  const [round, setRound] = useState(0);
  useEffect(() => {
    void run(async (signal) => {
      const request = { method: "POST", body: { code }, signal } as const;
      setView(await ask(invitationViewShape, "/api/sign-in/invitation", request));
    });
    // `run` is another one each time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [code, round]);

  if (problem)
    return <Failure detail={problem.message} way={{ label: accessWords.toProduct, go: done }} />;
  if (!view) return <Loading />;
  const accept = async (account: object | undefined, signal: AbortSignal) => {
    const body = { code, ...(account ? { account } : {}) };
    await ask(z.unknown(), "/api/sign-in/invitation/accept", { method: "POST", body, signal });
    done();
  };
  return (
    <>
      <p>{words.lead(view.workspace)}</p>
      <p>{words.as(view.email, view.role)}</p>
      <Ways view={view} ways={ways} accept={accept} signedIn={() => setRound(round + 1)} />
    </>
  );
}

interface WaysProps {
  readonly view: InvitationView;
  readonly ways: SignInView;
  readonly accept: (account: object | undefined, signal: AbortSignal) => Promise<void>;
  readonly signedIn: () => void;
}

function Ways({ view: { email, hasAccount, signedInAs }, ways, accept, signedIn }: WaysProps) {
  const { busy, problem, run } = useAction();
  if (signedInAs !== undefined && signedInAs !== email) {
    return (
      <Failure
        detail={words.other(email, signedInAs)}
        way={{ label: accessWords.signOut, go: () => void signOut(location.pathname) }}
      />
    );
  }
  if (signedInAs !== undefined) {
    return (
      <div className="access-form">
        <p>{words.joinAs(email)}</p>
        {problem && <Failure detail={problem.message} />}
        <Button
          look="primary"
          disabled={busy}
          onClick={() => void run((signal) => accept(undefined, signal))}
        >
          {words.join}
        </Button>
      </div>
    );
  }
  if (hasAccount) {
    return (
      <>
        <p>{words.hasAccount(email)}</p>
        <SignInForm ways={ways} next={here()} done={signedIn} />
      </>
    );
  }
  return (
    <AccountForm
      asksFor={["name", "password"]}
      email={email}
      minPasswordLength={ways.minPasswordLength}
      action={words.accept}
      send={({ name, password }, signal) => accept({ name, password }, signal)}
    />
  );
}
