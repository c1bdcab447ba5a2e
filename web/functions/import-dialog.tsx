import { type DragEvent, useId, useState } from "react";
import {
  type ImportView,
  type ImportedFunction,
  importShape,
} from "../../src/contract/function-transfer.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import type { NamedText } from "../data/tar.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ImportAnswer } from "./import-answer.tsx";
import { chosenFiles, droppedFiles, importOf, readFiles } from "./read-files.ts";
import "./import-dialog.css";

const words = functionWords.import;

interface ImportDialogProps {
  readonly close: () => void;
  /** Told when something was saved. */
  readonly changed: () => void;
}

/** Functions from files: what would become of each is shown before anything is saved. */
export default function ImportDialog({ close, changed }: ImportDialogProps) {
  const [files, setFiles] = useState<readonly NamedText[]>([]);
  const [judged, setJudged] = useState<ImportView>();
  const [isSaved, setSaved] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  async function send(of: readonly NamedText[], dryRun: boolean) {
    const body = importOf(of, dryRun);
    setJudged(await ask(importShape, "/api/functions/import", { method: "POST", body }));
    setSaved(!dryRun);
    if (!dryRun) changed();
  }
  async function busily(work: () => Promise<void>) {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  const take = (choice: ReturnType<typeof droppedFiles> | ReturnType<typeof chosenFiles>) =>
    void busily(async () => {
      setJudged(undefined);
      const read = await readFiles(await choice);
      setFiles(read);
      await send(read, true);
    });
  const usable = judged?.functions.filter(({ status }) => isNew(status)).length ?? 0;
  return (
    <Dialog title={words.title} close={close}>
      {!isSaved && <Choose take={take} />}
      <div className="import-result" role="status" aria-busy={busy}>
        {busy && <Loading lines={3} />}
        {!busy && judged && <ImportAnswer view={judged} saved={isSaved} />}
      </div>
      {problem && <Failure detail={problem.message} />}
      <div className="dialog-ways">
        {judged && !isSaved && (
          <Button
            look="primary"
            disabled={busy || usable === 0}
            onClick={() => void busily(() => send(files, false))}
          >
            {words.go(usable)}
          </Button>
        )}
        <Button onClick={close}>{isSaved ? strings.close : strings.cancel}</Button>
      </div>
    </Dialog>
  );
}

const isNew = (status: ImportedFunction["status"]) => status === "created" || status === "changed";

interface ChooseProps {
  readonly take: (choice: ReturnType<typeof droppedFiles> | ReturnType<typeof chosenFiles>) => void;
}

/** Where files are dropped, with a button each for a folder and for files. */
function Choose({ take }: ChooseProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  function drag(event: DragEvent) {
    event.preventDefault();
    setOver(event.type === "dragover");
    if (event.type === "drop") take(droppedFiles(event.dataTransfer.items));
  }
  const kinds = [
    { label: words.folder, folder: { webkitdirectory: "" } },
    { label: words.files, folder: {} },
  ];
  return (
    <div
      className="import-place"
      data-over={over}
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drag}
    >
      <p>{words.lead}</p>
      <div className="dialog-ways">
        {kinds.map(({ label, folder }, index) => (
          <label key={label} className="button button-plain import-choose" htmlFor={id + index}>
            {label}
            <input
              id={id + index}
              className="visually-hidden"
              type="file"
              multiple
              {...folder}
              onChange={({ target }) => {
                if (target.files) take(chosenFiles(target.files));
                // The same files can be chosen again after they were corrected.
                target.value = "";
              }}
            />
          </label>
        ))}
      </div>
    </div>
  );
}
