import { type FormEvent, useId } from "react";
import type { IntegrationPreview } from "../../../src/contract/integration.ts";
import type { Problem } from "../../data/problem.ts";
import { useServer } from "../../data/server.tsx";
import { addToolWords as words } from "../../words/add-tool.ts";
import { Button } from "../../ui/button.tsx";
import { Copy } from "../../ui/copy.tsx";
import { Failure } from "../../ui/states.tsx";
import { type Draft, maxOperations } from "./draft.ts";
import { Field } from "./field.tsx";
import { Headers } from "./headers.tsx";
import { PickOperations } from "./pick-operations.tsx";
import { Server } from "./server.tsx";

interface ToolFormProps {
  readonly preview: IntegrationPreview;
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  /** Takes another way to sign in. */
  readonly sign: (scheme: string) => void;
  readonly busy: "looking" | "adding" | undefined;
  readonly problem: Problem | undefined;
  readonly add: () => void;
  readonly stop: () => void;
  readonly other: () => void;
}

/** What would come of a document, and what of it is wanted. Errors stand where they belong. */
export function ToolForm(props: ToolFormProps) {
  const { preview, draft, change, sign, busy, problem, add, stop, other } = props;
  const { title, description, schemes, scheme, operations, redirectUri } = preview;
  const { connectors } = useServer();
  const known = connectors.status === "ready" ? connectors.value.connectors : [];
  const replaced = known.find(
    ({ id, category }) => id === draft.id.trim() && category === "custom",
  );
  const kind = schemes.find((one) => one.scheme === scheme)?.kind ?? "none";
  const isReady = draft.operations.size > 0 && draft.operations.size <= maxOperations;
  const at = (place: string) => problemAt(problem, place);
  const isPlaced = places.some((place) => at(place) !== undefined);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady && busy === undefined) add();
  }
  return (
    <form className="add-tool-form" onSubmit={submit} noValidate>
      <header className="add-tool-found">
        <div>
          <h2>{words.found(title, operations.length)}</h2>
          {description !== undefined && <p>{description.slice(0, 280)}</p>}
        </div>
        <Button onClick={other}>{words.other}</Button>
      </header>
      <div className="add-tool-two">
        <Field
          label={words.name}
          value={draft.name}
          change={(name) => change({ ...draft, name })}
          problem={at("name")}
        />
        <Field
          label={words.id}
          value={draft.id}
          change={(id) => change({ ...draft, id })}
          problem={at("id")}
          note={replaced ? words.replaces(replaced.name) : words.idNote}
        />
      </div>
      <Server
        servers={preview.servers}
        value={draft.server}
        change={(server) => change({ ...draft, server })}
        problem={at("server")}
      />
      <SignIn
        schemes={schemes}
        scheme={scheme}
        sign={sign}
        busy={busy !== undefined}
        problem={at("scheme")}
        note={kind === "none" || kind === "oauth2" ? undefined : words.keyNote}
      />
      {kind === "oauth2" && (
        <fieldset className="add-tool-group">
          <legend>{words.client}</legend>
          <p className="field-note">{words.clientNote}</p>
          <p className="add-tool-redirect">
            <code>{redirectUri}</code> <Copy text={redirectUri} of={words.redirect} />
          </p>
          <div className="add-tool-two">
            <Field
              label={words.clientId}
              value={draft.clientId}
              change={(clientId) => change({ ...draft, clientId })}
              problem={at("client")}
            />
            <Field
              label={words.clientSecret}
              value={draft.clientSecret}
              change={(clientSecret) => change({ ...draft, clientSecret })}
              isSecret
            />
          </div>
        </fieldset>
      )}
      <Headers
        headers={draft.headers}
        change={(headers) => change({ ...draft, headers })}
        problem={at("headers")}
      />
      <PickOperations
        key={scheme}
        operations={operations}
        chosen={draft.operations}
        change={(chosen) => change({ ...draft, operations: chosen })}
        problem={at("operations")}
      />
      {problem && !isPlaced && <Failure detail={problem.message} />}
      <div className="dialog-ways">
        <Button type="submit" look="primary" disabled={!isReady || busy !== undefined}>
          {busy === "adding" ? words.adding : words.add}
        </Button>
        {busy && <Button onClick={stop}>{words.stop}</Button>}
      </div>
    </form>
  );
}

const places = ["name", "id", "server", "scheme", "client", "headers", "operations"] as const;

/** What the server said of a field: `where` names it, or what is in it. */
function problemAt(problem: Problem | undefined, place: string): string | undefined {
  const where = problem?.members["where"];
  const isHere = where === place || (typeof where === "string" && where.startsWith(`${place}.`));
  return isHere ? problem?.message : undefined;
}

interface SignInProps extends Pick<IntegrationPreview, "schemes" | "scheme"> {
  readonly sign: (scheme: string) => void;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly note: string | undefined;
}

function SignIn({ schemes, scheme, sign, busy, problem, note }: SignInProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.scheme}</label>
      <select
        id={id}
        value={scheme}
        disabled={busy}
        onChange={({ target }) => sign(target.value)}
        aria-describedby={`${id}-note`}
      >
        {schemes.map((one) => (
          <option key={one.scheme} value={one.scheme}>
            {one.kind === "none"
              ? words.schemes.none
              : `${words.schemes[one.kind]} (${one.scheme})`}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} className={problem === undefined ? "field-note" : "field-problem"}>
        {problem ?? note}
      </p>
    </div>
  );
}
