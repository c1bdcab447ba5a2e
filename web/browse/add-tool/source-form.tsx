import { type DragEvent, type FormEvent, useId, useState } from "react";
import type { Problem } from "../../data/problem.ts";
import { addToolWords as words } from "../../words/add-tool.ts";
import { Button } from "../../ui/button.tsx";
import { Failure, Loading } from "../../ui/states.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { Source } from "./draft.ts";
import "../../ui/field.css";

interface SourceFormProps {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly look: (source: Source) => void;
  readonly stop: () => void;
}

type Way = "url" | "file";

/** Where the document is: an address, or a file. */
export function SourceForm({ busy, problem, look, stop }: SourceFormProps) {
  const [way, setWay] = useState<Way>("url");
  return (
    <section className="add-tool-source" aria-label={words.source}>
      <Tabs
        label={words.source}
        current={way}
        choose={setWay}
        tabs={(["url", "file"] as const).map((name) => ({ name, label: words.ways[name] }))}
      >
        {way === "url" ? <FromUrl busy={busy} look={look} /> : <FromFile look={look} />}
      </Tabs>
      {busy && (
        <div className="add-tool-busy">
          <p role="status">{words.looking}</p>
          <Loading lines={2} />
          <Button onClick={stop}>{words.stop}</Button>
        </div>
      )}
      {problem && <Failure detail={problem.message} />}
    </section>
  );
}

function FromUrl({ busy, look }: Pick<SourceFormProps, "busy" | "look">) {
  const id = useId();
  const [url, setUrl] = useState("");
  const [wrong, setWrong] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    const isAddress = /^https?:\/\//i.test(url.trim()) && URL.canParse(url.trim());
    setWrong(!isAddress);
    if (isAddress) look({ url: url.trim() });
  }
  return (
    <form className="add-tool-form" onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor={id}>{words.url}</label>
        <input
          id={id}
          type="url"
          value={url}
          onChange={({ target }) => setUrl(target.value)}
          placeholder={words.urlPlaceholder}
          aria-invalid={wrong}
          aria-describedby={`${id}-note`}
          autoComplete="off"
          spellCheck={false}
        />
        <p id={`${id}-note`} className={wrong ? "field-problem" : "field-note"}>
          {wrong ? words.urlWrong : words.urlNote}
        </p>
      </div>
      <div className="dialog-ways">
        <Button type="submit" look="primary" disabled={busy || url.trim() === ""}>
          {words.look}
        </Button>
      </div>
    </form>
  );
}

/** As large as the server takes them. */
const maxBytes = 16 * 1024 * 1024;

function FromFile({ look }: Pick<SourceFormProps, "look">) {
  const id = useId();
  const [over, setOver] = useState(false);
  const [said, setSaid] = useState("");
  async function take(file: File | undefined) {
    if (!file) return;
    if (file.size > maxBytes) return setSaid(words.tooLarge);
    setSaid(words.chosenFile(file.name));
    try {
      look({ document: await file.text() });
    } catch {
      setSaid(words.unreadable);
    }
  }
  function drag(event: DragEvent) {
    event.preventDefault();
    setOver(event.type === "dragover");
    if (event.type === "drop") void take(event.dataTransfer.files[0]);
  }
  return (
    <div
      className="add-tool-drop"
      data-over={over}
      onDragOver={drag}
      onDragLeave={drag}
      onDrop={drag}
    >
      <p>{words.drop}</p>
      <label className="button button-plain add-tool-choose" htmlFor={id}>
        {words.choose}
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept=".yaml,.yml,.json,application/json,application/yaml"
          onChange={({ target }) => {
            void take(target.files?.[0]);
            // The same file can be chosen again after it was corrected.
            target.value = "";
          }}
        />
      </label>
      <p className="field-note" role="status">
        {said}
      </p>
    </div>
  );
}
