import { connectorUsesShape } from "../../src/contract/connection.ts";
import { useGet } from "../data/use-get.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectorWords as words } from "../words/browse.ts";
import { strings } from "../words/strings.ts";
import { Failure, Loading } from "../ui/states.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import "./operations.css";

/** The functions that use a tool, and what starts them by itself. */
export function ConnectorUsers({ id }: { readonly id: string }) {
  const path = `/api/connectors/${encodeURIComponent(id)}/uses`;
  const { loaded, reload } = useGet(connectorUsesShape, path);
  if (loaded.status === "loading") return <Loading lines={3} />;
  if (loaded.status === "failed")
    return <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />;
  const { functions, automations } = loaded.value;
  if (functions.length + automations.length === 0)
    return <p className="connector-none">{words.noFunctions}</p>;
  const starts = Map.groupBy(automations, ({ function: name }) => name);
  const names = [...new Set([...functions, ...starts.keys()])];
  return (
    <VirtualList label={words.tabs.functions} items={names} keyOf={(name) => name} height={64}>
      {(name) => (
        <div className="operation">
          <p className="operation-title">
            <Link href={paths.function(name)}>{name}</Link>
          </p>
          {starts.get(name)?.map(({ id: automation, words: when }) => (
            <p key={automation} className="connector-facts">
              <Link href={paths.automation(automation)}>{when}</Link>
            </p>
          ))}
        </div>
      )}
    </VirtualList>
  );
}
