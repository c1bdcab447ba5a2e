import { useId, useRef, useState } from "react";
import {
  type FunctionView,
  type InspectionView,
  codeShape,
  functionShape,
} from "../../src/contract/function.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { functionWords } from "../words/functions.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Copy } from "../ui/copy.tsx";
import { Failure } from "../ui/states.tsx";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { Code } from "./code.tsx";
import type { Draft } from "./draft.ts";
import { Editor, type EditorHandle } from "./editor.tsx";
import { Findings } from "./findings.tsx";
import { Rights } from "./rights.tsx";
import { useCheck } from "./use-check.ts";
import "./code-edit.css";

const words = functionWords.editor;

interface CodeEditProps {
  readonly current: FunctionView;
  readonly draft: Draft;
  readonly change: (draft: Draft | undefined) => void;
  /** Told of a version that is newer than `current`. */
  readonly changed: (current: FunctionView) => void;
  /** Told how it ended. */
  readonly done: (note: string) => void;
}

/** Code that a person changes: checked while it is typed, saved as the next version. */
export default function CodeEdit({ current, draft, change, changed, done }: CodeEditProps) {
  const { code, etag, aside } = draft;
  const path = `/api/functions/${encodeURIComponent(current.name)}`;
  const { inspection, problem: unchecked, last, checkNow } = useCheck(current.name, code);
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const confirm = useConfirm();
  const editor = useRef<EditorHandle>(null);
  const hint = useId();
  const isSame = code === current.code;
  const isBehind = etag !== current.etag;

  /** Nothing is saved whose findings and rights were not on the screen before. */
  async function save() {
    if (busy || isSame) return;
    setProblem(undefined);
    setBusy(true);
    try {
      const found = inspection ?? (await checkNow());
      if (hasErrors(found)) setNote(words.notSaved);
      else if (!inspection && addsRights(found)) setNote(words.lookFirst);
      else if (isBehind) setNote(words.decideFirst);
      else await put(etag);
    } catch (error) {
      await met(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  async function put(ifMatch: string) {
    const after = await ask(functionShape, path, { method: "PUT", body: { code }, ifMatch });
    change(undefined);
    changed(after);
    done(words.saved(after.version));
  }
  /** Somebody else's version came first: it is loaded, and the panel shows both. */
  async function met(found: Problem) {
    if (found.code !== "function/changed") return setProblem(found);
    try {
      changed(await ask(functionShape, path));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  async function saveOnTop() {
    setBusy(true);
    try {
      await put(current.etag);
    } catch (error) {
      await met(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  async function format(text: string): Promise<string | undefined> {
    setProblem(undefined);
    try {
      const body = { code: text };
      return (await ask(codeShape, `${path}/format`, { method: "POST", body })).code;
    } catch (error) {
      setProblem(problemOf(error));
      return undefined;
    }
  }
  const startFrom = (text: string, setAside?: string) =>
    change({
      code: text,
      version: current.version,
      etag: current.etag,
      ...(setAside === undefined ? {} : { aside: setAside }),
    });
  async function cancel() {
    const question = {
      title: words.confirmCancel,
      detail: words.confirmCancelLead,
      action: words.discard,
      danger: true,
    };
    if ((!isSame || aside !== undefined) && !(await confirm(question))) return;
    change(undefined);
    done(words.cancelled);
  }

  return (
    <section className="code-edit" aria-label={words.editing(current.name)}>
      {isBehind && (
        <ChangedMeanwhile
          theirs={current}
          mine={code}
          busy={busy}
          saveOnTop={() => void saveOnTop()}
          takeTheirs={() => startFrom(current.code, code)}
        />
      )}
      <Editor
        key={etag}
        ref={editor}
        code={code}
        label={words.label(current.name)}
        describedBy={hint}
        findings={last?.problems ?? none}
        change={(text) => {
          setNote("");
          change({ ...draft, code: text });
        }}
        save={() => void save()}
        format={format}
      />
      <p id={hint} className="code-edit-hint">
        {words.hint}
      </p>
      <div className="code-edit-foot">
        <Button look="primary" disabled={busy || isSame || isBehind} onClick={() => void save()}>
          {words.save}
        </Button>
        <Button onClick={() => void cancel()}>{words.cancel}</Button>
        <p role="status">{note || statusOf(inspection, unchecked)}</p>
      </div>
      {problem && <Failure detail={problem.message} />}
      {unchecked && <Failure detail={unchecked.message} />}
      {last && <Findings findings={last.problems} goTo={(...at) => editor.current?.goTo(...at)} />}
      {last && <Rights rights={last.rights} tense="would" />}
      {aside !== undefined && (
        <details className="code-edit-aside">
          <summary>{words.aside}</summary>
          <div className="copy-frame">
            <Copy text={aside} />
            <Code code={aside} label={words.aside} />
          </div>
        </details>
      )}
    </section>
  );
}

const none: [] = [];

function statusOf(inspection: InspectionView | undefined, unchecked: Problem | undefined): string {
  if (unchecked) return "";
  if (!inspection) return words.checking;
  const count = (severity: "error" | "warning") =>
    inspection.problems.filter((one) => one.severity === severity).length;
  return words.found(count("error"), count("warning"));
}

function hasErrors({ problems }: InspectionView): boolean {
  return problems.some(({ severity }) => severity === "error");
}

function addsRights({ rights: { operations, permissions } }: InspectionView): boolean {
  return operations.added.length + permissions.added.length > 0;
}
