import { useState } from "react";
import { z } from "zod";
import { connectionShape } from "../../../src/contract/connection.ts";
import { type FunctionView, functionShape } from "../../../src/contract/function.ts";
import { SigningIn } from "../../connections/signing-in.tsx";
import { useSignIn } from "../../connections/use-sign-in.ts";
import { useGet } from "../../data/use-get.ts";
import { useSignInNews } from "../../data/use-sign-in-news.ts";
import { MissingNotice } from "../../functions/missing-notice.tsx";
import { strings } from "../../words/strings.ts";
import { connectionWords } from "../../words/connections.ts";
import { Button } from "../../ui/button.tsx";
import { Failure } from "../../ui/states.tsx";
import "./mend-run.css";

const words = strings.runTool;
const listShape = z.object({ connections: z.array(connectionShape) });

/** What a failed run can be mended with, where an account that its function uses is the cause. */
export function MendRun({ name }: { readonly name: string }) {
  const { loaded, reload } = useGet(functionShape, `/api/functions/${encodeURIComponent(name)}`);
  // A function that is gone, or cannot be asked for, has no way on here: the error stands above.
  return loaded.status === "ready" && <Ways current={loaded.value} reload={reload} />;
}

interface WaysProps {
  readonly current: FunctionView;
  readonly reload: () => void;
}

function Ways({ current, reload }: WaysProps) {
  const { loaded, reload: look } = useGet(listShape, "/api/connections?default=true");
  const { signIn, problem, begin, end } = useSignIn();
  /** Once tried, what is no longer in the way was mended: another window may tell it first. */
  const [isTried, setTried] = useState(false);
  useSignInNews(look);
  // What was missing for want of a working account may be granted with it.
  useSignInNews(reload);
  const { missing = [] } = current;
  const uses = new Set(current.permissions.map(({ connector }) => connector));
  const broken =
    loaded.status === "ready" &&
    loaded.value.connections.find(
      ({ status, isPresent, inUse, connectors }) =>
        status === "reconnect-needed" &&
        isPresent &&
        inUse &&
        connectors.some((one) => uses.has(one)),
    );
  function decided() {
    setTried(true);
    reload();
  }
  if (broken) {
    const path = `/api/connections/${encodeURIComponent(broken.id)}/reconnect`;
    return (
      <div className="mend-run">
        {problem && <Failure detail={problem.message} />}
        {signIn ? (
          <SigningIn
            signIn={signIn}
            done={() => {
              end();
              look();
              reload();
            }}
          />
        ) : (
          <Button
            onClick={() => {
              setTried(true);
              void begin(path);
            }}
          >
            {connectionWords.reconnect} {broken.account.label}
          </Button>
        )}
      </div>
    );
  }
  if (missing.length === 0) return isTried && <p role="status">{words.mended}</p>;
  return (
    <div className="mend-run">
      <MissingNotice name={current.name} missing={missing} decided={decided} />
    </div>
  );
}
