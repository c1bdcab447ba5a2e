import { useCallback, useMemo, useRef, useState } from "react";
import { useMay } from "../../data/rights.ts";
import { Lacking } from "../../access/allowed.tsx";
import { type PageView, pageShape } from "../../../src/contract/page.ts";
import { Beside } from "../../chat/beside.tsx";
import { useGet } from "../../data/use-get.ts";
import { useComeBack } from "../../data/use-come-back.ts";
import { Link, replaceAddress } from "../../router.tsx";
import { type PageTab, paths } from "../../routes.ts";
import { useConfirm } from "../../ui/confirm.tsx";
import { Page } from "../../ui/page.tsx";
import { Failure, Loading } from "../../ui/states.tsx";
import { useLeaveGuard } from "../../ui/use-leave-guard.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { strings } from "../../words/strings.ts";
import { keepDraft } from "./draft.ts";
import { EditTab, type Look, firstLook } from "./edit-tab.tsx";
import { type Editing, EditingContext } from "./editing.ts";
import { EditorHead } from "./editor-head.tsx";
import { type FunctionChoice, useFunctions } from "./functions.ts";
import { Meanwhile } from "./meanwhile.tsx";
import { useEditor } from "./use-editor.ts";
import { useKeys } from "./use-keys.ts";
import { useSamples } from "./use-samples.ts";
import { VersionsTab } from "./versions-tab.tsx";
import "./page-editor.css";

const words = pagesEditWords.editor;

interface PageEditorProps {
  readonly slug: string;
  readonly tab: PageTab;
}

/** A page that is made by hand, with the chat beside it. */
export default function PageEditor(props: PageEditorProps) {
  if (useMay("build")) return <Loaded {...props} />;
  return (
    <Page title={strings.shell.page} actions={<BackToAll />}>
      <Lacking right="build" />
    </Page>
  );
}

function Loaded({ slug, tab }: PageEditorProps) {
  const { loaded, reload, set } = useGet(pageShape, `/api/pages/${encodeURIComponent(slug)}`);
  const { functions, problem, reload: reloadFunctions } = useFunctions();
  const again = useCallback(() => {
    reload();
    reloadFunctions();
  }, [reload, reloadFunctions]);
  useComeBack(again);
  const failed = loaded.status === "failed" ? loaded.problem : functions ? undefined : problem;
  if (failed) {
    return (
      <Page title={strings.shell.page} actions={<BackToAll />}>
        <Failure detail={failed.message} way={{ label: strings.retry, go: again }} />
      </Page>
    );
  }
  if (loaded.status !== "ready" || !functions) {
    return (
      <Page title={strings.shell.page}>
        <Loading lines={8} />
      </Page>
    );
  }
  return <Editor page={loaded.value} functions={functions} tab={tab} set={set} reload={again} />;
}

function BackToAll() {
  return (
    <Link className="button button-quiet" href={paths.pages}>
      {words.back}
    </Link>
  );
}

interface EditorProps {
  readonly page: PageView;
  readonly functions: readonly FunctionChoice[];
  readonly tab: PageTab;
  readonly set: (page: PageView) => void;
  readonly reload: () => void;
}

function Editor({ page, functions, tab, set, reload }: EditorProps) {
  const editor = useEditor(page, set, reload);
  const { spec, edit, settle, epoch, isDirty, check } = editor;
  const samples = useSamples(spec.filters);
  const confirm = useConfirm();
  const place = useRef<HTMLDivElement>(null);
  // Outside of what is beside the chat, so that it outlives the change to a narrow screen.
  const [look, setLook] = useState<Look>(firstLook);
  /** The address that it is saved to, while it is another one. */
  const movesTo = useRef<string>(undefined);
  useLeaveGuard({
    isOn: isDirty,
    isInside: (path) =>
      [page.slug, movesTo.current].some(
        (slug) =>
          slug !== undefined &&
          [paths.pageEditor(slug), paths.pageEditor(slug, "versions")].includes(path),
      ),
    async ask() {
      const leaves = await confirm({
        title: words.leaveTitle,
        detail: words.leaveDetail,
        action: words.leave,
        danger: true,
      });
      if (leaves) keepDraft(page.slug, undefined);
      return leaves;
    },
  });

  async function save(onTopOf?: string) {
    const unfit = place.current?.querySelector<HTMLElement>("[data-unfit]");
    if (unfit || look.typed?.isUnfit) {
      unfit?.focus();
      return editor.setNote(words.unfit);
    }
    const saved = await editor.save(onTopOf);
    if (!saved) return undefined;
    set(saved);
    if (saved.slug === page.slug) return undefined;
    movesTo.current = saved.slug;
    keepDraft(page.slug, undefined);
    return replaceAddress(paths.pageEditor(saved.slug, tab));
  }
  const canSave = isDirty && !editor.isSaving && !editor.isBehind;
  useKeys({
    save: () => void (canSave && save()),
    undo: editor.undo,
    redo: editor.redo,
  });
  const editing = useMemo<Editing>(
    () => ({ spec, edit, settle, epoch, problems: check.problems, functions, samples }),
    [spec, edit, settle, epoch, check.problems, functions, samples],
  );
  return (
    <EditingContext value={editing}>
      <Beside about={{ kind: "page", name: page.slug }} changed={reload}>
        <div className="page-editor" ref={place}>
          <EditorHead
            page={page}
            editor={editor}
            tab={tab}
            canSave={canSave}
            save={() => void save()}
            reload={reload}
          />
          {editor.problem && <Failure detail={editor.problem.message} />}
          {editor.isBehind && (
            <Meanwhile
              theirs={page}
              mine={spec}
              isBusy={editor.isSaving}
              saveOnTop={() => void save(page.etag)}
              giveUp={editor.discard}
            />
          )}
          {tab === "edit" ? (
            <EditTab editor={editor} look={look} change={setLook} save={() => void save()} />
          ) : (
            <VersionsTab page={page} isDirty={isDirty} restored={editor.take} />
          )}
        </div>
      </Beside>
    </EditingContext>
  );
}
