import { useState } from "react";
import {
  type InvitationRow,
  type MemberView,
  invitationListShape,
  memberListShape,
  memberShape,
  passwordLinkShape,
} from "../../src/contract/members.ts";
import { type Role, roles } from "../../src/contract/access.ts";
import { ask, remove } from "../data/api.ts";
import { useServer } from "../data/server.tsx";
import { useAction } from "../data/use-action.ts";
import { useGet } from "../data/use-get.ts";
import { accessWords, roleNames } from "../words/access.ts";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { InviteDialog, LinkShown, type LinkShownProps } from "./invite-dialog.tsx";
import { Section } from "./section.tsx";

const words = accessWords.members;
const roleList = Object.keys(roles) as readonly Role[];

/** Who belongs to the workspace, and who is invited. */
export default function MembersSection() {
  const members = useGet(memberListShape, "/api/members");
  const invitations = useGet(invitationListShape, "/api/invitations");
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<Omit<LinkShownProps, "close">>();
  const { problem, run } = useAction();
  const confirm = useConfirm();
  const toast = useToast();

  function changeRole({ id, name }: MemberView, role: Role) {
    void run(async () => {
      await ask(memberShape, `/api/members/${id}`, { method: "PATCH", body: { role } });
      toast({ text: words.changed(name, role) });
      members.reload();
    });
  }

  async function discard({ id, name }: MemberView) {
    const sure = await confirm({
      title: words.removeTitle(name),
      detail: words.removeDetail,
      action: words.removeAction,
      danger: true,
    });
    if (!sure) return;
    await run(async () => {
      await remove(`/api/members/${id}`);
      toast({ text: words.removed(name) });
      members.reload();
    });
  }

  function givePassword({ id, name }: MemberView) {
    void run(async () => {
      const path = `/api/members/${id}/password`;
      const made = await ask(passwordLinkShape, path, { method: "POST", body: {} });
      setLink({
        title: words.passwordTitle(name),
        note: words.passwordDetail,
        link: made.link,
      });
    });
  }

  function withdraw({ id, email }: InvitationRow) {
    void run(async () => {
      await remove(`/api/invitations/${id}`);
      toast({ text: words.withdrawn(email) });
      invitations.reload();
    });
  }

  const { loaded } = members;
  const invited = invitations.loaded.status === "ready" ? invitations.loaded.value.invitations : [];
  return (
    <Section
      id="members"
      title={settingsWords.sections.members}
      lead={words.lead}
      actions={<Button onClick={() => setInviting(true)}>{words.invite}</Button>}
    >
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "loading" && <Loading lines={3} />}
      {loaded.status === "failed" && (
        <Failure
          detail={loaded.problem.message}
          way={{ label: strings.retry, go: members.reload }}
        />
      )}
      {loaded.status === "ready" && (
        <div className="settings-rows">
          {loaded.value.members.map((member) => (
            <MemberRow
              key={member.id}
              of={member}
              changeRole={(role) => changeRole(member, role)}
              givePassword={() => givePassword(member)}
              discard={() => void discard(member)}
            />
          ))}
          {invited.map((one) => (
            <div key={one.id} className="settings-row">
              <div>
                <p className="settings-name">{one.email}</p>
                <p className="settings-note">
                  {words.invited} · {roleNames[one.role]} ·{" "}
                  {words.until(new Date(one.expiresAt).toLocaleDateString())}
                </p>
              </div>
              <IconButton
                icon="trash"
                label={words.withdraw(one.email)}
                onClick={() => withdraw(one)}
              />
            </div>
          ))}
        </div>
      )}
      {inviting && (
        <InviteDialog
          close={() => setInviting(false)}
          made={({ email, link: made }) => {
            setInviting(false);
            invitations.reload();
            setLink({ title: words.linkTitle(email), note: words.linkNote, link: made });
          }}
        />
      )}
      {link && <LinkShown {...link} close={() => setLink(undefined)} />}
    </Section>
  );
}

interface MemberRowProps {
  readonly of: MemberView;
  readonly changeRole: (role: Role) => void;
  readonly givePassword: () => void;
  readonly discard: () => void;
}

function MemberRow({ of: member, changeRole, givePassword, discard }: MemberRowProps) {
  const { id, name, email, role, since } = member;
  const { me } = useServer();
  const isMe = me.status === "ready" && me.value.person?.id === id;
  return (
    <div className="settings-row">
      <div>
        <p className="settings-name">
          {name} {isMe && <span className="settings-note">({words.you})</span>}
        </p>
        <p className="settings-note">
          {email} · {words.since(ago(since, Date.now()))}
        </p>
      </div>
      <select
        aria-label={words.roleOf(name)}
        value={role}
        onChange={({ target }) => {
          const chosen = roleList.find((one) => one === target.value);
          if (chosen) changeRole(chosen);
        }}
      >
        {roleList.map((one) => (
          <option key={one} value={one}>
            {roleNames[one]}
          </option>
        ))}
      </select>
      {!isMe && (
        <>
          <IconButton icon="key" label={words.password(name)} onClick={givePassword} />
          <IconButton icon="trash" label={words.remove(name)} onClick={discard} />
        </>
      )}
    </div>
  );
}
