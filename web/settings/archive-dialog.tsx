import { under } from "../base.ts";
import { useState } from "react";
import {
  type ArchiveItem,
  type ArchiveLook,
  type ArchiveProgress,
  archiveProgressShape,
} from "../../src/contract/archive.ts";
import { remove } from "../data/api.ts";
import { readProblem } from "../data/problem.ts";
import { useServer } from "../data/server.tsx";
import { useAction } from "../data/use-action.ts";
import { Button } from "../ui/button.tsx";
import { Chip, type Tone } from "../ui/chip.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Failure } from "../ui/states.tsx";
import { moment } from "../ui/time.ts";
import { archiveWords } from "../words/archive.ts";
import { strings } from "../words/strings.ts";
import "./archive-dialog.css";

const words = archiveWords;
const tones: Readonly<Record<ArchiveItem["status"], Tone>> = {
  new: "good",
  same: "neutral",
  conflict: "warn",
  "by-hand": "info",
  unreadable: "danger",
};
const resultTones: Readonly<Record<ArchiveProgress["status"], Tone>> = {
  taken: "good",
  partly: "warn",
  failed: "danger",
  skipped: "neutral",
};

const isChoice = ({ status }: ArchiveItem) => status === "new" || status === "conflict";

interface ArchiveDialogProps {
  readonly look: ArchiveLook;
  readonly close: () => void;
}

/** What an archive holds, of which a person takes what they want. What differs is not chosen beforehand. */
export function ArchiveDialog({ look, close }: ArchiveDialogProps) {
  const { id, items } = look;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(items.flatMap(({ key, status }) => (status === "new" ? key : []))),
  );
  const [results, setResults] = useState<ReadonlyMap<string, ArchiveProgress>>();
  const { busy, problem, run, cancel } = useAction();
  const { reloadChats, reloadConnectors } = useServer();
  const path = `/api/archive/imports/${encodeURIComponent(id)}`;

  function leave() {
    cancel();
    if (!results) void remove(path).catch(() => {});
    close();
  }

  const take = () =>
    run(async (signal) => {
      const found = new Map<string, ArchiveProgress>();
      setResults(found);
      const response = await fetch(under(path), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ take: [...chosen] }),
        signal,
      });
      if (!response.ok || !response.body) throw readProblem(await response.text());
      for await (const line of linesOf(response.body)) {
        found.set(line.key, line);
        setResults(new Map(found));
      }
      reloadChats();
      reloadConnectors();
    });

  function choose(key: string, yes: boolean) {
    const next = new Set(chosen);
    if (yes) next.add(key);
    else next.delete(key);
    setChosen(next);
  }

  const last = results ? [...results.values()].at(-1) : undefined;
  return (
    <Dialog title={words.dialog} close={leave}>
      <p>{words.from(moment(look.createdAt), look.version)}</p>
      {!items.some(isChoice) && <p>{words.nothing}</p>}
      <ul role="list" className="archive-items" tabIndex={0} aria-label={words.dialog}>
        {items.map((item) => (
          <li key={item.key}>
            <Item
              item={item}
              result={results?.get(item.key)}
              chosen={chosen.has(item.key)}
              choose={results === undefined && isChoice(item) ? choose : undefined}
            />
          </li>
        ))}
      </ul>
      {problem && <Failure detail={problem.message} />}
      <div className="dialog-ways">
        {results === undefined ? (
          <>
            <Button look="primary" disabled={chosen.size === 0} onClick={() => void take()}>
              {words.take(chosen.size)}
            </Button>
            <Button onClick={leave}>{strings.cancel}</Button>
          </>
        ) : busy ? (
          <>
            <Button onClick={cancel}>{words.stop}</Button>
            <span role="status">{words.taking(last?.done ?? 0, last?.of ?? chosen.size)}</span>
          </>
        ) : (
          <Button look="primary" onClick={leave}>
            {words.done}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

interface ItemProps {
  readonly item: ArchiveItem;
  readonly result: ArchiveProgress | undefined;
  readonly chosen: boolean;
  /** Absent where there is nothing to choose. */
  readonly choose: ((key: string, yes: boolean) => void) | undefined;
}

function Item({ item: { key, kind, name, status, detail }, result, chosen, choose }: ItemProps) {
  return (
    <label className="archive-item">
      {choose && (
        <input
          type="checkbox"
          checked={chosen}
          onChange={({ target }) => choose(key, target.checked)}
        />
      )}
      <span className="archive-what">
        <strong>{name}</strong>
        <span>
          {words.kinds[kind]} · {result?.detail || detail}
        </span>
      </span>
      {result ? (
        <Chip tone={resultTones[result.status]}>{words.results[result.status]}</Chip>
      ) : (
        <Chip tone={tones[status]}>{words.statuses[status]}</Chip>
      )}
    </label>
  );
}

/** The lines of an answer as they come. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ArchiveProgress> {
  const decoder = new TextDecoder();
  let rest = "";
  for (const reader = body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) return;
    const [first = "", ...others] = decoder.decode(value, { stream: true }).split("\n");
    rest += first;
    for (const next of others) {
      yield archiveProgressShape.parse(JSON.parse(rest));
      rest = next;
    }
  }
}
