import { useId, useState } from "react";
import { exportShape, exportTarget } from "../../src/contract/function-transfer.ts";
import { download } from "../data/download.ts";
import { tarOf } from "../data/tar.ts";
import { useGet } from "../data/use-get.ts";
import { functionWords } from "../words/functions.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { Copy } from "../ui/copy.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import "./export-dialog.css";

const words = functionWords.export;
const targets = exportTarget.options;

interface ExportDialogProps {
  readonly name: string;
  readonly close: () => void;
}

/** The files that run a function elsewhere, to read, to copy, to take along. */
export default function ExportDialog({ name, close }: ExportDialogProps) {
  const id = useId();
  const [target, setTarget] = useState(targets[0]);
  const path = `/api/functions/${encodeURIComponent(name)}/export?target=${target}`;
  const { loaded, reload } = useGet(exportShape, path);
  const files = loaded.status === "ready" ? loaded.value.files : [];
  return (
    <Dialog title={words.title(name)} close={close}>
      <fieldset className="export-targets">
        <legend>{words.target}</legend>
        {targets.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={id}
              checked={one === target}
              onChange={() => setTarget(one)}
            />
            {words.targets[one]}
          </label>
        ))}
      </fieldset>
      {loaded.status === "loading" && <Loading lines={5} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {files.length > 0 && (
        <>
          <ul role="list" className="export-files" aria-label={words.files}>
            {files.map((file) => (
              <li key={file.path}>
                <details>
                  <summary>
                    <code>{file.path}</code>
                  </summary>
                  <div className="copy-frame">
                    <Copy text={file.text} of={file.path} />
                    <pre className="code" tabIndex={0} role="region" aria-label={file.path}>
                      <code>{file.text}</code>
                    </pre>
                  </div>
                </details>
              </li>
            ))}
          </ul>
          <div className="dialog-ways">
            <Button
              look="primary"
              onClick={() => download(`${name}-${target}.tar`, tarOf(files, new Date()))}
            >
              {words.download(files.length)}
            </Button>
            <Button onClick={close}>{strings.close}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
