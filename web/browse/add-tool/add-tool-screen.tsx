import { useRef, useState } from "react";
import {
  type IntegrationPreview,
  integrationShape,
  previewShape,
} from "../../../src/contract/integration.ts";
import { useMay } from "../../data/rights.ts";
import { Lacking } from "../../access/allowed.tsx";
import { ask } from "../../data/api.ts";
import { type Problem, problemOf } from "../../data/problem.ts";
import { useServer } from "../../data/server.tsx";
import { Link, navigate } from "../../router.tsx";
import { paths } from "../../routes.ts";
import { addToolWords as words } from "../../words/add-tool.ts";
import { connectorWords } from "../../words/browse.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Page } from "../../ui/page.tsx";
import { useToast } from "../../ui/toast.tsx";
import { type Draft, type Source, bodyOf, chosenOf, draftOf } from "./draft.ts";
import { SourceForm } from "./source-form.tsx";
import { ToolForm } from "./tool-form.tsx";
import "./add-tool.css";

/** Makes a tool of an OpenAPI document: first what would come of it, then what of that is wanted. */
export default function AddToolScreen() {
  const [source, setSource] = useState<Source>();
  const [preview, setPreview] = useState<IntegrationPreview>();
  const [draft, setDraft] = useState<Draft>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState<"looking" | "adding">();
  const running = useRef<AbortController>(undefined);
  const { reloadConnectors, reloadStatus } = useServer();
  const toast = useToast();
  const connects = useMay("connect");

  /** One thing is asked of the server at a time, and can be stopped. */
  async function busily(what: "looking" | "adding", work: (signal: AbortSignal) => Promise<void>) {
    running.current?.abort();
    const leave = new AbortController();
    running.current = leave;
    setBusy(what);
    setProblem(undefined);
    try {
      await work(leave.signal);
    } catch (error) {
      if (!leave.signal.aborted) setProblem(problemOf(error));
    } finally {
      if (running.current === leave) setBusy(undefined);
    }
  }

  const look = (from: Source, scheme?: string) =>
    busily("looking", async (signal) => {
      const body = { ...from, ...(scheme === undefined ? {} : { scheme }) };
      const path = "/api/integrations/preview";
      const found = await ask(previewShape, path, { method: "POST", body, signal });
      setSource(from);
      setPreview(found);
      // Another way to sign in opens other operations; all else stays as it was typed.
      setDraft((before) =>
        before && scheme !== undefined
          ? { ...before, operations: chosenOf(found.operations) }
          : draftOf(found),
      );
    });

  function add() {
    if (!source || !preview || !draft) return;
    void busily("adding", async (signal) => {
      const body = bodyOf(source, preview, draft);
      const { id, name } = await ask(integrationShape, "/api/integrations", {
        method: "POST",
        body,
        signal,
      });
      reloadConnectors();
      reloadStatus();
      navigate(paths.connector(id));
      toast({ text: words.added(name) });
    });
  }

  function startOver() {
    running.current?.abort();
    setPreview(undefined);
    setDraft(undefined);
    setProblem(undefined);
  }

  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Link className="button button-quiet" href={paths.browse}>
          <Icon name="back" />
          {connectorWords.back}
        </Link>
      }
    >
      {!connects ? (
        <Lacking right="connect" />
      ) : preview && draft ? (
        <ToolForm
          preview={preview}
          draft={draft}
          change={setDraft}
          sign={(scheme) => source && void look(source, scheme)}
          busy={busy}
          problem={problem}
          add={add}
          stop={() => running.current?.abort()}
          other={startOver}
        />
      ) : (
        <SourceForm
          busy={busy === "looking"}
          problem={problem}
          look={(from) => void look(from)}
          stop={() => running.current?.abort()}
        />
      )}
      {preview?.operations.length === 0 && <Button onClick={startOver}>{words.other}</Button>}
    </Page>
  );
}
