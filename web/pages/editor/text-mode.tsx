import { useId, useMemo, useRef, useState } from "react";
import { Editor as CodeEditor, type EditorHandle } from "../../functions/editor.tsx";
import { Findings } from "../../functions/findings.tsx";
import { pagesEditWords } from "../../words/pages-edit.ts";
import type { Editor } from "./use-editor.ts";
import { problemsInText, readText, writeSpec } from "./yaml.ts";

const words = pagesEditWords.text;

interface TextModeProps {
  readonly editor: Editor;
  /** Told whether what stands there does not fit. */
  readonly setUnfit: (isUnfit: boolean) => void;
  readonly save: () => void;
}

/** The page as text: it follows what is typed as long as that fits. */
export default function TextMode({ editor, setUnfit, save }: TextModeProps) {
  const { spec, edit, epoch, check } = editor;
  const hint = useId();
  const handle = useRef<EditorHandle>(null);
  // What came from outside, such as undo or the chat beside, is written anew.
  const [typed, setTyped] = useState({ text: writeSpec(spec), epoch });
  const isOld = typed.epoch !== epoch;
  const text = isOld ? writeSpec(spec) : typed.text;
  if (isOld) setTyped({ text, epoch });
  const read = useMemo(() => readText(text), [text]);
  const found = useMemo(
    () => (read.status === "unfit" ? read.problems : problemsInText(text, check.problems)),
    [read, text, check.problems],
  );
  const findings = useMemo(
    () => found.map((one) => ({ check: "syntax" as const, ...one })),
    [found],
  );
  function change(next: string) {
    setTyped({ text: next, epoch });
    const after = readText(next);
    setUnfit(after.status === "unfit");
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
        change={change}
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
