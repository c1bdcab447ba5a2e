import { type FormEvent, useState } from "react";
import type { Role } from "../../src/contract/access.ts";
import { newInvitationShape } from "../../src/contract/members.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { accessWords, roleNames, roleNotes } from "../words/access.ts";
import { Button } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";

const words = accessWords.members;
/** The least first. */
const offered: readonly Role[] = ["app-user", "viewer", "builder", "owner"];

interface InviteDialogProps {
  readonly close: () => void;
  readonly made: (invitation: { readonly email: string; readonly link: string }) => void;
}

/** Makes a link that lets somebody in. */
export function InviteDialog({ close, made }: InviteDialogProps) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const { busy, problem, run } = useAction();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = { email: email.trim(), role };
      made(await ask(newInvitationShape, "/api/invitations", { method: "POST", body, signal }));
    });
  }
  return (
    <Dialog title={words.invite} close={close}>
      <form className="dialog-form" onSubmit={submit}>
        <Field label={words.inviteEmail}>
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="off"
              required
              value={email}
              onChange={({ target }) => setEmail(target.value)}
            />
          )}
        </Field>
        <Choice
          label={words.role}
          value={role}
          choose={setRole}
          options={offered.map((one) => ({
            value: one,
            label: roleNames[one],
            note: roleNotes[one],
          }))}
        />
        {problem && <Failure detail={problem.message} />}
        <div className="settings-buttons">
          <Button type="submit" look="primary" disabled={busy}>
            {words.make}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export interface LinkShownProps {
  readonly title: string;
  /** For how long it is good, and what for. */
  readonly note: string;
  readonly link: string;
  readonly close: () => void;
}

/** A link the one time that it is shown. */
export function LinkShown({ title, note, link, close }: LinkShownProps) {
  return (
    <Dialog title={title} close={close}>
      <div className="dialog-form">
        <p role="status">{note}</p>
        <CopyField label={words.link} text={link} />
        <div className="settings-buttons">
          <Button look="primary" onClick={close}>
            {words.done}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
