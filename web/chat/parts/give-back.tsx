import { useState } from "react";
import { givenBackShape } from "../../../src/contract/connection.ts";
import { ask } from "../../data/api.ts";
import { problemOf } from "../../data/problem.ts";
import { strings } from "../../words/strings.ts";
import { Button } from "../../ui/button.tsx";
import "./give-back.css";

const words = strings.giveBack;

interface GiveBackProps {
  readonly unneeded: {
    readonly connection: string;
    readonly account: string;
    readonly scope: string;
    readonly sentence: string;
  };
}

/** Offers to give back a permission that a change has made needless. */
export function GiveBack({ unneeded }: GiveBackProps) {
  const { connection, account, scope, sentence } = unneeded;
  const [said, setSaid] = useState<string>();
  const [isSending, setSending] = useState(false);

  async function giveBack() {
    setSending(true);
    try {
      const path = `/api/connections/${encodeURIComponent(connection)}/give-back`;
      const body = { scopes: [scope] };
      const { revoked, detail } = await ask(givenBackShape, path, { method: "POST", body });
      setSaid(revoked ? words.revoked : (detail ?? words.dropped));
    } catch (error) {
      setSaid(problemOf(error).message);
      setSending(false);
    }
  }

  return (
    <p className="give-back" role="status">
      {said ?? words.unneeded(sentence, account)}
      {said === undefined && (
        <Button disabled={isSending} onClick={() => void giveBack()}>
          {words.giveBack}
        </Button>
      )}
    </p>
  );
}
