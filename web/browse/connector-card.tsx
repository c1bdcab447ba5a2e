import type { ConnectorSummary } from "../../src/contract/catalog.ts";
import { useServer } from "../data/server.tsx";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Logo } from "../ui/logo.tsx";

/** A tool, what it is for, and sentences to start from. */
export function ConnectorCard({ connector }: { readonly connector: ConnectorSummary }) {
  const { id, name, logo, description, examplePrompts, needsModel } = connector;
  const { status } = useServer();
  const hasModel = status.status !== "ready" || !status.value.model.builtin;
  const title = `browse-${id}`;
  return (
    <section className="browse-tool" aria-labelledby={title}>
      <header>
        <Logo svg={logo} />
        <div>
          <h2 id={title}>{name}</h2>
          <p>{description}</p>
        </div>
      </header>
      {needsModel && !hasModel && <p role="note">{strings.browse.needsModel}</p>}
      <ul role="list">
        {examplePrompts.map((prompt) => (
          <li key={prompt}>
            <Link href={paths.prompt(prompt)}>{prompt}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
