import { useId } from "react";
import { addToolWords as words } from "../../words/add-tool.ts";
import { Field } from "./field.tsx";

interface ServerProps {
  readonly servers: readonly string[];
  readonly value: string;
  readonly change: (server: string) => void;
  readonly problem: string | undefined;
}

/** Which address calls go to: one of the document's, or another. */
export function Server({ servers, value, change, problem }: ServerProps) {
  const id = useId();
  const isOwn = !servers.includes(value);
  if (servers.length === 0)
    return <Field label={words.server} value={value} change={change} problem={problem} />;
  return (
    <>
      <div className="field">
        <label htmlFor={id}>{words.server}</label>
        <select
          id={id}
          value={isOwn ? "" : value}
          onChange={({ target }) => change(target.value)}
          aria-describedby={`${id}-note`}
        >
          {servers.map((server) => (
            <option key={server} value={server}>
              {server}
            </option>
          ))}
          <option value="">{words.ownServer}</option>
        </select>
        {!isOwn && problem !== undefined && (
          <p id={`${id}-note`} className="field-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      {isOwn && <Field label={words.ownServer} value={value} change={change} problem={problem} />}
    </>
  );
}
