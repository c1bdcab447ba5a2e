import { useState } from "react";
import { type ApiKeyView, apiKeyListShape, fileKeyShape } from "../../src/contract/settings.ts";
import { ask, remove } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { useGet } from "../data/use-get.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Failure, Loading } from "../ui/states.tsx";
import { ago } from "../ui/time.ts";
import { useToast } from "../ui/toast.tsx";
import { rightNames } from "../words/access.ts";
import { settingsWords } from "../words/settings.ts";
import { strings } from "../words/strings.ts";
import { KeyShown, NewKeyDialog } from "./new-key-dialog.tsx";
import { Section } from "./section.tsx";

const words = settingsWords.keys;

const pageSize = 20;

/** Keys for programs. */
export function KeysSection() {
  const { loaded, reload } = useGet(apiKeyListShape, "/api/keys");
  useComeBack(reload);
  const [shown, setShown] = useState(pageSize);
  const [making, setMaking] = useState(false);
  const [replaced, setReplaced] = useState<string>();
  const { problem, run } = useAction();
  const confirm = useConfirm();
  const toast = useToast();

  async function discard({ id, name }: ApiKeyView) {
    const sure = await confirm({
      title: words.removeTitle(name),
      detail: words.removeDetail,
      action: words.removeAction,
      danger: true,
    });
    if (!sure) return;
    await run(async () => {
      await remove(`/api/keys/${encodeURIComponent(id)}`);
      toast({ text: words.removed(name) });
      reload();
    });
  }

  async function replace() {
    const sure = await confirm({
      title: words.replaceTitle,
      detail: words.replaceDetail,
      action: words.replace,
      danger: true,
    });
    if (!sure) return;
    await run(async () => {
      const made = await ask(fileKeyShape, "/api/key-file/replace", { method: "POST" });
      setReplaced(made.key);
    });
  }

  return (
    <Section
      id="keys"
      title={settingsWords.sections.keys}
      lead={words.lead}
      actions={<Button onClick={() => setMaking(true)}>{words.make}</Button>}
    >
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "loading" && <Loading lines={3} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && (
        <div className="settings-rows">
          {loaded.value.keys.length === 0 && <p className="settings-row">{words.none}</p>}
          {loaded.value.keys.slice(0, shown).map((key) => (
            <KeyRow key={key.id} of={key} discard={() => void discard(key)} />
          ))}
          {loaded.value.keys.length > shown && (
            <div className="settings-row">
              <Button onClick={() => setShown(shown + pageSize)}>
                {words.more(loaded.value.keys.length - shown)}
              </Button>
            </div>
          )}
          {loaded.value.file && (
            <div className="settings-row">
              <div>
                <p className="settings-name">{words.file}</p>
                <p className="settings-note">
                  <code>{loaded.value.file.path}</code>
                </p>
                <p className="settings-note">{words.fileNote}</p>
              </div>
              <Button onClick={() => void replace()}>{words.replace}</Button>
            </div>
          )}
        </div>
      )}
      {making && loaded.status === "ready" && (
        <NewKeyDialog may={loaded.value.scopes} close={() => setMaking(false)} made={reload} />
      )}
      {replaced !== undefined && (
        <KeyShown title={words.replaced} secret={replaced} close={() => setReplaced(undefined)} />
      )}
    </Section>
  );
}

function KeyRow({ of: key, discard }: { readonly of: ApiKeyView; readonly discard: () => void }) {
  const { name, createdAt, lastUsedAt, scopes, endsAt, madeBy } = key;
  const allowed = scopes?.map((scope) => rightNames[scope]).join(", ") ?? words.all;
  const now = Date.now();
  return (
    <div className="settings-row">
      <div>
        <p className="settings-name">{name}</p>
        <p className="settings-note">
          {words.created(ago(createdAt, now))} ·{" "}
          {lastUsedAt === undefined ? words.unused : words.used(ago(lastUsedAt, now))}
        </p>
        <p className="settings-note">
          {[
            allowed,
            ...(endsAt === undefined ? [] : [words.until(new Date(endsAt).toLocaleDateString())]),
            ...(madeBy === undefined ? [] : [words.by(madeBy)]),
          ].join(" · ")}
        </p>
      </div>
      <IconButton icon="trash" label={words.remove(name)} onClick={discard} />
    </div>
  );
}
