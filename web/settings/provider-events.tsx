import { type WebhookView, webhookShape } from "../../src/contract/webhook.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Failure } from "../ui/states.tsx";
import { moment } from "../ui/time.ts";
import { settingsWords } from "../words/settings.ts";
import { Section } from "./section.tsx";

const words = settingsWords.provider.events;

interface ProviderEventsProps {
  readonly webhook: WebhookView;
  readonly changed: () => void;
}

/** How the provider's events reach this server. */
export function ProviderEvents({ webhook, changed }: ProviderEventsProps) {
  const { provider, mode, address, reachable, ready, signedWith, openUntil, verificationToken } =
    webhook;
  const { busy, problem, run } = useAction();
  if (mode === "sandbox")
    return (
      <Section id="events" title={words.title}>
        <p className="settings-note">{words.sandbox}</p>
      </Section>
    );
  const open = () =>
    run(async (signal) => {
      const path = `/api/webhooks/${encodeURIComponent(provider)}/open`;
      await ask(webhookShape, path, { method: "POST", signal });
      changed();
    });
  return (
    <Section
      id="events"
      title={words.title}
      actions={
        <Chip tone={ready && reachable ? "good" : "neutral"}>
          {ready && reachable ? words.ready : words.waiting}
        </Chip>
      }
    >
      <CopyField label={words.address} text={address} />
      {!reachable && <p className="settings-note">{words.unreachable}</p>}
      <ol className="provider-steps">
        {webhook.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {verificationToken !== null && <CopyField label={words.token} text={verificationToken} />}
      {openUntil !== null && <p className="settings-note">{words.opened(moment(openUntil))}</p>}
      {problem && <Failure detail={problem.message} />}
      <div className="settings-buttons">
        {signedWith === "sent-once" && (
          <Button disabled={busy} onClick={() => void open()}>
            {words.open}
          </Button>
        )}
        <a href={webhook.docs} target="_blank" rel="noreferrer">
          {words.docs}
        </a>
      </div>
    </Section>
  );
}
