import { operationListShape } from "../../src/contract/catalog.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { strings } from "../words/strings.ts";
import { Chip } from "../ui/chip.tsx";
import { Logo } from "../ui/logo.tsx";
import { Failure, Loading } from "../ui/states.tsx";

const words = strings.browse;

/** What a search finds, the best first. */
export function Found({ query }: { readonly query: string }) {
  const { connectors } = useServer();
  const path = `/api/operations?q=${encodeURIComponent(query)}&limit=30`;
  const { loaded, reload } = useGet(operationListShape, path);
  if (loaded.status === "loading") return <Loading lines={4} />;
  if (loaded.status === "failed") {
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  }
  const { operations } = loaded.value;
  const known = connectors.status === "ready" ? connectors.value.connectors : [];
  return (
    <>
      <p role="status">
        {operations.length > 0 ? words.found(operations.length) : words.nothing(query)}
      </p>
      <ul role="list" className="browse-found">
        {operations.map(({ id, connector, title, kind }) => {
          const tool = known.find((one) => one.id === connector);
          return (
            <li key={id}>
              {tool && <Logo svg={tool.logo} />}
              <span>
                {title} <code>{id}</code>
              </span>
              <Chip tone={kind === "read" ? "info" : "warn"}>{words.kinds[kind]}</Chip>
            </li>
          );
        })}
      </ul>
    </>
  );
}
