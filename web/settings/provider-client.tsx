import { type FormEvent, useState } from "react";
import { type ProviderSetUp, providerSetUpShape } from "../../src/contract/settings.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Field } from "../ui/field.tsx";
import { Failure } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { settingsWords } from "../words/settings.ts";
import { Section } from "./section.tsx";

const words = settingsWords.provider.client;

interface ProviderClientProps {
  readonly setUp: ProviderSetUp;
  readonly changed: (setUp: ProviderSetUp) => void;
}

/** The client as the console gave it. What is kept of a secret is not in it: a new one replaces it. */
export function ProviderClient({ setUp, changed }: ProviderClientProps) {
  const { id, name, labels, hasSecret, secretEnds, signing, setBy, connected } = setUp;
  const [clientId, setClientId] = useState(setUp.clientId ?? "");
  const [clientSecret, setClientSecret] = useState("");
  const [signingSecret, setSigningSecret] = useState("");
  const { busy, problem, run } = useAction();
  const confirm = useConfirm();
  const toast = useToast();
  const path = `/api/settings/providers/${encodeURIComponent(id)}/client`;
  const isFixed = setBy.length > 0;
  const isKept = hasSecret && clientId.trim() === setUp.clientId;

  function submit(event: FormEvent) {
    event.preventDefault();
    void run(async (signal) => {
      const body = {
        clientId: clientId.trim(),
        ...(clientSecret.trim() === "" ? {} : { clientSecret: clientSecret.trim() }),
        ...(signingSecret.trim() === "" ? {} : { signingSecret: signingSecret.trim() }),
      };
      const answer = await ask(providerSetUpShape, path, { method: "PUT", body, signal });
      setClientSecret("");
      setSigningSecret("");
      toast({ text: words.saved(name) });
      changed(answer);
    });
  }

  async function discard() {
    const sure = await confirm({
      title: words.removeTitle(name),
      detail: words.removeDetail(connected),
      action: words.remove,
      danger: true,
    });
    if (!sure) return;
    await run(async (signal) => {
      const answer = await ask(providerSetUpShape, path, { method: "DELETE", signal });
      toast({ text: words.removed(name) });
      changed(answer);
    });
  }

  return (
    <Section id="client" title={words.title}>
      <form className="settings-box" onSubmit={submit}>
        <div className="settings-fields">
          <Field label={labels.id}>
            {(control) => (
              <input
                {...control}
                required
                disabled={isFixed}
                spellCheck={false}
                autoComplete="off"
                value={clientId}
                onChange={({ target }) => setClientId(target.value)}
              />
            )}
          </Field>
          <Field
            label={labels.secret}
            note={
              isFixed ? words.setBy(setBy) : isKept ? words.secretKept(secretEnds) : words.secretNew
            }
          >
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="off"
                required={!isKept}
                disabled={isFixed}
                value={clientSecret}
                onChange={({ target }) => setClientSecret(target.value)}
              />
            )}
          </Field>
          {signing && (
            <Field
              label={words.signing}
              note={signing.isKept ? words.signingKept : words.signingNew}
            >
              {(control) => (
                <input
                  {...control}
                  type="password"
                  autoComplete="off"
                  disabled={isFixed}
                  value={signingSecret}
                  onChange={({ target }) => setSigningSecret(target.value)}
                />
              )}
            </Field>
          )}
        </div>
        {problem && <Failure detail={problem.message} />}
        {!isFixed && (
          <div className="settings-buttons">
            <Button type="submit" look="primary" disabled={busy}>
              {setUp.clientId === undefined ? words.save : words.saveAgain}
            </Button>
            {setUp.clientId !== undefined && (
              <Button look="danger" disabled={busy} onClick={() => void discard()}>
                {words.remove}
              </Button>
            )}
          </div>
        )}
      </form>
    </Section>
  );
}
