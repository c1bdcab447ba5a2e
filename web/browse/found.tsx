import { type ReactNode, useState } from "react";
import { operationListShape } from "../../src/contract/catalog.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { browseWords as words } from "../words/browse.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Logo } from "../ui/logo.tsx";
import { Failure, Loading } from "../ui/states.tsx";

/** As many as are shown at first, and as the server gives at all. */
const limits = { first: 12, most: 100 } as const;

const tones = { read: "info", write: "warn", destructive: "danger" } as const;

interface FoundProps {
  readonly query: string;
  /** Shown where nothing fits. */
  readonly none: ReactNode;
}

/** What tools can do that fits a search, the best first. */
export function Found({ query, none }: FoundProps) {
  const { connectors } = useServer();
  const [limit, setLimit] = useState<number>(limits.first);
  const path = `/api/operations?q=${encodeURIComponent(query)}&limit=${limit}`;
  const { loaded, reload } = useGet(operationListShape, path);
  if (loaded.status === "loading") return <Loading lines={4} />;
  if (loaded.status === "failed") {
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  }
  const { operations } = loaded.value;
  const known = connectors.status === "ready" ? connectors.value.connectors : [];
  if (operations.length === 0) return none;
  return (
    <section className="browse-section" aria-labelledby="browse-found">
      <h2 id="browse-found">{words.operations}</h2>
      <ul role="list" className="browse-found" aria-label={words.operations}>
        {operations.map(({ id, connector, title, kind }) => {
          const tool = known.find((one) => one.id === connector);
          return (
            <li key={id}>
              <Link href={paths.operation(connector, id)}>
                {tool && <Logo svg={tool.logo} />}
                <span>
                  {title} <code>{id}</code>
                </span>
                <Chip tone={tones[kind]}>{words.kinds[kind]}</Chip>
              </Link>
            </li>
          );
        })}
      </ul>
      {operations.length === limit && limit < limits.most && (
        <Button className="browse-more" onClick={() => setLimit(limits.most)}>
          {words.more}
        </Button>
      )}
    </section>
  );
}
