import type { ReactNode } from "react";
import { useServer } from "../data/server.tsx";
import { strings } from "../words/strings.ts";
import { Logo } from "../ui/logo.tsx";
import "./hero.css";

const mostExamples = 6;

interface HeroProps {
  /** The composer. */
  readonly children: ReactNode;
  readonly choose: (prompt: string) => void;
}

/** What stands where nothing was said yet. */
export function Hero({ children, choose }: HeroProps) {
  return (
    <div className="hero">
      <Cable />
      <h1>{strings.chat.headline}</h1>
      <p className="hero-lead">{strings.chat.lead}</p>
      {children}
      <Examples choose={choose} />
    </div>
  );
}

function Examples({ choose }: Pick<HeroProps, "choose">) {
  const { connectors } = useServer();
  const known = connectors.status === "ready" ? connectors.value.connectors : [];
  const longest = Math.max(0, ...known.map(({ examplePrompts }) => examplePrompts.length));
  // One of each connector in turn, so that the first six show the breadth.
  const examples = Array.from({ length: longest }, (_, turn) =>
    known.flatMap(({ id, logo, examplePrompts }) => {
      const prompt = examplePrompts[turn];
      return prompt === undefined ? [] : { key: `${id} ${turn}`, logo, prompt };
    }),
  ).flat();
  return (
    <ul role="list" className="examples" aria-label={strings.chat.examples}>
      {examples.slice(0, mostExamples).map(({ key, logo, prompt }) => (
        <li key={key}>
          <button type="button" onClick={() => choose(prompt)}>
            <Logo svg={logo} />
            <span>{prompt}</span>
          </button>
        </li>
      ))}
    </ul>
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
