import { useEffect, useRef, useState } from "react";
import type { ConnectionRequestView } from "../../src/contract/connection.ts";
import { LoginHost } from "../chat/parts/login-host.tsx";
import type { SignIn } from "../data/sign-in.ts";
import { useConnectionRequest } from "../data/use-connection-request.ts";
import { connectionWords as words } from "../words/connections.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import "./signing-in.css";

interface SigningInProps {
  readonly signIn: SignIn;
  /** Told once when it is decided; `skipped` where the person cancelled it. */
  readonly done: (view: ConnectionRequestView) => void;
}

/** A sign-in that goes on in another window: waits for it, opens it again, or gives it up. */
export function SigningIn({ signIn, done }: SigningInProps) {
  const { loaded, reload, problem, busy, connect, skip } = useConnectionRequest(
    signIn.request,
    signIn.popup,
  );
  const [host, setHost] = useState<string>();
  const told = useRef(false);
  const view = loaded.status === "ready" ? loaded.value : undefined;
  useEffect(() => {
    if (!view || told.current || !isDecided(view.status)) return;
    told.current = true;
    done(view);
  });
  if (loaded.status === "failed")
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  if (!view) return <Loading lines={2} />;
  if (isDecided(view.status)) return null;
  const isUnderWay = view.status === "connecting" || view.status === "pending";
  return (
    <div className={isUnderWay ? "signing-in" : "signing-in signing-in-refused"}>
      <div role="status">
        <p className="signing-in-title">
          {isUnderWay ? words.waiting(view.providerName) : strings.connect.label[view.status]}
        </p>
        <p>
          {isUnderWay ? words.waitingLead : (view.detail ?? strings.connect.status[view.status])}
        </p>
      </div>
      {view.loginHosts && (
        <LoginHost
          hosts={view.loginHosts}
          value={host ?? view.loginHosts.choices[0]?.host ?? ""}
          change={setHost}
        />
      )}
      {problem && <Failure detail={problem.message} />}
      <div className="signing-in-ways">
        <Button
          look={isUnderWay ? "plain" : "primary"}
          disabled={busy}
          onClick={() => void connect(host)}
        >
          {isUnderWay ? words.openAgain : words.again}
        </Button>
        <Button look="quiet" onClick={() => void skip()}>
          {strings.cancel}
        </Button>
      </div>
    </div>
  );
}

function isDecided(status: ConnectionRequestView["status"]): boolean {
  return status === "granted" || status === "partly-granted" || status === "skipped";
}
