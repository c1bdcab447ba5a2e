import { type ReactNode, Suspense, lazy, useState } from "react";
import { functionShape } from "../../src/contract/function.ts";
import { ask, remove } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { functionWords } from "../words/functions.ts";
import { useToast } from "../ui/toast.tsx";
import { moveDraft } from "./draft.ts";
import { NameDialog } from "./name-dialog.tsx";

const words = functionWords.actions;
const ExportDialog = lazy(() => import("./export-dialog.tsx"));

interface Outcome {
  readonly renamed: (to: string) => void;
  readonly copied: (to: string) => void;
  readonly deleted: () => void;
  /** After it was deleted and brought back. */
  readonly restored: () => void;
}

/** What can be done with a function as a whole; `dialogs` is what these actions ask. */
export function useFunctionActions(
  name: string,
  outcome: Outcome,
): {
  readonly open: (dialog: "rename" | "duplicate" | "export") => void;
  readonly discard: () => Promise<void>;
  readonly dialogs: ReactNode;
} {
  const [shown, setShown] = useState<"rename" | "duplicate" | "export">();
  const toast = useToast();
  const path = `/api/functions/${encodeURIComponent(name)}`;
  const close = () => setShown(undefined);
  const post = (to: string, what: "rename" | "duplicate") =>
    ask(functionShape, `${path}/${what}`, { method: "POST", body: { name: to } });

  async function rename(to: string) {
    const renamed = await post(to, "rename");
    moveDraft(name, renamed.name);
    close();
    outcome.renamed(renamed.name);
  }
  async function duplicate(to: string) {
    const copy = await post(to, "duplicate");
    close();
    outcome.copied(copy.name);
  }
  async function discard() {
    try {
      await remove(path);
      outcome.deleted();
      toast({ text: words.deleted(name), way: { label: words.undo, go: () => void bringBack() } });
    } catch (error) {
      toast({ text: problemOf(error).message });
    }
  }
  async function bringBack() {
    try {
      await ask(functionShape, `${path}/restore`, { method: "POST", body: {} });
      outcome.restored();
    } catch (error) {
      toast({ text: problemOf(error).message });
    }
  }
  return {
    open: setShown,
    discard,
    dialogs: (
      <>
        {shown === "rename" && (
          <NameDialog
            title={words.renameTitle(name)}
            note={words.renameNote}
            name={name}
            action={words.rename}
            go={rename}
            close={close}
          />
        )}
        {shown === "duplicate" && (
          <NameDialog
            title={words.duplicateTitle(name)}
            note={words.duplicateNote}
            name={`${name}Copy`}
            action={words.duplicate}
            go={duplicate}
            close={close}
          />
        )}
        {shown === "export" && (
          <Suspense>
            <ExportDialog name={name} close={close} />
          </Suspense>
        )}
      </>
    ),
  };
}
