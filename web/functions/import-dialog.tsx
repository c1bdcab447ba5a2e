import { type DragEvent, Fragment, useId, useState } from "react";
import {
  type ImportView,
  type ImportedFunction,
  importShape,
} from "../../src/contract/function-transfer.ts";
import { ask } from "../data/api.ts";
import { type Problem, problemOf } from "../data/problem.ts";
import type { NamedText } from "../data/tar.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Chip, type Tone } from "../ui/chip.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { Findings } from "./findings.tsx";
import { chosenFiles, droppedFiles, importOf, readFiles } from "./read-files.ts";
import { ScopeSentences } from "./rights.tsx";
import "./import-dialog.css";

const words = strings.import;

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
        {!busy && judged && <Judged view={judged} saved={isSaved} />}
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

function Judged({ view, saved }: { readonly view: ImportView; readonly saved: boolean }) {
  const unknown = view.connectors.filter(({ connector }) => connector === null);
  return (
    <>
      {view.functions.length === 0 && <p>{words.nothing}</p>}
      {unknown.length > 0 && <p>{words.unknownConnectors(unknown.map(({ type }) => type))}</p>}
      <ul role="list" className="import-list" aria-label={words.list}>
        {view.functions.map((one) => (
          <li key={one.name}>
            <Imported one={one} saved={saved} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ImportedProps {
  readonly one: ImportedFunction;
  readonly saved: boolean;
}

function Imported({ one, saved }: ImportedProps) {
  const { name, status, base, version, problems, operations, notes } = one;
  const scopes = [
    { title: words.needs, permissions: one.permissions },
    { title: words.lacking, permissions: one.lacking },
    { title: words.declared, permissions: one.declared },
  ];
  return (
    <>
      <p className="import-head">
        {saved && version !== undefined ? (
          <Link href={paths.function(name)}>{name}</Link>
        ) : (
          <strong>{name}</strong>
        )}
        <Chip tone={tones[status]}>{words.status(status, base, saved)}</Chip>
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Findings findings={problems} />
      {operations.length > 0 && (
        <dl className="import-facts">
          <dt>{words.calls}</dt>
          <dd>
            <code>{operations.join(", ")}</code>
          </dd>
          {scopes
            .filter(({ permissions }) => permissions.length > 0)
            .map(({ title, permissions }) => (
              <Fragment key={title}>
                <dt>{title}</dt>
                {permissions.map((permission) => (
                  <ScopeSentences key={permission.connector} {...permission} />
                ))}
              </Fragment>
            ))}
        </dl>
      )}
    </>
  );
}

const tones: Readonly<Record<ImportedFunction["status"], Tone>> = {
  created: "good",
  changed: "info",
  unchanged: "neutral",
  refused: "danger",
};
