import { useId, useState } from "react";
import { Allowed } from "../access/allowed.tsx";
import { automationSecretShape } from "../../src/contract/automation.ts";
import { ask } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { Button } from "../ui/button.tsx";
import { Copy } from "../ui/copy.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Failure } from "../ui/states.tsx";
import { automationWords } from "../words/automations.ts";
import { readSecret, signedCall } from "./signed-call.ts";
import "./webhook.css";
import "./notes.css";

const words = automationWords.webhook;

interface WebhookProps {
  readonly id: string;
  readonly hook: string;
  readonly hasSecret: boolean;
  /** There is one now. */
  readonly made: () => void;
}

/** Where it is called, and its secret while it was just made. */
export function Webhook({ id, hook, hasSecret, made }: WebhookProps) {
  const title = useId();
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const confirm = useConfirm();
  async function renew() {
    const question = {
      title: words.confirmSecret,
      detail: words.confirmSecretDetail,
      action: words.newSecret,
      danger: true,
    };
    if (hasSecret && !(await confirm(question))) return;
    setProblem(undefined);
    try {
      const path = `/api/automations/${encodeURIComponent(id)}/secret`;
      setSecret((await ask(automationSecretShape, path, { method: "POST", body: {} })).secret);
      made();
    } catch (error) {
      setProblem(problemOf(error).message);
    }
  }
  return (
    <section className="automation-part" aria-labelledby={title}>
      <h2 id={title}>{words.title}</h2>
      <p className="automation-note">{words.lead}</p>
      {secret === undefined ? (
        <Line label={words.address} text={addressOf(hook)} />
      ) : (
        <SecretShown hook={hook} secret={secret} />
      )}
      {problem && <Failure detail={problem} />}
      <Allowed right="build">
        <div>
          <Button look={hasSecret ? "plain" : "primary"} onClick={() => void renew()}>
            {hasSecret ? words.newSecret : words.firstSecret}
          </Button>
        </div>
      </Allowed>
    </section>
  );
}

/** A secret the one time that it is shown, with how it is used. */
export function SecretShown({ hook, secret }: { readonly hook: string; readonly secret: string }) {
  const address = addressOf(hook);
  return (
    <div className="secret-shown" role="status">
      <Line label={words.address} text={address} />
      <Line label={words.secret} text={secret} />
      <p className="automation-note">{words.once}</p>
      <Example title={words.bearer} text={bearer(address)} />
      <Example title={words.signed} text={signedCall(address, '{"text":"hello"}')} />
      <p className="automation-note">{words.more}</p>
    </div>
  );
}

/** The origin by which the page itself was reached. */
function addressOf(hook: string): string {
  return new URL(hook, location.origin).href;
}

function Line({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="copy-line">
      <span>{label}</span>
      <code>{text}</code>
      <Copy text={text} of={label} />
    </div>
  );
}

function Example({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <figure className="copy-frame">
      <figcaption>{title}</figcaption>
      <pre className="json" tabIndex={0} role="region" aria-label={title}>
        {text}
      </pre>
      <Copy text={text} of={title} />
    </figure>
  );
}

function bearer(address: string): string {
  return [
    readSecret,
    `curl ${address} \\`,
    `  -H "Authorization: Bearer $SECRET" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"text":"hello"}'`,
  ].join("\n");
}
