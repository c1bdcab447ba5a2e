import { useRef } from "react";
import { addToolWords as words } from "../../words/add-tool.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import type { Header } from "./draft.ts";

interface HeadersProps {
  readonly headers: readonly Header[];
  readonly change: (headers: readonly Header[]) => void;
  readonly problem: string | undefined;
}

/** Headers that go with every call. */
export function Headers({ headers, change, problem }: HeadersProps) {
  const last = useRef(0);
  const put = (key: number, to: Partial<Header>) =>
    change(headers.map((one) => (one.key === key ? { ...one, ...to } : one)));
  return (
    <fieldset className="add-tool-group">
      <legend>{words.headers}</legend>
      <p className="field-note">{words.headersNote}</p>
      {headers.map(({ key, name, value }) => (
        <div key={key} className="field add-tool-header">
          <input
            aria-label={words.headerName}
            placeholder={words.headerName}
            value={name}
            onChange={({ target }) => put(key, { name: target.value })}
            spellCheck={false}
          />
          <input
            aria-label={words.headerValue}
            placeholder={words.headerValue}
            value={value}
            onChange={({ target }) => put(key, { value: target.value })}
            spellCheck={false}
          />
          <IconButton
            icon="trash"
            label={words.removeHeader}
            onClick={() => change(headers.filter((one) => one.key !== key))}
          />
        </div>
      ))}
      {problem !== undefined && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <p>
        <Button
          look="quiet"
          onClick={() => change([...headers, { key: ++last.current, name: "", value: "" }])}
        >
          {words.addHeader}
        </Button>
      </p>
    </fieldset>
  );
}
