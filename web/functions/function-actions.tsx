import { Suspense, lazy, useState } from "react";
import { type FunctionView, functionShape } from "../../src/contract/function.ts";
import { ask, remove } from "../data/api.ts";
import { problemOf } from "../data/problem.ts";
import { navigate } from "../router.tsx";
import { type FunctionTab, paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";
import { useToast } from "../ui/toast.tsx";
import { moveDraft } from "./draft.ts";
import { NameDialog } from "./name-dialog.tsx";

const words = strings.actions;
const ExportDialog = lazy(() => import("./export-dialog.tsx"));

interface FunctionActionsProps {
  readonly current: FunctionView;
  readonly tab: FunctionTab;
}

/** What can be done with a function as a whole. */
export function FunctionActions({ current: { name }, tab }: FunctionActionsProps) {
  const [open, setOpen] = useState<"rename" | "duplicate" | "export">();
  const toast = useToast();
  const path = `/api/functions/${encodeURIComponent(name)}`;
  const close = () => setOpen(undefined);

  async function rename(to: string) {
    const renamed = await ask(functionShape, `${path}/rename`, {
      method: "POST",
      body: { name: to },
    });
    moveDraft(name, renamed.name);
    close();
    navigate(paths.function(renamed.name, tab));
  }
  async function duplicate(to: string) {
    const copy = await ask(functionShape, `${path}/duplicate`, {
      method: "POST",
      body: { name: to },
    });
    close();
    navigate(paths.function(copy.name));
  }
  async function discard() {
    try {
      await remove(path);
      navigate(paths.functions);
      toast({ text: words.deleted(name), way: { label: words.undo, go: () => void bringBack() } });
    } catch (error) {
      toast({ text: problemOf(error).message });
    }
  }
  async function bringBack() {
    try {
      await ask(functionShape, `${path}/restore`, { method: "POST", body: {} });
      navigate(paths.function(name));
    } catch (error) {
      toast({ text: problemOf(error).message });
    }
  }
  return (
    <>
      <Button look="quiet" onClick={() => setOpen("rename")}>
        {words.rename}
      </Button>
      <Button look="quiet" onClick={() => setOpen("duplicate")}>
        {words.duplicate}
      </Button>
      <Button look="quiet" onClick={() => setOpen("export")}>
        {words.export}
      </Button>
      <Button look="quiet" onClick={() => void discard()}>
        {words.delete}
      </Button>
      {open === "rename" && (
        <NameDialog
          title={words.renameTitle(name)}
          note={words.renameNote}
          name={name}
          action={words.rename}
          go={rename}
          close={close}
        />
      )}
      {open === "duplicate" && (
        <NameDialog
          title={words.duplicateTitle(name)}
          note={words.duplicateNote}
          name={`${name}Copy`}
          action={words.duplicate}
          go={duplicate}
          close={close}
        />
      )}
      {open === "export" && (
        <Suspense>
          <ExportDialog name={name} close={close} />
        </Suspense>
      )}
    </>
  );
}
