import { useEffect } from "react";
import { type EncryptionView, encryptionViewShape } from "../../src/contract/encryption.ts";
import { ask } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { useGet } from "../data/use-get.ts";
import { encryptionWords as words } from "../words/encryption.ts";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { Section } from "./section.tsx";

/** Between two looks at how far a rotation has come. */
const lookMs = 1_000;

/** Which key encrypts, and the way to another one. */
export default function EncryptionSection() {
  const { loaded, reload, set } = useGet(encryptionViewShape, "/api/encryption");
  const { busy, problem, run } = useAction();
  const confirm = useConfirm();
  const view = loaded.status === "ready" ? loaded.value : undefined;
  useEffect(() => {
    if (view?.status !== "working") return;
    const timer = setTimeout(reload, lookMs);
    return () => clearTimeout(timer);
  }, [view, reload]);

  async function rotate() {
    const sure = await confirm({
      title: words.rotateTitle,
      detail: words.rotateDetail,
      action: words.rotateAction,
    });
    if (!sure) return;
    await run(async () => {
      set(await ask(encryptionViewShape, "/api/encryption/rotate", { method: "POST" }));
    });
  }
  return (
    <Section
      id="encryption"
      title={settingsWords.sections.encryption}
      lead={words.lead}
      actions={
        view?.from === "file" && (
          <Button disabled={busy || view.status === "working"} onClick={() => void rotate()}>
            {words.rotate}
          </Button>
        )
      }
    >
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "loading" && <Loading lines={3} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {view && <Keys view={view} />}
    </Section>
  );
}

function Keys({ view }: { readonly view: EncryptionView }) {
  const { from, writes, keys, total, left, unreadable, status } = view;
  const rowsOf = (id: string) => keys.find((one) => one.id === id)?.rows ?? 0;
  return (
    <>
      <dl className="settings-facts">
        <dt>{words.writes}</dt>
        <dd>
          <code>{writes}</code>
        </dd>
        <dt>{words.kept}</dt>
        <dd>{words.from[from]}</dd>
        <dt>{words.stored}</dt>
        <dd>{words.rows(rowsOf(writes))}</dd>
        {keys
          .filter(({ id }) => id !== writes)
          .map(({ id, rows }) => (
            <Older key={id} id={id} rows={rows} />
          ))}
      </dl>
      <div role="status">
        {status === "working" && (
          <>
            <progress aria-label={words.working} max={Math.max(total, 1)} value={total - left} />
            <p className="settings-note">{words.progress(total - left, total)}</p>
          </>
        )}
        {status === "settled" && unreadable === 0 && (
          <p className="settings-note">{words.settled}</p>
        )}
        {status === "old-key-unused" && <p className="settings-note">{words.oldKeyUnused}</p>}
      </div>
      {unreadable > 0 && <Failure detail={words.unreadable(unreadable)} />}
      {from === "environment" && <p className="settings-note">{words.environment}</p>}
    </>
  );
}

function Older({ id, rows }: { readonly id: string; readonly rows: number }) {
  return (
    <>
      <dt>{words.older(id)}</dt>
      <dd>{words.rows(rows)}</dd>
    </>
  );
}
