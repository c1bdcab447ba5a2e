import { under } from "../base.ts";
import { useRef, useState } from "react";
import { type ArchiveLook, archiveLookShape } from "../../src/contract/archive.ts";
import { readProblem } from "../data/problem.ts";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { bytes } from "../ui/bytes.ts";
import { Icon } from "../ui/icon.tsx";
import { Failure } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { archiveWords } from "../words/archive.ts";
import { ArchiveDialog } from "./archive-dialog.tsx";

const words = archiveWords;

/** Everything out as one file, and such a file in. */
export function ArchivePart() {
  const [size, setSize] = useState<number>();
  const [look, setLook] = useState<ArchiveLook>();
  const exporting = useAction();
  const looking = useAction();
  const picker = useRef<HTMLInputElement>(null);
  const toast = useToast();

  const save = () =>
    exporting.run(async (signal) => {
      const response = await fetch(under("/api/archive"), { signal });
      if (!response.ok || !response.body) throw readProblem(await response.text());
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let got = 0;
      for (const reader = response.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(new Uint8Array(value));
        got += value.byteLength;
        setSize(got);
      }
      const day = new Date().toISOString().slice(0, 10);
      offer(new Blob(parts, { type: "application/gzip" }), `patchbay-${day}.jsonl.gz`);
      toast({ text: words.exported(bytes(got)) });
    });

  const read = (file: File) =>
    looking.run(async (signal) => {
      const response = await fetch(under("/api/archive/imports"), {
        method: "POST",
        headers: { "content-type": "application/gzip" },
        body: file,
        signal,
      });
      const text = await response.text();
      if (!response.ok) throw readProblem(text);
      setLook(archiveLookShape.parse(JSON.parse(text)));
    });

  return (
    <div className="settings-box">
      <h3>{words.title}</h3>
      <p className="settings-note">{words.exportLead}</p>
      <div className="settings-buttons">
        {exporting.busy ? (
          <>
            <Button onClick={exporting.cancel}>{words.stop}</Button>
            <span className="settings-note" role="status">
              {words.exporting(bytes(size ?? 0))}
            </span>
          </>
        ) : (
          <Button
            onClick={() => {
              setSize(0);
              void save();
            }}
          >
            <Icon name="download" />
            {words.export}
          </Button>
        )}
      </div>
      {exporting.problem && <Failure detail={exporting.problem.message} />}
      <p className="settings-note">{words.importLead}</p>
      <div className="settings-buttons">
        {looking.busy ? (
          <>
            <Button onClick={looking.cancel}>{words.stop}</Button>
            <span className="settings-note" role="status">
              {words.looking}
            </span>
          </>
        ) : (
          <Button onClick={() => picker.current?.click()}>{words.import}</Button>
        )}
        <input
          ref={picker}
          type="file"
          hidden
          accept=".gz,application/gzip"
          aria-label={words.import}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = "";
            if (file) void read(file);
          }}
        />
      </div>
      {looking.problem && <Failure detail={looking.problem.message} />}
      {look && <ArchiveDialog look={look} close={() => setLook(undefined)} />}
    </div>
  );
}

function offer(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
