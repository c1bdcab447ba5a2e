import { type ReactNode, useState } from "react";
import { z } from "zod";
import { useMay } from "../data/rights.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { chatWords } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Logo } from "../ui/logo.tsx";
import { examplesOf, roundOf } from "./examples.ts";
import "./hero.css";

const mostExamples = 6;

/** What of the lists the examples are drawn from. */
const connectionsShape = z.object({
  providers: z.array(z.object({ connectors: z.array(z.object({ id: z.string() })) })),
});
const functionsShape = z.object({ functions: z.array(z.object({ name: z.string() })) });

interface HeroProps {
  /** The composer. */
  readonly children: ReactNode;
  readonly choose: (prompt: string) => void;
}

/** What stands where nothing was said yet. */
export function Hero({ children, choose }: HeroProps) {
  const builds = useMay("build");
  return (
    <div className="hero">
      <Cable />
      <h1>{strings.chat.headline}</h1>
      <p className="hero-lead">{strings.chat.lead}</p>
      {children}
      {builds && <Examples choose={choose} />}
    </div>
  );
}

function Examples({ choose }: Pick<HeroProps, "choose">) {
  const { connectors } = useServer();
  const { loaded: connections } = useGet(connectionsShape, "/api/connections?limit=1");
  const { loaded: functions } = useGet(functionsShape, "/api/functions");
  const [round, setRound] = useState(0);
  // Settled before they are shown: sentences that change places under the pointer are worse than a wait.
  const isReady = [connectors, connections, functions].every(({ status }) => status !== "loading");
  const examples = isReady
    ? examplesOf({
        connectors: connectors.status === "ready" ? connectors.value.connectors : [],
        connected: new Set(
          connections.status === "ready"
            ? connections.value.providers.flatMap((one) => one.connectors.map(({ id }) => id))
            : [],
        ),
        functions:
          functions.status === "ready" ? functions.value.functions.map(({ name }) => name) : [],
        runs: chatWords.runExample,
      })
    : [];
  return (
    <section className="examples" aria-label={strings.chat.examples}>
      {examples.length > mostExamples && (
        <header>
          <Button look="quiet" onClick={() => setRound(round + 1)}>
            <Icon name="shuffle" />
            {chatWords.otherExamples}
          </Button>
        </header>
      )}
      <ul role="list">
        {roundOf(examples, round, mostExamples).map(({ key, logo, prompt }) => (
          <li key={key}>
            <button type="button" onClick={() => choose(prompt)}>
              {logo === undefined ? <Icon name="play" /> : <Logo svg={logo} />}
              <span>{prompt}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Two sockets and the cable between them. */
function Cable() {
  return (
    <svg className="hero-cable" viewBox="0 0 220 64" aria-hidden="true" focusable="false">
      <path d="M26 22C26 74 194 74 194 22" />
      <circle cx="26" cy="18" r="12" />
      <circle cx="26" cy="18" r="4" />
      <circle cx="194" cy="18" r="12" />
      <circle cx="194" cy="18" r="4" />
    </svg>
  );
}
