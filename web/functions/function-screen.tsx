import { Suspense, lazy } from "react";
import { Lacking } from "../access/allowed.tsx";
import { type FunctionView, functionShape } from "../../src/contract/function.ts";
import { FunctionStarts } from "../automations/function-starts.tsx";
import { Beside } from "../chat/beside.tsx";
import { useGet } from "../data/use-get.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { Link, navigate } from "../router.tsx";
import { type FunctionTab, paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Chip } from "../ui/chip.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Page } from "../ui/page.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { AccountsUsed } from "./accounts-used.tsx";
import { CodeTab } from "./code-tab.tsx";
import { useDraft } from "./draft.ts";
import { FileNotice } from "./file-notice.tsx";
import { FunctionActions } from "./function-actions.tsx";
import { Notice } from "../ui/notice.tsx";
import { MissingNotice } from "./missing-notice.tsx";
import { RunTab } from "./run-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";
import "./function-screen.css";

const CallTab = lazy(() => import("./call-tab.tsx"));
const words = functionWords;
const tabs = ["code", "versions", "run", "call"] as const satisfies readonly FunctionTab[];

interface FunctionScreenProps {
  readonly name: string;
  readonly tab: FunctionTab;
}

/** One function: its code, its versions, its runs. */
export default function FunctionScreen({ name, tab }: FunctionScreenProps) {
  const path = `/api/functions/${encodeURIComponent(name)}`;
  const { loaded, reload, set } = useGet(functionShape, path);
  useComeBack(reload);
  const current = loaded.status === "ready" ? loaded.value : undefined;
  return (
    <Beside about={{ kind: "function", name: current?.name ?? name }} changed={reload}>
      <Page
        title={
          <>
            {/* An address from before a renaming shows the function as it is called now. */}
            {current?.name ?? name} {current && <Chip>{words.version(current.version)}</Chip>}
          </>
        }
        lead={current?.description}
        actions={
          <>
            <Link className="button button-quiet" href={paths.functions}>
              {words.back}
            </Link>
            {current && <FunctionActions name={current.name} tab={tab} />}
          </>
        }
      >
        {loaded.status === "loading" && <Loading lines={6} />}
        {loaded.status === "failed" && (
          <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
        )}
        <Lacking right="build" />
        {current && (
          <Tabs key={current.name} current={current} tab={tab} changed={set} reload={reload} />
        )}
      </Page>
    </Beside>
  );
}

interface TabsProps {
  readonly current: FunctionView;
  readonly tab: FunctionTab;
  readonly changed: (current: FunctionView) => void;
  readonly reload: () => void;
}

/** Each view has an address of its own, so that these are links. */
function Tabs({ current, tab, changed, reload }: TabsProps) {
  const [draft, setDraft] = useDraft(current.name);
  const confirm = useConfirm();
  const { file, missing = [], version, etag } = current;
  const isForCaller = current.permissions.some(({ account }) => account === "user");
  const isUnsaved = draft !== undefined && draft.code !== current.code;
  async function openFile(code: string) {
    const question = { title: words.confirmOpenFile, action: words.openFile, danger: true };
    if (isUnsaved && !(await confirm(question))) return;
    setDraft({ code, version, etag });
    navigate(paths.function(current.name));
  }
  return (
    <>
      {file && (
        <FileNotice
          file={file}
          current={current}
          changed={changed}
          open={() => void openFile(file.code)}
        />
      )}
      {missing.length > 0 && (
        <MissingNotice key={etag} name={current.name} missing={missing} decided={reload} />
      )}
      {isForCaller && <Notice title={words.actsForCaller}>{words.actsForCallerMeans}</Notice>}
      <div className="function-about">
        <FunctionStarts key={`starts ${etag}`} name={current.name} />
        <AccountsUsed current={current} changed={changed} reload={reload} />
      </div>
      <nav className="tabs" aria-label={words.views}>
        {tabs.map((one) => (
          <Link
            key={one}
            href={paths.function(current.name, one)}
            aria-current={one === tab ? "page" : undefined}
          >
            {words[one]}
            {one === "code" && isUnsaved && <Chip tone="warn">{words.unsaved}</Chip>}
          </Link>
        ))}
      </nav>
      {tab === "code" && (
        <CodeTab current={current} draft={draft} change={setDraft} changed={changed} />
      )}
      {tab === "versions" && <VersionsTab current={current} changed={changed} />}
      {tab === "run" && <RunTab key={version} current={current} />}
      {tab === "call" && (
        <Suspense fallback={<Loading lines={6} />}>
          <CallTab current={current} />
        </Suspense>
      )}
    </>
  );
}
