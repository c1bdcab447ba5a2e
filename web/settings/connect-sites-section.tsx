import { type FormEvent, useState } from "react";
import { connectSitesShape } from "../../src/contract/app-user.ts";
import { under } from "../base.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { useGet } from "../data/use-get.ts";
import { connectSitesWords as words } from "../words/connect-sites.ts";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { Field } from "../ui/field.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { Unfold } from "../ui/unfold.tsx";
import { Section } from "./section.tsx";

const path = "/api/connect-sites";

/** Which sites may show the page to connect one's own account, and what they put in. */
export default function ConnectSitesSection() {
  const { loaded, reload, set } = useGet(connectSitesShape, path);
  return (
    <Section id="connect-sites" title={settingsWords.sections["connect-sites"]} lead={words.lead}>
      {loaded.status === "loading" && <Loading lines={3} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <Sites
          key={loaded.value.origins.join(" ")}
          origins={loaded.value.origins}
          saved={(origins) => set({ origins })}
        />
      )}
      <Unfold className="settings-box" summary={words.how}>
        <HowTo />
      </Unfold>
    </Section>
  );
}

interface SitesProps {
  readonly origins: string[];
  readonly saved: (origins: string[]) => void;
}

function Sites({ origins, saved }: SitesProps) {
  const [text, setText] = useState(origins.join("\n"));
  const [unfit, setUnfit] = useState<string>();
  const { busy, problem, run } = useAction();
  const toast = useToast();
  function submit(event: FormEvent) {
    event.preventDefault();
    const given = text.split(/\s+/).filter(Boolean);
    const wrong = given.find((one) => !URL.canParse(one));
    setUnfit(wrong === undefined ? undefined : words.notOrigin(wrong));
    if (wrong !== undefined) return;
    void run(async (signal) => {
      const body = { origins: given };
      const kept = await ask(connectSitesShape, path, { method: "PUT", body, signal });
      toast({ text: words.saved });
      saved(kept.origins);
    });
  }
  return (
    <form className="settings-box" onSubmit={submit}>
      <Field
        label={words.sites}
        note={origins.length === 0 ? `${words.sitesNote} ${words.none}` : words.sitesNote}
        problem={unfit}
      >
        {(control) => (
          <textarea
            {...control}
            rows={Math.max(3, origins.length + 1)}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {problem && <Failure detail={problem.message} />}
      <div className="settings-buttons">
        <Button type="submit" look="primary" disabled={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function HowTo() {
  const address = location.origin + under("/api/connect-links");
  const link = [
    `curl ${address} \\`,
    `  -H "Authorization: Bearer $PATCHBAY_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"user":{"externalId":"customer-7","name":"Ada"},"connector":"slack"}'`,
  ].join("\n");
  const frame = [
    '<iframe src="EMBED_URL" title="Connect your account" width="320" height="120"></iframe>',
    "<script>",
    '  addEventListener("message", ({ origin, data }) => {',
    `    if (origin !== ${JSON.stringify(location.origin)} || data?.patchbay !== "connect") return;`,
    "    console.log(data.status); // waiting, opened, connected, denied or over",
    "  });",
    "</script>",
  ].join("\n");
  return (
    <div className="connect-sites-how">
      <CopyField block label={words.link} text={link} />
      <p className="settings-note">{words.linkNote}</p>
      <CopyField block label={words.frame} text={frame} />
      <p className="settings-note">{words.frameNote}</p>
    </div>
  );
}
