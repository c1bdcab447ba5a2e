import { type FormEvent, useState } from "react";
import { type ConnectionView, connectionShape } from "../../src/contract/connection.ts";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { connectionWords as words } from "../words/connections.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { calledOf } from "./called.ts";
import { NameField } from "./name-field.tsx";

interface RenameAccountProps {
  readonly connection: ConnectionView;
  readonly renamed: (to: string) => void;
  readonly close: () => void;
}

/** Calls an account something else; a name that is taken comes back with one that is free. */
export function RenameAccount({ connection, renamed, close }: RenameAccountProps) {
  const { id, provider } = connection;
  const [name, setName] = useState(connection.name);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const path = `/api/connections/${encodeURIComponent(id)}`;
      await ask(connectionShape, path, { method: "PATCH", body: { name } });
      renamed(`${provider}:${name}`);
    } catch (error) {
      setProblem(problemOf(error).message);
      setBusy(false);
    }
  }
  return (
    <Dialog title={words.renameTitle(calledOf(connection))} close={close}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <NameField provider={provider} name={name} problem={problem} change={setName} />
        <div className="dialog-ways">
          <Button type="submit" look="primary" disabled={isBusy || name === connection.name}>
            {words.rename}
          </Button>
          <Button onClick={close}>{strings.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
