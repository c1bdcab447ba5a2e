import { useState } from "react";
import type { ProviderSetUp } from "../../src/contract/settings.ts";
import { CopyField } from "../ui/copy-field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Notice } from "../ui/notice.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { settingsWords } from "../words/settings.ts";
import { Section } from "./section.tsx";

const words = settingsWords.provider.console;

/** What is done in the provider's console, with all that is copied into it. */
export function ProviderConsole({ setUp }: { readonly setUp: ProviderSetUp }) {
  const { name, steps, redirectUri, redirectProblem, enterAs, scopes, docs } = setUp;
  const [which, setWhich] = useState<"needed" | "all">(scopes.needed.count > 0 ? "needed" : "all");
  return (
    <Section
      id="console"
      title={words.title}
      actions={
        <a className="button button-plain" href={setUp.console} target="_blank" rel="noreferrer">
          {words.open(name)}
          <Icon name="open" />
        </a>
      }
    >
      <ol className="provider-steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <CopyField label={words.redirect} text={redirectUri} />
      {redirectProblem !== undefined && (
        <Notice title={words.unregistered}>
          <p>{redirectProblem}</p>
        </Notice>
      )}
      <Tabs
        label={words.scopesOf}
        current={which}
        choose={setWhich}
        tabs={[
          { name: "needed", label: words.needed(scopes.needed.count) },
          { name: "all", label: words.all(scopes.all.count) },
        ]}
      >
        {scopes[which].count === 0 ? (
          <p className="settings-note">{words.nothingNeeded}</p>
        ) : (
          <CopyField label={enterAs} text={scopes[which].text} block />
        )}
      </Tabs>
      <p className="provider-sources">
        {words.sources}:
        {docs.map((link) => (
          <a key={link} href={link} target="_blank" rel="noreferrer">
            {new URL(link).pathname.split("/").findLast(Boolean)}
          </a>
        ))}
      </p>
    </Section>
  );
}
