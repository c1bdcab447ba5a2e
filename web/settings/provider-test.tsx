import { useState } from "react";
import {
  type ClientTest,
  type ProviderSetUp,
  clientTestShape,
} from "../../src/contract/settings.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { Button } from "../ui/button.tsx";
import { Failure } from "../ui/states.tsx";
import { settingsWords } from "../words/settings.ts";
import { Outcome } from "./outcome.tsx";
import { Section } from "./section.tsx";

const words = settingsWords.provider.test;
const tones = { works: "good", wrong: "danger", unclear: "warn", unreachable: "danger" } as const;

/** Whether the provider knows the client. */
export function ProviderTest({ setUp: { id, connectors } }: { readonly setUp: ProviderSetUp }) {
  const [result, setResult] = useState<ClientTest>();
  const { busy, problem, run, cancel } = useAction();
  function test() {
    setResult(undefined);
    void run(async (signal) => {
      const path = `/api/settings/providers/${encodeURIComponent(id)}/test`;
      setResult(await ask(clientTestShape, path, { method: "POST", signal }));
    });
  }
  const [first] = connectors;
  return (
    <Section id="test" title={words.title} lead={words.lead}>
      <div className="settings-buttons">
        {busy ? (
          <>
            <Button onClick={cancel}>{words.stop}</Button>
            <span className="settings-note" role="status">
              {words.testing}
            </span>
          </>
        ) : (
          <Button onClick={test}>{words.test}</Button>
        )}
        {first && (
          <Link className="button button-quiet" href={paths.connector(first.id)}>
            {words.connect}
          </Link>
        )}
      </div>
      {problem && <Failure detail={problem.message} />}
      {result && (
        <Outcome tone={tones[result.status]}>
          <strong>{words.results[result.status]}.</strong> {result.detail}
          {result.status === "works" && result.redirect === "unknown" && (
            <p>{words.redirectUnknown}</p>
          )}
        </Outcome>
      )}
    </Section>
  );
}
