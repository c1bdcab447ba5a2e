import { type FormEvent, useId, useState } from "react";
import { type PageView, embedAnswer } from "../../src/contract/page.ts";
import { ask, remove } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Copy } from "../ui/copy.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { pagesEditWords } from "../words/pages-edit.ts";
import { strings } from "../words/strings.ts";
import { embedSnippet, readOrigins } from "./embed-snippet.ts";
import "../ui/field.css";
import "./embed-dialog.css";

const words = pagesEditWords.embed;

interface EmbedDialogProps {
  readonly page: PageView;
  readonly close: () => void;
  /** Told that it is embedded, nowhere any more, or with another key. */
  readonly changed: () => void;
}

/** Which sites may show the page in a frame, and the text that puts it there. */
export function EmbedDialog({ page, close, changed }: EmbedDialogProps) {
  const { title, slug, embed } = page;
  const id = useId();
  const [text, setText] = useState(() => embed?.origins.join("\n") ?? "");
  const [unfit, setUnfit] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [url, setUrl] = useState<string>();
  const confirm = useConfirm();
  const toast = useToast();
  const path = `/api/pages/${encodeURIComponent(slug)}/embed`;

  async function during(go: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await go();
      changed();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    const read = readOrigins(text);
    setUnfit(read.status === "unfit" ? read.problem : undefined);
    if (read.status === "unfit") return;
    const question = {
      title: words.confirmNewKey,
      detail: words.newKeyNote,
      action: words.newKey,
    };
    if (embed && !(await confirm(question))) return;
    await during(async () => {
      const body = { origins: read.origins };
      setUrl((await ask(embedAnswer, path, { method: "PUT", body })).url);
    });
  }
  async function turnOff() {
    const question = {
      title: words.confirmOff,
      detail: words.confirmOffDetail,
      action: words.turnOff,
      danger: true,
    };
    if (!(await confirm(question))) return;
    await during(async () => {
      await remove(path);
      toast({ text: words.turnedOff });
      close();
    });
  }
  if (url !== undefined) {
    const snippet = embedSnippet(url, title);
    return (
      <Dialog title={words.title(title)} close={close}>
        <p role="status">{words.once}</p>
        <div className="copy-frame">
          <Copy text={snippet} of={words.snippet} />
          <pre className="embed-snippet" tabIndex={0} role="region" aria-label={words.snippet}>
            {snippet}
          </pre>
        </div>
        <div className="dialog-ways">
          <Button look="primary" onClick={close}>
            {words.done}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={words.title(title)} close={close}>
      <form className="dialog-form" onSubmit={(event) => void submit(event)}>
        <p>{words.lead}</p>
        {embed && <p>{words.isOn(ago(embed.createdAt, Date.now()))}</p>}
        <div className="field">
          <label htmlFor={id}>{words.origins}</label>
          <textarea
            id={id}
            rows={3}
            value={text}
            spellCheck={false}
            placeholder="https://example.com"
            aria-invalid={unfit !== undefined}
            aria-describedby={`${id}-note`}
            onChange={({ target }) => {
              setText(target.value);
              setUnfit(undefined);
            }}
          />
          <p id={`${id}-note`} className={unfit ? "field-problem" : "field-note"} role="status">
            {unfit ?? words.originsNote}
          </p>
        </div>
        {problem && <Failure detail={problem.message} />}
        {embed && <p className="field-note">{words.change}</p>}
        <div className="dialog-ways">
          <Button type="submit" look="primary" disabled={isBusy}>
            {embed ? words.newKey : words.turnOn}
          </Button>
          {embed && (
            <Button look="danger" disabled={isBusy} onClick={() => void turnOff()}>
              {words.turnOff}
            </Button>
          )}
          <Button onClick={close}>{strings.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
