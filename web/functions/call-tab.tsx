import { useState } from "react";
import {
  type FunctionView,
  newSigningSecretShape,
  signingSecretShape,
} from "../../src/contract/function.ts";
import { Lacking } from "../access/allowed.tsx";
import { readSecret, signedCall } from "../automations/signed-call.ts";
import { under } from "../base.ts";
import { ask, remove } from "../data/api.ts";
import { useMay } from "../data/rights.ts";
import { useAction } from "../data/use-action.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ago, moment } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { fieldsOf } from "./inputs.ts";
import "./call-tab.css";

const words = functionWords.calls;

/** How a program calls the function: its address, with a key or with a signature. */
export default function CallTab({ current }: { readonly current: FunctionView }) {
  const builds = useMay("build");
  const address = `${location.origin}${under(`/functions/${encodeURIComponent(current.name)}`)}`;
  const body = exampleOf(current);
  return (
    <div className="call-tab">
      <section aria-labelledby="call-key">
        <h2 id="call-key">{words.keyTitle}</h2>
        <p>
          {words.keyLead} <Link href={`${paths.settings}#keys`}>{words.toKeys}</Link>
        </p>
        <CopyField label={words.address} text={address} />
        <CopyField block label={words.withKey} text={withKey(address, body)} />
      </section>
      <section aria-labelledby="call-signed">
        <h2 id="call-signed">{words.signedTitle}</h2>
        <p>{words.signedLead}</p>
        {builds ? (
          <SigningSecret name={current.name} address={address} body={body} />
        ) : (
          <Lacking right="build" />
        )}
      </section>
    </div>
  );
}

interface SigningSecretProps {
  readonly name: string;
  readonly address: string;
  readonly body: string;
}

function SigningSecret({ name, address, body }: SigningSecretProps) {
  const path = `/api/functions/${encodeURIComponent(name)}/signing-secret`;
  const { loaded, reload, set } = useGet(signingSecretShape, path);
  const [secret, setSecret] = useState<string>();
  const { busy, problem, run } = useAction();
  const confirm = useConfirm();
  const toast = useToast();
  const isThere = loaded.status === "ready" && loaded.value.isThere;

  async function renew() {
    const question = {
      title: words.renewTitle(name),
      detail: words.renewDetail,
      action: words.renew,
    };
    if (isThere && !(await confirm(question))) return;
    await run(async () => {
      const { secret: made, ...view } = await ask(newSigningSecretShape, path, { method: "POST" });
      setSecret(made);
      set(view);
    });
  }
  async function end() {
    const question = {
      title: words.endTitle(name),
      detail: words.endDetail,
      action: words.end,
      danger: true,
    };
    if (!(await confirm(question))) return;
    await run(async () => {
      await remove(path);
      setSecret(undefined);
      toast({ text: words.ended(name) });
      reload();
    });
  }
  if (loaded.status === "loading") return <Loading lines={3} />;
  if (loaded.status === "failed")
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  const { createdAt, previousUntil } = loaded.value;
  return (
    <>
      <p className="call-note">
        {isThere ? words.since(ago(createdAt ?? "", Date.now())) : words.none}
        {previousUntil !== undefined && ` ${words.previous(moment(previousUntil))}`}
      </p>
      {secret !== undefined && (
        <div className="call-secret" role="status">
          <CopyField label={words.secret} text={secret} />
          <p className="call-note">{words.once}</p>
        </div>
      )}
      {isThere && <CopyField block label={words.withSecret} text={signedCall(address, body)} />}
      {problem && <Failure detail={problem.message} />}
      <div className="call-ways">
        <Button look={isThere ? "plain" : "primary"} disabled={busy} onClick={() => void renew()}>
          {isThere ? words.renew : words.make}
        </Button>
        {isThere && (
          <Button look="danger" disabled={busy} onClick={() => void end()}>
            {words.end}
          </Button>
        )}
      </div>
    </>
  );
}

function withKey(address: string, body: string): string {
  return [
    readSecret.replace("secret", "key"),
    `curl ${address} \\`,
    `  -H "Authorization: Bearer $SECRET" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join("\n");
}

/** What it takes, with something in each of its fields. */
function exampleOf({ input }: FunctionView): string {
  const fields = fieldsOf(input) ?? [];
  const examples = { string: "…", number: 1, boolean: true, array: [], object: {} };
  const values = fields.map((one) => [one.name, one.choices?.[0] ?? examples[one.type]]);
  return JSON.stringify(Object.fromEntries(values));
}
