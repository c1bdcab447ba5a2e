import { type FunctionView, functionShape } from "../../src/contract/function.ts";
import { remove } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { useGet } from "../data/use-get.ts";
import { Link, navigate } from "../router.tsx";
import { type FunctionTab, paths } from "../routes.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Page } from "../ui/page.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { CodeTab } from "./code-tab.tsx";
import { RunTab } from "./run-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";
import "./function-screen.css";

const words = strings.functions;
const tabs = ["code", "versions", "run"] as const satisfies readonly FunctionTab[];

interface FunctionScreenProps {
  readonly name: string;
  readonly tab: FunctionTab;
}

/** One function: its code, its versions, its runs. */
export function FunctionScreen({ name, tab }: FunctionScreenProps) {
  const path = `/api/functions/${encodeURIComponent(name)}`;
  const { loaded, reload, set } = useGet(functionShape, path);
  const current = loaded.status === "ready" ? loaded.value : undefined;
  // An address from before a renaming shows the function as it is called now.
  const called = current?.name ?? name;
  async function discard() {
    if (!confirm(words.confirmDelete(called))) return;
    try {
      await remove(`/api/functions/${encodeURIComponent(called)}`);
      navigate(paths.functions);
    } catch (error) {
      alert(problemOf(error).message);
    }
  }
  return (
    <Page
      title={
        <>
          {called} {current && <Chip>{words.version(current.version)}</Chip>}
        </>
      }
      lead={current?.description}
      actions={
        <>
          <Link className="button button-quiet" href={paths.functions}>
            {words.back}
          </Link>
          {current && (
            <Button look="quiet" onClick={() => void discard()}>
              {words.delete}
            </Button>
          )}
        </>
      }
    >
      {loaded.status === "loading" && <Loading lines={6} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {current && <Tabs current={current} tab={tab} changed={set} />}
    </Page>
  );
}

interface TabsProps {
  readonly current: FunctionView;
  readonly tab: FunctionTab;
  readonly changed: (current: FunctionView) => void;
}

/** Each view has an address of its own, so that these are links. */
function Tabs({ current, tab, changed }: TabsProps) {
  return (
    <>
      <nav className="tabs" aria-label={words.views}>
        {tabs.map((one) => (
          <Link
            key={one}
            href={paths.function(current.name, one)}
            aria-current={one === tab ? "page" : undefined}
          >
            {words[one]}
          </Link>
        ))}
      </nav>
      {tab === "code" && <CodeTab current={current} />}
      {tab === "versions" && <VersionsTab current={current} changed={changed} />}
      {tab === "run" && <RunTab key={current.version} current={current} />}
    </>
  );
}
