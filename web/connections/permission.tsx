import type { ConnectionUses } from "../../src/contract/connection.ts";
import { accessWords as words } from "../words/connections.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { FunctionNames } from "./names.tsx";

interface PermissionProps {
  readonly permission: ConnectionUses["permissions"][number];
  /** Whether the account has a token of the app and one of the person. */
  readonly hasBoth: boolean;
  /** There where nobody needs it. */
  readonly giveBack?: (() => void) | undefined;
  readonly busy?: boolean;
}

/** One permission in words, with the scope behind it and who needs it. */
export function Permission({ permission, hasBoth, giveBack, busy = false }: PermissionProps) {
  const { scope, sentence, sensitivity, access, condition, functions, token, forSignIn } =
    permission;
  const isGrave = access === "write" || sensitivity === "restricted";
  return (
    <li className="access-permission">
      <div>
        <p className="access-sentence">
          {sentence}
          {hasBoth && ` (${words.tokens[token]})`}
        </p>
        <p className="access-facts">
          <Chip tone={isGrave ? "warn" : "info"}>
            {strings.connect.sensitivity(access, sensitivity)}
          </Chip>{" "}
          <code>{scope}</code>
        </p>
        {condition !== undefined && <p className="access-condition">{condition}</p>}
        {forSignIn && <p className="access-condition">{words.forSignIn}</p>}
        {functions.length > 0 && (
          <p className="access-facts">
            {words.neededBy} <FunctionNames names={functions} />
          </p>
        )}
      </div>
      {giveBack && (
        <div className="access-ways">
          <Chip>{words.notNeeded}</Chip>
          <Button disabled={busy} aria-label={words.giveBackOf(sentence)} onClick={giveBack}>
            {words.giveBack}
          </Button>
        </div>
      )}
    </li>
  );
}
