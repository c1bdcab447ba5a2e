import { useCallback, useEffect, useRef, useState } from "react";
import { type PageView, pageShape } from "../../../src/contract/page.ts";
import { ask } from "../../data/api.ts";
import { type Problem, problemOf } from "../../data/problem.ts";
import { pagesEditWords } from "../../words/pages-edit.ts";
import { type Base, keepDraft, readDraft } from "./draft.ts";
import type { Edit } from "./edits.ts";
import { type History, begin, edit as edited, isSame, redo, settle, undo } from "./history.ts";
import { useCheck } from "./use-check.ts";

const words = pagesEditWords.editor;

/** The state of a page that is edited: its history, what was saved, what is wrong, and saving it. */
export function useEditor(page: PageView, set: (page: PageView) => void, reload: () => void) {
  const [kept] = useState(() => readDraft(page.slug));
  const [history, setHistory] = useState<History>(() => begin(kept?.spec ?? page.spec));
  const [base, setBase] = useState<Base>(() => kept?.base ?? baseOf(page));
  const [epoch, setEpoch] = useState(0);
  const [note, setNote] = useState(kept ? words.kept : "");
  const [problem, setProblem] = useState<Problem>();
  const [isSaving, setSaving] = useState(false);
  // Several edits can come within one event, or after an answer: each builds on the one before.
  const latest = useRef(history);
  const put = useCallback((next: History) => {
    latest.current = next;
    setHistory(next);
  }, []);
  const spec = history.present;
  const check = useCheck(spec);
  const isDirty = !isSame(spec, base.spec);
  const isBehind = base.etag !== page.etag;

  const edit = useCallback(
    (made: Edit, field?: string): string | undefined => {
      const next = edited(latest.current, made, field);
      if (typeof next === "string") return next;
      if (next !== latest.current) setNote("");
      put(next);
      return undefined;
    },
    [put],
  );
  const settleField = useCallback(() => put(settle(latest.current)), [put]);
  const step = useCallback(
    (go: (history: History) => History) => {
      put(go(latest.current));
      setEpoch((last) => last + 1);
    },
    [put],
  );

  // Somebody else saved, such as the chat beside: without changes of mine, theirs is shown.
  useEffect(() => {
    if (!isBehind || isDirty) return;
    setBase(baseOf(page));
    const next = edited(latest.current, { type: "replace", spec: page.spec });
    if (typeof next !== "string") put(next);
    setEpoch((last) => last + 1);
    setNote(words.changedElsewhere(page.version));
  }, [isBehind, isDirty, page, put]);

  useEffect(() => {
    keepDraft(page.slug, isDirty ? { spec, base } : undefined);
  }, [page.slug, spec, base, isDirty]);

  /** Throws away what is not saved; undo brings it back. */
  function discard() {
    setBase(baseOf(page));
    const next = edited(latest.current, { type: "replace", spec: page.spec });
    if (typeof next !== "string") put(next);
    setEpoch((last) => last + 1);
    setNote("");
    setProblem(undefined);
  }
  /** A version that came of something else than editing, such as restoring an older one. */
  function take(taken: PageView) {
    setBase(baseOf(taken));
    const next = edited(latest.current, { type: "replace", spec: taken.spec });
    if (typeof next !== "string") put(next);
    setEpoch((last) => last + 1);
    set(taken);
  }

  /** Gives the saved page; undefined where it was not saved, and why is said. */
  async function save(onTopOf = base.etag): Promise<PageView | undefined> {
    setProblem(undefined);
    setSaving(true);
    try {
      const errors = (await check.checkNow()).filter(({ severity }) => severity === "error");
      if (errors.length > 0) {
        setNote(words.hasErrors(errors.length));
        return undefined;
      }
      const path = `/api/pages/${encodeURIComponent(page.slug)}`;
      const body = { spec };
      const saved = await ask(pageShape, path, { method: "PUT", body, ifMatch: onTopOf });
      setBase(baseOf(saved));
      setNote(words.saved(saved.version));
      return saved;
    } catch (error) {
      const found = problemOf(error);
      // Somebody else's version came first: it is loaded, and the notice says so.
      if (found.code === "page/changed") reload();
      else setProblem(found);
      return undefined;
    } finally {
      setSaving(false);
    }
  }
  return {
    spec,
    base,
    isDirty,
    /** Both changed: mine here, and what is saved. */
    isBehind: isBehind && isDirty,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    epoch,
    note,
    setNote,
    problem,
    isSaving,
    check,
    edit,
    settle: settleField,
    undo: useCallback(() => step(undo), [step]),
    redo: useCallback(() => step(redo), [step]),
    discard,
    take,
    save,
  };
}

export type Editor = ReturnType<typeof useEditor>;

function baseOf({ spec, version, etag }: PageView): Base {
  return { spec, version, etag };
}
