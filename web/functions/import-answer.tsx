import { Fragment } from "react";
import type { ImportView, ImportedFunction } from "../../src/contract/function-transfer.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { functionWords } from "../words/functions.ts";
import { Chip, type Tone } from "../ui/chip.tsx";
import { Findings } from "./findings.tsx";
import { ScopeSentences } from "./rights.tsx";
import "./import-answer.css";

const words = functionWords.import;

/** What became of each function, or would. */
export function ImportAnswer({
  view,
  saved,
}: {
  readonly view: ImportView;
  readonly saved: boolean;
}) {
  const unknown = view.connectors.filter(({ connector }) => connector === null);
  return (
    <>
      {view.functions.length === 0 && <p>{words.nothing}</p>}
      {unknown.length > 0 && <p>{words.unknownConnectors(unknown.map(({ type }) => type))}</p>}
      <ul role="list" className="import-list" aria-label={words.list}>
        {view.functions.map((one) => (
          <li key={one.name}>
            <Imported one={one} saved={saved} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface ImportedProps {
  readonly one: ImportedFunction;
  readonly saved: boolean;
}

function Imported({ one, saved }: ImportedProps) {
  const { name, status, base, version, problems, operations, notes } = one;
  const scopes = [
    { title: words.needs, permissions: one.permissions },
    { title: words.lacking, permissions: one.lacking },
    { title: words.declared, permissions: one.declared },
  ];
  return (
    <>
      <p className="import-head">
        {saved && version !== undefined ? (
          <Link href={paths.function(name)}>{name}</Link>
        ) : (
          <strong>{name}</strong>
        )}
        <Chip tone={tones[status]}>{words.status(status, base, saved)}</Chip>
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <Findings findings={problems} />
      {operations.length > 0 && (
        <dl className="import-facts">
          <dt>{words.calls}</dt>
          <dd>
            <code>{operations.join(", ")}</code>
          </dd>
          {scopes
            .filter(({ permissions }) => permissions.length > 0)
            .map(({ title, permissions }) => (
              <Fragment key={title}>
                <dt>{title}</dt>
                {permissions.map((permission) => (
                  <ScopeSentences key={permission.connector} {...permission} />
                ))}
              </Fragment>
            ))}
        </dl>
      )}
    </>
  );
}

const tones: Readonly<Record<ImportedFunction["status"], Tone>> = {
  created: "good",
  changed: "info",
  unchanged: "neutral",
  refused: "danger",
};
