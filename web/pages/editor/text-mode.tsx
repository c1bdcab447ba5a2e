import { useId, useMemo, useRef } from "react";
import { Editor as CodeEditor, type EditorHandle } from "../../functions/editor.tsx";
import { Findings } from "../../functions/findings.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import type { Editor } from "./use-editor.ts";
import { problemsInText, readText, writeSpec } from "./yaml.ts";

const words = pagesEditWords.text;

/** Text that is typed, and the state of undo that it belongs to. */
export interface TypedText {
  readonly text: string;
  readonly epoch: number;
  readonly isUnfit: boolean;
}

interface TextModeProps {
  readonly editor: Editor;
  readonly typed: TypedText | undefined;
  readonly change: (typed: TypedText) => void;
  readonly save: () => void;
}

/** The page as text: it follows what is typed as long as that fits. */
export default function TextMode({ editor, typed, change, save }: TextModeProps) {
  const { spec, edit, epoch, check } = editor;
  const hint = useId();
  const handle = useRef<EditorHandle>(null);
  // What came from outside, such as undo or the chat beside, is written anew.
  const text = typed?.epoch === epoch ? typed.text : writeSpec(spec);
  const read = useMemo(() => readText(text), [text]);
  const found = useMemo(
    () => (read.status === "unfit" ? read.problems : problemsInText(text, check.problems)),
    [read, text, check.problems],
  );
  const findings = useMemo(
    () => found.map((one) => ({ check: "syntax" as const, ...one })),
    [found],
  );
  function type(next: string) {
    const after = readText(next);
    change({ text: next, epoch, isUnfit: after.status === "unfit" });
    if (after.status === "fits") edit({ type: "replace", spec: after.spec }, "text");
  }
  return (
    <section className="text-mode" aria-label={words.label}>
      <CodeEditor
        key={epoch}
        ref={handle}
        code={text}
        language="yaml"
        label={words.label}
        describedBy={hint}
        findings={findings}
        change={type}
        save={save}
      />
      <p id={hint} className="field-note">
        {words.hint}
      </p>
      <p role="status">{read.status === "fits" ? words.fits : words.unfit(found.length)}</p>
      <Findings findings={findings} goTo={(...at) => handle.current?.goTo(...at)} />
    </section>
  );
}
