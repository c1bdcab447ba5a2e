import { type FormEvent, useState } from "react";
import { z } from "zod";
import { type AccountView, accountShape } from "../../src/contract/members.ts";
import { addPasskey, hasPasskeys, nameOf } from "../access/passkeys.ts";
import { ask, remove } from "../data/api.ts";
import { useServer } from "../data/server.tsx";
import { useAction } from "../data/use-action.ts";
import { useGet } from "../data/use-get.ts";
import { accessWords } from "../words/access.ts";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { PasswordForm } from "./password-form.tsx";
import { Section } from "./section.tsx";

const words = accessWords.account;

/** One's own account: name, password, passkeys and sessions. */
export default function AccountSection() {
  const { loaded, reload } = useGet(accountShape, "/api/account");
  return (
    <Section id="account" title={settingsWords.sections.account} lead={words.lead}>
      {loaded.status === "loading" && <Loading lines={4} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <>
          <NameForm of={loaded.value} changed={reload} />
          <PasswordForm of={loaded.value} changed={reload} />
          <Passkeys of={loaded.value} changed={reload} />
          <Sessions of={loaded.value} changed={reload} />
        </>
      )}
    </Section>
  );
}

interface PartProps {
  readonly of: AccountView;
  readonly changed: () => void;
}

function NameForm({ of: { name: before, email }, changed }: PartProps) {
  const { reloadMe } = useServer();
  const [name, setName] = useState(before);
  const { busy, problem, run } = useAction();
  const toast = useToast();
  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = { name: name.trim() };
      await ask(z.unknown(), "/api/account", { method: "PATCH", body, signal });
      toast({ text: words.saved });
      reloadMe();
      changed();
    });
  }
  return (
    <form className="settings-box" onSubmit={submit}>
      <div className="settings-fields">
        <Field label={words.name} note={email}>
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
      </div>
      {problem && <Failure detail={problem.message} />}
      <div className="settings-buttons">
        <Button type="submit" disabled={busy || name.trim() === before}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function Passkeys({ of: { passkeys, hasPasskeys: possible }, changed }: PartProps) {
  const { busy, problem, run } = useAction();
  const toast = useToast();
  const can = possible && hasPasskeys();
  return (
    <>
      <h3>{words.passkeys}</h3>
      <div className="settings-rows">
        {passkeys.length === 0 && (
          <p className="settings-row">{can ? words.noPasskeys : words.cannotPasskey}</p>
        )}
        {passkeys.map(({ id, name, createdAt }) => (
          <div key={id} className="settings-row">
            <div>
              <p className="settings-name">{name}</p>
              {createdAt && <p className="settings-note">{ago(createdAt, Date.now())}</p>}
            </div>
            <IconButton
              icon="trash"
              label={words.removePasskey(name)}
              onClick={() =>
                void run(async () => {
                  await remove(`/api/account/passkeys/${id}`);
                  changed();
                })
              }
            />
          </div>
        ))}
      </div>
      {problem && <Failure detail={problem.message} />}
      {can && (
        <div className="settings-buttons">
          <Button
            disabled={busy}
            onClick={() =>
              void run(async (signal) => {
                await addPasskey(signal);
                toast({ text: words.addedPasskey });
                changed();
              })
            }
          >
            {words.addPasskey}
          </Button>
        </div>
      )}
    </>
  );
}

function Sessions({ of: { sessions }, changed }: PartProps) {
  const { busy, problem, run } = useAction();
  const confirm = useConfirm();
  const toast = useToast();
  async function leave() {
    const sure = await confirm({
      title: words.leaveTitle,
      detail: words.leaveDetail,
      action: words.leave,
      danger: true,
    });
    if (!sure) return;
    await run(async () => {
      await ask(z.unknown(), "/api/account/leave", { method: "POST", body: {} });
      location.assign("/");
    });
  }
  return (
    <>
      <h3>{words.sessions}</h3>
      <div className="settings-rows">
        {sessions.map(({ id, userAgent, seenAt, isCurrent }) => {
          const name = nameOf(userAgent ?? "");
          return (
            <div key={id} className="settings-row">
              <div>
                <p className="settings-name">{name}</p>
                <p className="settings-note">
                  {isCurrent ? words.here : words.seen(ago(seenAt, Date.now()))}
                </p>
              </div>
              {!isCurrent && (
                <IconButton
                  icon="leave"
                  label={words.endSession(name)}
                  onClick={() =>
                    void run(async () => {
                      await remove(`/api/account/sessions/${id}`);
                      changed();
                    })
                  }
                />
              )}
            </div>
          );
        })}
      </div>
      {problem && <Failure detail={problem.message} />}
      <div className="settings-buttons">
        <Button
          disabled={busy || sessions.length < 2}
          onClick={() =>
            void run(async () => {
              await remove("/api/account/sessions");
              toast({ text: words.endedOthers });
              changed();
            })
          }
        >
          {words.endOthers}
        </Button>
        <Button look="quiet" onClick={() => void leave()}>
          {words.leave}
        </Button>
      </div>
    </>
  );
}
