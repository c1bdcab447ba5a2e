import { useState } from "react";
import { Allowed, Lacking } from "../access/allowed.tsx";
import { type SecretUse, secretListShape } from "../../src/contract/secret.ts";
import { remove } from "../data/api.ts";
import { useAction } from "../data/use-action.ts";
import { useComeBack } from "../data/use-come-back.ts";
import { useGet } from "../data/use-get.ts";
import { Button } from "../ui/button.tsx";
import { useConfirm } from "../ui/confirm.tsx";
import { Icon } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { useToast } from "../ui/toast.tsx";
import { VirtualList } from "../ui/virtual-list.tsx";
import { secretWords } from "../words/secrets.ts";
import { strings } from "../words/strings.ts";
import { SecretCard } from "./secret-card.tsx";
import { SecretDialog } from "./secret-dialog.tsx";

const words = secretWords;
/** A search is worth its place from so many on. */
const searchFrom = 6;

/** Values by name, none of which can be read back. */
export default function SecretsScreen() {
  const { loaded, reload } = useGet(secretListShape, "/api/secrets");
  useComeBack(reload);
  /** Which is being entered: one there is, or a new one. */
  const [entering, setEntering] = useState<SecretUse | "new">();
  const [text, setText] = useState("");
  const { problem, run } = useAction();
  const confirm = useConfirm();
  const toast = useToast();

  async function discard({ name, functions }: SecretUse) {
    const sure = await confirm({
      title: words.removeTitle(name),
      detail: functions.length === 0 ? words.removeUnused : words.removeUsed(functions),
      action: words.remove,
      danger: true,
    });
    if (!sure) return;
    await run(async () => {
      await remove(`/api/secrets/${encodeURIComponent(name)}`);
      toast({ text: words.removed(name) });
      reload();
    });
  }

  const add = (
    <Allowed right="connect">
      <Button look="primary" onClick={() => setEntering("new")}>
        <Icon name="plus" />
        {words.add}
      </Button>
    </Allowed>
  );
  const secrets = loaded.status === "ready" ? loaded.value.secrets : [];
  const wanted = text.trim().toLowerCase();
  const found = secrets.filter(({ name, hosts, functions }) =>
    [name, ...hosts, ...functions].some((one) => one.toLowerCase().includes(wanted)),
  );
  return (
    <Page title={words.title} lead={words.lead} actions={secrets.length > 0 && add}>
      <Lacking right="connect" />
      {problem && <Failure detail={problem.message} />}
      {loaded.status === "loading" && <Loading lines={4} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && secrets.length === 0 && (
        <Empty icon="key" title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
          {add}
        </Empty>
      )}
      {secrets.length >= searchFrom && (
        <SearchField label={words.search} clear={words.clear} value={text} change={setText} />
      )}
      {secrets.length > 0 && found.length === 0 && <p role="status">{words.noneFits}</p>}
      {found.length > 0 && (
        <VirtualList label={words.list} items={found} keyOf={({ name }) => name} height={204}>
          {(secret) => (
            <div className="secret-item">
              <SecretCard
                secret={secret}
                replace={() => setEntering(secret)}
                discard={() => void discard(secret)}
              />
            </div>
          )}
        </VirtualList>
      )}
      {entering && (
        <SecretDialog
          secret={entering === "new" ? undefined : entering}
          taken={secrets.map(({ name }) => name)}
          close={() => setEntering(undefined)}
          saved={(name) => {
            setEntering(undefined);
            toast({ text: words.saved(name) });
            reload();
          }}
        />
      )}
    </Page>
  );
}
